package import Foundation

/// What a batch will probably take, before anything is sent.
package struct BatchForecast: Sendable, Hashable {
    /// How many requests, if each is answered at once.
    package var requests: Int
    /// How many results there are already.
    package var earlier: Int
    /// Tokens of all prompts, roughly.
    package var promptTokens: Int
    /// The most tokens that all answers may have.
    package var maximumCompletionTokens: Int
    /// US dollars, if answers are as long as they were before; `nil` where that is not known.
    package var likelyCost: Decimal?
    /// The most US dollars, as far as prices are known.
    package var maximumCost: Decimal
    /// Models whose price nobody can tell beforehand.
    package var unpriced: [ModelID]
    /// How long it takes, if answers take as long as before; `nil` where that is not known.
    package var likelyDuration: Duration?
    /// Models that never answered, so that their pace is not known.
    package var untimed: [ModelID]
    /// How many of the requests count against the free tier's day.
    package var freeRequests: Int
    /// How many free requests are probably left today; `nil` when none are needed.
    package var freeTierLeft: Int?
    /// How the last requests to the models that are left to ask ended.
    package var answers: [SeenAnswers]

    /// Whether the free tier's day is probably too short.
    package var exceedsFreeTier: Bool { freeTierLeft.map { freeRequests > $0 } ?? false }

    /// Foretells a batch.
    ///
    /// - Parameters:
    ///   - plan: what is to be asked.
    ///   - past: how the models answered before.
    ///   - answers: how the models' last requests ended.
    ///   - freeTier: what is known of the free tier's day.
    ///   - now: the time, for what is left of that day.
    package init(
        _ plan: BatchPlan,
        past: [ModelID: PastPerformance],
        answers: [SeenAnswers] = [],
        freeTier: FreeTier,
        now: Date
    ) {
        requests = plan.items.count
        earlier = plan.earlier.count
        promptTokens = plan.items.reduce(0) { $0 + $1.prompt.tokens.likely }
        maximumCompletionTokens = requests * plan.options.maxTokens
        maximumCost = plan.items.reduce(0) { $0 + ($1.maximumCost ?? 0) }
        freeRequests = plan.items.count { $0.isFree }
        freeTierLeft = freeRequests > 0 ? freeTier.left(now: now) : nil
        let itemsByModel = Dictionary(grouping: plan.items, by: \.modelID)
        self.answers = answers.filter { itemsByModel[$0.modelID] != nil }
        var cost: Decimal? = 0
        var work = Duration.zero
        (unpriced, untimed) = ([], [])
        for model in plan.models.map(\.model) {
            guard let items = itemsByModel[model.id] else { continue }
            if items.contains(where: { $0.maximumCost == nil }) { unpriced.append(model.id) }
            let past = past[model.id]
            if let past {
                work += .milliseconds(past.medianMilliseconds) * items.count
            } else {
                untimed.append(model.id)
            }
            let price = items.reduce(Decimal?(0)) { sum, item in
                guard let tokens = past?.meanCompletionTokens ?? (model.isFree ? 0 : nil),
                    let price = model.cost(
                        promptTokens: item.prompt.tokens.likely,
                        completionTokens: min(tokens, plan.options.maxTokens)
                    )
                else { return nil }
                return sum.map { $0 + price }
            }
            cost = cost.flatMap { sum in price.map { sum + $0 } }
        }
        likelyCost = cost
        likelyDuration =
            untimed.isEmpty
            ? max(
                work / min(plan.options.concurrency, max(requests, 1)),
                FreeTier.duration(of: freeRequests)
            ) : nil
    }
}

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
            lines.append("how long is not known: \(untimed.shortList) never answered here")
        }
        if let freeTierLeft {
            let words = "\(freeRequests) on the free tier, of which ~\(freeTierLeft) are left today"
            lines.append(
                words + (exceedsFreeTier ? "; the batch will stop there, and can go on later" : "")
            )
        }
        if let answers = SeenAnswers.words(answers) { lines.append(answers) }
        return lines
    }

    private var costText: String {
        let bound = maximumCost > 0 ? "at most about $\(maximumCost.roundedUp)" : "free"
        let likely = likelyCost.map { cost in
            maximumCost > 0 && cost < maximumCost ? "probably $\(cost.roundedUp), " : ""
        }
        let unknown = unpriced.isEmpty ? "" : "; the price of \(unpriced.shortList) is unknown"
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
}
