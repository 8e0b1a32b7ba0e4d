package import MusterCore

extension PriceList {
    /// Those of the Batch API in one line: `$1.25 / $5, half`.
    package func words(for model: Model) -> String {
        let prices = "\(Quantity.price(prompt)) / \(Quantity.price(completion))"
        return comparison(to: model).map { "\(prices), \($0.rawValue)" } ?? prices
    }
}

extension PriceOverride {
    /// One line: `from 200.0K tokens: $0.40 / $1.50`.
    package var words: String {
        let length = minimumPromptTokens.map { "from \(Quantity.tokens($0)) tokens" }
        let condition = [length, hours?.words].compactMap(\.self).joined(separator: ", ")
        let tokens = [
            prompt.map { "\(Quantity.price($0)) prompt" },
            completion.map { "\(Quantity.price($0)) completion" },
            request.map { "\(Quantity.dollars($0.perToken)) a request" },
        ].compactMap(\.self).joined(separator: ", ")
        return condition.isEmpty ? tokens : "\(condition): \(tokens)"
    }
}

extension OtherPrices {
    /// For example `cached prompt $0.02/M`, in a fixed order.
    package var words: [String] {
        var words = Item.allCases.compactMap { item in
            prices[item].map { price in
                item.isPerPiece
                    ? "\(item.words) \(Quantity.dollars(price.perToken))"
                    : "\(item.words) \(Quantity.price(price))/M"
            }
        }
        if let discount { words.append("\(Quantity.fixed(discount * 100, 0)) % off") }
        return words
    }
}

extension ModelTraits {
    /// The benchmarks in one line: `intelligence 37.3, coding 31.0`; `nil` without any.
    package var indexWords: String? {
        let indexes = [("intelligence", intelligence), ("coding", coding), ("agentic", agentic)]
        let words = indexes.compactMap { name, value in
            value.map { "\(name) \(Quantity.fixed($0, 1))" }
        }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
