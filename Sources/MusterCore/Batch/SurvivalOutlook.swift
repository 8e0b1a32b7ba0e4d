import Foundation

/// How likely a batch is to be answered to its end, said with what it is taken from.
package struct SurvivalOutlook: Sendable, Hashable {
    /// How often a prompt is asked at least before it counts as failed: once, and three retries.
    private static let tries = 4.0

    /// How many requests are expected to fail at the first try; `nil` when a model was never seen.
    package let firstFailures: Double?
    /// The chance that every prompt is answered in the end, 0 to 1, if failures have nothing to do
    /// with each other.
    package let chance: Double?
    /// Models of which nothing was seen.
    package let unseen: [ModelID]
    private let requests: Int

    /// Adds up what is left to ask of each model.
    package init(_ left: [(forecast: SurvivalForecast, prompts: Int)]) {
        let asked = left.filter { $0.prompts > 0 }
        requests = asked.reduce(0) { $0 + $1.prompts }
        unseen = asked.filter { $0.forecast.chance == nil }.map(\.forecast.modelID)
        guard unseen.isEmpty, requests > 0 else {
            (firstFailures, chance) = (nil, nil)
            return
        }
        firstFailures = asked.reduce(0) { sum, model in
            sum + Double(model.prompts) * (1 - (model.forecast.chance ?? 1))
        }
        chance = asked.reduce(1) { product, model in
            let failing = pow(1 - (model.forecast.chance ?? 1), Self.tries)
            return product * pow(1 - failing, Double(model.prompts))
        }
    }

    /// In a sentence; empty when nothing is left to ask.
    package var words: String {
        guard requests > 0 else { return "" }
        guard let firstFailures, let chance else {
            let names = unseen.prefix(3).map(\.rawValue).joined(separator: ", ")
            return "how likely it is to be answered is not known: nothing was seen of \(names)"
        }
        let failures = Int(firstFailures.rounded())
        let percent = min(Int((chance * 100).rounded(.down)), 99)
        return """
            about \(failures) of \(requests) fail at the first try; all are answered in the end with \
            a chance of \(percent) %, taken from past requests and uptime
            """
    }
}
