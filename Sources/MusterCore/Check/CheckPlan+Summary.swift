import Foundation

extension CheckPlan {
    /// The plan in a sentence: `43 requests, 12 on the free tier (~38 left today), at most $0.004`.
    package var summary: String {
        guard !items.isEmpty else { return "nothing to check" + leftOutText }
        var parts = ["\(requestCount) \(requestCount == 1 ? "request" : "requests")"]
        if maximumRequestCount > requestCount {
            parts[0] += " (up to \(maximumRequestCount) where a first spelling is refused)"
        }
        if freeTierRequestCount > 0 {
            let left = freeTierLeft.map { " (~\($0) left today)" } ?? ""
            parts.append("\(freeTierRequestCount) on the free tier\(left)")
        }
        parts.append(costText)
        if unpricedCount > 0 { parts.append("\(unpricedCount) of unknown price") }
        return parts.joined(separator: ", ") + leftOutText
    }

    /// What it may cost, in words.
    package var costText: String {
        maximumCost > 0 ? "at most about $\(Self.rounded(maximumCost))" : "free"
    }

    private var leftOutText: String {
        var text = leftOut == 0 ? "" : "; \(leftOut) left out by the budget"
        if leftOutOfFreeTier > 0 {
            text += "; \(leftOutOfFreeTier) left out: the free tier is used up"
            text += freeTierUsedUpUntil.map { " until \($0.formatted(.iso8601))" } ?? " for today"
        }
        if disabled > 0 { text += "; \(disabled) disabled" }
        return text
    }

    /// Dollars to four decimals, rounded up: a bound must not look smaller than it is.
    private static func rounded(_ amount: Decimal) -> Decimal {
        var value = amount
        var result = Decimal()
        NSDecimalRound(&result, &value, 4, .up)
        return result
    }
}
