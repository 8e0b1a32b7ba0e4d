/// The `provider` object of a chat request: the endpoints that may answer, and their order.
///
/// It names them by tag, by a provider's slug or by its name.
struct ProviderRouting: Sendable {
    let only: [String]
    let order: [String]
    let ignore: [String]
    let quantizations: [String]
    /// Whether endpoints outside of `order` may answer.
    let allowsFallbacks: Bool
    /// Whether only endpoints that support every parameter may answer.
    let requiresParameters: Bool
    /// The most USD per million prompt tokens.
    private let promptMax: Double?
    /// The most USD per million completion tokens.
    private let completionMax: Double?

    /// Fails unless the value is an object.
    init?(_ json: JSONValue?) {
        guard let json, case .object = json else { return nil }
        only = Self.names(json["only"])
        order = Self.names(json["order"])
        ignore = Self.names(json["ignore"])
        quantizations = Self.names(json["quantizations"])
        allowsFallbacks = json["allow_fallbacks"] != .bool(false)
        requiresParameters = json["require_parameters"] == .bool(true)
        promptMax = json["max_price"]?["prompt"]?.doubleValue
        completionMax = json["max_price"]?["completion"]?.doubleValue
    }

    /// Whether `only`, `ignore` and an `order` without fallbacks leave an endpoint.
    func allows(_ endpoint: SimulatedEndpoint) -> Bool {
        if !only.isEmpty, !only.contains(where: endpoint.answers) { return false }
        if !order.isEmpty, !allowsFallbacks, rank(endpoint) == order.count { return false }
        return !ignore.contains(where: endpoint.answers)
    }

    /// Whether an endpoint has a wanted quantization and charges no more than wanted.
    ///
    /// `price` is the row's, of which endpoints charge a multiple.
    func accepts(_ endpoint: SimulatedEndpoint, at price: ChargedPrice) -> Bool {
        hasQuantization(endpoint) && isAffordable(endpoint, price)
    }

    /// The first endpoint in the wanted order, those that are up before the others.
    func best(of endpoints: [SimulatedEndpoint]) -> SimulatedEndpoint? {
        endpoints.min { ($0.isUp ? 0 : 1, rank($0)) < ($1.isUp ? 0 : 1, rank($1)) }
    }

    private func hasQuantization(_ endpoint: SimulatedEndpoint) -> Bool {
        quantizations.isEmpty || quantizations.contains(endpoint.quantization ?? "unknown")
    }

    private func isAffordable(_ endpoint: SimulatedEndpoint, _ price: ChargedPrice) -> Bool {
        let charged = price.scaled(by: endpoint.chargedFactor)
        // The margin is for what is lost when prices become binary fractions.
        func isAtMost(_ price: Double, _ max: Double?) -> Bool {
            max.map { price * 1_000_000 <= $0 + 1e-9 } ?? true
        }
        return isAtMost(charged.prompt, promptMax) && isAtMost(charged.completion, completionMax)
    }

    /// The place in `order`; its length for endpoints that it does not name.
    private func rank(_ endpoint: SimulatedEndpoint) -> Int {
        order.firstIndex(where: endpoint.answers) ?? order.count
    }

    private static func names(_ value: JSONValue?) -> [String] {
        guard case .array(let names)? = value else { return [] }
        return names.compactMap(\.stringValue)
    }
}
