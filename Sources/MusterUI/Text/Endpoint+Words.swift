import MusterCore

extension Endpoint {
    /// One line: provider, tag, state, uptime, quantization, limits, prices, pace.
    package var words: String {
        let state = isUp ? "up" : "down (\(status ?? 0))"
        let uptime = uptime.map { "\(Quantity.fixed($0, 1)) % of 30 min" } ?? "uptime unknown"
        let context = contextLength.map { "\(Quantity.tokens($0)) context" }
        let answer = maxCompletionTokens.map { "answers to \(Quantity.tokens($0))" }
        let prices = "\(Quantity.price(promptPrice)) / \(Quantity.price(completionPrice))"
        let off = discount.map { "\(Quantity.fixed($0 * 100, 0)) % off" }
        let line = [
            provider, tag, state, uptime, knownQuantization, context, answer, prices, off,
            latency?.words { Quantity.duration(milliseconds: Int($0)) },
            throughput?.words(unit: " tok/s") { Quantity.fixed($0, 0) },
            cachesImplicitly == true ? "caches" : nil,
        ].compactMap(\.self).joined(separator: ", ")
        return SanitizedText(sanitizing: line).singleLine.string
    }
}

extension Percentiles {
    /// The median, and how bad it gets: `620 ms (p99 4.0 s)`.
    fileprivate func words(unit: String = "", _ format: (Double) -> String) -> String {
        let tail = p99.map { " (p99 \(format($0)))" } ?? ""
        return format(p50) + unit + tail
    }
}
