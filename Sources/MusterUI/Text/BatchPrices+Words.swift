package import MusterCore

extension BatchPrices {
    /// One line: `$1.25 / $5, half`.
    package func words(for model: Model) -> String {
        let prices = "\(Quantity.price(prompt)) / \(Quantity.price(completion))"
        return comparison(to: model).map { "\(prices), \($0.rawValue)" } ?? prices
    }
}
