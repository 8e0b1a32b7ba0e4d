import Foundation

extension BatchForecast {
    /// The forecast in a few lines, each a sentence of its own.
    package var lines: [String] {
        guard requests > 0 else { return ["nothing is left to ask: \(earlier) results are there"] }
        var lines = [
            "\(requests) \(requests == 1 ? "request" : "requests")"
                + (earlier > 0 ? "; \(earlier) results are there already" : ""),
            "about \(promptTokens) tokens of prompts, at most \(maximumCompletionTokens) of answers",
            costText,
        ]
        if let likelyDuration {
            lines.append("about \(Self.words(likelyDuration)), as fast as these models were before")
        } else {
            lines.append("how long is not known: \(Self.list(untimed)) never answered here")
        }
        if let freeTierLeft {
            let words = "\(freeRequests) on the free tier, of which ~\(freeTierLeft) are left today"
            lines.append(
                words + (exceedsFreeTier ? "; the batch will stop there, and can go on later" : "")
            )
        }
        return lines
    }

    private var costText: String {
        let bound = maximumCost > 0 ? "at most about $\(Self.rounded(maximumCost))" : "free"
        let likely = likelyCost.map { cost in
            maximumCost > 0 && cost < maximumCost ? "probably $\(Self.rounded(cost)), " : ""
        }
        let unknown = unpriced.isEmpty ? "" : "; the price of \(Self.list(unpriced)) is unknown"
        return (likely ?? "") + bound + unknown
    }

    /// A duration in its two largest units.
    package static func words(_ duration: Duration) -> String {
        let seconds = max(Int(duration.components.seconds), 1)
        switch seconds {
        case ..<90: return "\(seconds) s"
        case ..<5400: return "\((seconds + 30) / 60) min"
        default: return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        }
    }

    private static func list(_ models: [ModelID]) -> String {
        let names = models.prefix(3).map(\.rawValue).joined(separator: ", ")
        return models.count > 3 ? "\(names) and \(models.count - 3) more" : names
    }

    /// Dollars to four decimals, rounded up: a bound must not look smaller than it is.
    private static func rounded(_ amount: Decimal) -> Decimal {
        var value = amount
        var result = Decimal()
        NSDecimalRound(&result, &value, 4, .up)
        return result
    }
}
