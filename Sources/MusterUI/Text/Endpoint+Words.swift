package import MusterCore

extension Endpoint {
    /// One line: provider, state, uptime, quantization, context, prices.
    package var words: String {
        let state = isUp ? "up" : "down (\(status ?? 0))"
        let uptime = uptime.map { "\(Quantity.fixed($0, 1)) % of 30 min" } ?? "uptime unknown"
        let context = contextLength.map { "\(Quantity.tokens($0)) context" }
        let prices = "\(Quantity.price(promptPrice)) / \(Quantity.price(completionPrice))"
        let quantization = quantization.flatMap { $0 == "unknown" ? nil : $0 }
        let line = [provider, state, uptime, quantization, context, prices]
            .compactMap(\.self).joined(separator: ", ")
        return SanitizedText(sanitizing: line).singleLine.string
    }
}
