/// The prices of a model or an endpoint, in US dollars per token.
///
/// Most values are decimal strings, but `overrides` is a list and `discount` a number, so keys are
/// read one by one. `-1` marks a router, whose price varies.
struct PricingResponse: Decodable {
    let prompt: Price?
    let completion: Price?
    /// The fee for each request, unless it is nothing.
    let request: Price?
    /// Whether the price depends on the model that a router picks.
    let isVariable: Bool
    /// Whether neither tokens nor requests cost anything.
    let isFree: Bool

    private enum CodingKeys: String, CodingKey {
        case prompt
        case completion
        case request
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) -> String? {
            container.lenientString(forKey: key)
                ?? container.lenientDouble(forKey: key).map { "\($0)" }
        }
        prompt = text(.prompt).flatMap(Price.init(decimalString:))
        completion = text(.completion).flatMap(Price.init(decimalString:))
        isVariable = text(.prompt)?.hasPrefix("-") == true
        let fee = text(.request).flatMap(Price.init(decimalString:))
        request = fee?.isZero == true ? nil : fee
        isFree = prompt?.isZero == true && completion?.isZero == true && request == nil
    }
}
