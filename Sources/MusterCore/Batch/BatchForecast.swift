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

    /// Whether the free tier's day is probably too short.
    package var exceedsFreeTier: Bool { freeTierLeft.map { freeRequests > $0 } ?? false }

    /// Foretells a batch.
    ///
    /// - Parameters:
    ///   - plan: what is to be asked.
    ///   - past: how the models answered before.
    ///   - freeTier: what is known of the free tier's day.
    ///   - now: the time, for what is left of that day.
    package init(
        _ plan: BatchPlan,
        past: [ModelID: PastPerformance],
        freeTier: FreeTier,
        now: Date
    ) {
        requests = plan.items.count
        earlier = plan.earlier.count
        promptTokens = plan.items.reduce(0) { $0 + $1.prompt.likelyTokens }
        maximumCompletionTokens = requests * plan.options.maxTokens
        maximumCost = plan.items.reduce(0) { $0 + ($1.maximumCost ?? 0) }
        freeRequests = plan.items.count { $0.isFree }
        freeTierLeft = freeRequests > 0 ? freeTier.left(now: now) : nil
        let itemsByModel = Dictionary(grouping: plan.items, by: \.modelID)
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
                    let price = BatchModel.cost(
                        of: model,
                        promptTokens: item.prompt.likelyTokens,
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

extension FreeTier {
    /// How long requests take at 20 a minute, the first 20 of which go at once.
    fileprivate static func duration(of requests: Int) -> Duration {
        .seconds(max(requests - 1, 0) / 20 * 60)
    }
}
