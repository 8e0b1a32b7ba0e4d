import Foundation

extension JSONValue {
    /// The members of `pricing` and of its overrides that are no prices.
    private static let priceConditions: Set<String> = [
        "discount", "min_prompt_tokens", "utc_start", "utc_end",
    ]

    /// Multiplies all prices of a `pricing` object, those of its overrides too.
    ///
    /// `factor` gets a key such as `prompt`. Negative prices, which stand for unknown ones, stay as
    /// they are.
    func scalingPrices(by factor: (_ key: String) -> Decimal) -> JSONValue {
        guard case .object(let members) = self else { return self }
        let scaled = members.map { member -> JSONMember in
            guard !Self.priceConditions.contains(member.key) else { return member }
            if case .array(let overrides) = member.value {
                let values = overrides.map { $0.scalingPrices(by: factor) }
                return JSONMember(member.key, .array(values))
            }
            return JSONMember(member.key, member.value.scaled(by: factor(member.key)))
        }
        return .object(scaled)
    }

    private func scaled(by factor: Decimal) -> JSONValue {
        guard factor != 1, let price = decimalValue, price > 0 else { return self }
        let text = (price * factor).description
        if case .number = self { return .number(text) }
        return .string(text)
    }
}
