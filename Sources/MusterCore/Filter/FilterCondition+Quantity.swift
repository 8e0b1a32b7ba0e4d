import Foundation

extension FilterCondition {
    /// Parses the number of a comparison: `128k`, `0.5`, `$0.5`, `30d`; `nil` if invalid.
    init?(_ quantity: Quantity, _ comparison: Comparison, _ text: String) {
        var digits = text.lowercased()
        var factor = 1.0
        if quantity == .latency, digits.hasSuffix("ms") {
            factor = 0.001
            digits.removeLast(2)
        } else if let last = digits.last, let unit = Self.units(of: quantity)[last] {
            factor = unit
            digits.removeLast()
        }
        if digits.hasPrefix("$") { digits.removeFirst() }
        switch quantity {
        case .cutoff:
            guard let day = ModelTraits.ordinal(ofDay: digits) else { return nil }
            self = .quantity(quantity, comparison, day)
        case .ctx, .age, .speed, .latency, .uptime, .intelligence, .coding, .agentic:
            guard let value = Double(digits), value.isFinite, value >= 0 else { return nil }
            self = .quantity(quantity, comparison, value * factor)
        case .price, .prompt, .completion, .batch:
            guard let value = DecimalNumber(digits)?.value, value >= 0 else { return nil }
            self = .price(quantity, comparison, value / 1_000_000)
        }
    }

    private static func units(of quantity: Quantity) -> [Character: Double] {
        switch quantity {
        case .ctx: ["k": 1000, "m": 1_000_000]
        case .age: ["d": 1, "w": 7, "m": 30, "y": 365]
        case .latency: ["s": 1]
        case .uptime: ["%": 1]
        case .price, .prompt, .completion, .batch, .speed, .intelligence, .coding, .agentic,
            .cutoff:
            [:]
        }
    }
}
