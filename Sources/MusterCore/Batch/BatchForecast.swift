package import Foundation

/// The expected size, cost and duration of a batch.
package struct BatchForecast: Sendable, Hashable {
    /// Requests needed if each is answered the first time.
    package var requests: Int
    package var earlier: Int
    package var promptTokens: Int
    /// The upper limit for tokens of all answers.
    package var maximumCompletionTokens: Int
    /// US dollars, assuming answers of the usual length; `nil` if that is unknown.
    package var likelyCost: Decimal?
    /// The upper limit in US dollars, as far as prices are known.
    package var maximumCost: Decimal
    /// What it would cost at the Batch API; `nil` if no model is offered there.
    package var batch: BatchOffer?
    /// Where what is offered in batches is asked.
    package let engine: BatchEngine
    /// Requests of ``requests`` that go to the Batch API.
    package let batchRequests: Int
    /// Requests that it has already.
    package let submitted: Int
    package var unpriced: [ModelID]
    /// Expected duration of what is asked from here, assuming the usual pace; `nil` if unknown.
    package var likelyDuration: Duration?
    /// The same if everything is asked from here.
    package private(set) var ownDuration: Duration?
    /// Models that never answered, so their pace is unknown.
    package var untimed: [ModelID]
    /// How many requests connections allow at once; `nil` if those suffice.
    private let connectionLimit: Int?
    /// The highest cost in US dollars without a limit.
    private let wholeCost: Decimal
    /// Models whose context some prompt likely exceeds.
    package var tooLong: [ModelID]
    package var freeRequests: Int
    /// Estimated free requests remaining today; `nil` if none are needed.
    package var freeTierLeft: Int?
    /// What the key may still spend, and until when, if the service said so.
    package var key: KeyStatus?
    /// The latest outcomes of the models still to be asked.
    package var answers: [SeenAnswers]

    private let madeAt: Date

    /// Whether there is nothing to ask and nothing to collect.
    package var isEmpty: Bool { requests == 0 && submitted == 0 }

    package var exceedsFreeTier: Bool { freeTierLeft.map { freeRequests > $0 } ?? false }

    package init(
        _ plan: BatchPlan,
        past: [ModelID: PastPerformance],
        answers: [SeenAnswers] = [],
        freeTier: FreeTier,
        now: Date
    ) {
        madeAt = now
        requests = plan.items.count
        engine = plan.options.engine
        connectionLimit = plan.options.lacksConnections ? plan.options.connectionLimit : nil
        batchRequests = plan.items.count { $0.engine == .openrouter }
        submitted = plan.submitted.count
        earlier = plan.earlier.count
        promptTokens = plan.items.reduce(0) { $0 + $1.prompt.tokens.likely }
        let limit = plan.options.maxTokens
        maximumCompletionTokens = plan.items.reduce(0) { $0 + ($1.prompt.maxTokens ?? limit) }
        let most = plan.items.reduce(Decimal(0)) { $0 + ($1.maximumCost ?? 0) }
        wholeCost = most
        maximumCost = plan.options.ownMaximumCost.map { min(most, max($0 - plan.spent, 0)) } ?? most
        freeRequests = plan.items.count { $0.isFree }
        freeTierLeft = freeRequests > 0 ? freeTier.left(now: now) : nil
        let itemsByModel = Dictionary(grouping: plan.items, by: \.modelID)
        self.answers = answers.filter { itemsByModel[$0.modelID] != nil }
        var cost: Decimal? = 0
        var (work, ownWork): (Duration, Duration?) = (.zero, .zero)
        (unpriced, untimed, tooLong) = ([], [], [])
        for model in plan.models.map(\.model) {
            guard let items = itemsByModel[model.id] else { continue }
            if items.contains(where: { $0.maximumCost == nil }) { unpriced.append(model.id) }
            if let context = model.contextLength,
                items.contains(where: { $0.prompt.tokens.likely > context })
            {
                tooLong.append(model.id)
            }
            let past = past[model.id]
            let ownCount = items.count { $0.engine == .here }
            if let past {
                work += .milliseconds(past.medianMilliseconds) * ownCount
                ownWork = ownWork.map {
                    $0 + .milliseconds(past.medianMilliseconds) * items.count
                }
            } else {
                ownWork = nil
                if ownCount > 0 { untimed.append(model.id) }
            }
            let price = items.reduce(Decimal?(0)) { sum, item in
                guard let tokens = past?.meanCompletionTokens ?? (model.isFree ? 0 : nil) else {
                    return nil
                }
                let (prompt, answer) = (
                    item.prompt.tokens.likely, min(tokens, item.prompt.maxTokens ?? limit)
                )
                let price =
                    item.engine == .openrouter
                    ? model.batchPrices?.cost(promptTokens: prompt, completionTokens: answer)
                    : model.cost(promptTokens: prompt, completionTokens: answer)
                return sum.flatMap { sum in price.map { sum + $0 } }
            }
            cost = cost.flatMap { sum in price.map { sum + $0 } }
        }
        likelyCost = cost
        batch = BatchOffer(plan)
        func duration(_ work: Duration, _ count: Int) -> Duration {
            let free = FreeTier.duration(of: freeRequests)
            return max(work / min(plan.options.ownConcurrency, max(count, 1)), free)
        }
        likelyDuration = untimed.isEmpty ? duration(work, requests - batchRequests) : nil
        ownDuration = ownWork.map { duration($0, requests) }
    }
}

extension BatchForecast {
    /// Throws `BatchError.cannotPay` if the batch costs more than the key may spend: likely, or,
    /// where that is not known, at most.
    ///
    /// Shards share what the key has.
    func requirePayment(shards: Int) throws(BatchError) {
        guard let key, let left = key.limitRemaining.map({ $0 / Decimal(shards) }) else { return }
        let cost = min(likelyCost ?? maximumCost, maximumCost)
        guard cost > max(left, 0) else { return }
        throw .cannotPay(key, cost: cost * Decimal(shards), isLikely: likelyCost != nil)
    }

    /// The forecast as a few lines, one sentence each.
    package var lines: [String] {
        let atService = submitted.counted("request")
        guard requests > 0 else {
            return [
                submitted > 0
                    ? "nothing left to ask; the service has \(atService), whose answers are collected"
                    : "nothing left to ask: all \(earlier) have a result"
            ]
        }
        var lines = [
            requests.counted("request")
                + (earlier > 0 ? "; \(earlier) results exist already" : ""),
            "about \(promptTokens) tokens of prompts, at most \(maximumCompletionTokens) of answers",
            costText,
        ]
        if submitted > 0 { lines.append("the service has \(atService) more already") }
        lines += engineLines
        if batchRequests == requests {
            lines.append("the service answers within a day, mostly much sooner")
        } else if let likelyDuration {
            lines.append("about \(Self.words(likelyDuration)), judging by earlier answers")
        } else {
            lines.append("duration unknown: no earlier answers of \(untimed.shortList)")
        }
        if let connectionLimit, connectionLimit < requests {
            lines.append("at most \(connectionLimit) run at once; muster opens no more connections")
        }
        if let freeTierLeft {
            let words = "\(freeRequests) use the free tier; about \(freeTierLeft) are left today"
            lines.append(
                words
                    + (exceedsFreeTier
                        ? "; the batch will stop there, and you can resume it tomorrow" : "")
            )
        }
        if let words = keyText { lines.append(words) }
        if !tooLong.isEmpty {
            lines.append("some prompts are likely longer than the context of \(tooLong.shortList)")
        }
        if let answers = SeenAnswers.words(answers) { lines.append(answers) }
        return lines
    }

    /// What each engine would cost.
    private var engineLines: [String] {
        switch (engine, batch) {
        case (.openrouter, let offer?): offer.rows.map(\.words) + offer.warnings
        case (.openrouter, nil): ["the Batch API offers none of these models; all run here"]
        case (_, let offer): offer?.words.map { [$0] } ?? []
        }
    }

    private var keyText: String? {
        guard let words = key?.words(now: madeAt) else { return nil }
        guard let left = key?.limitRemaining, left < maximumCost else { return words }
        return words + "; the batch stops when that is spent, and you can resume it"
    }

    /// Whether the key may spend less than the batch may cost.
    package var exceedsKey: Bool { key?.limitRemaining.map { $0 < maximumCost } ?? false }

    private var costText: String {
        guard unpriced.isEmpty || maximumCost > 0 else {
            return "the price of \(unpriced.shortList) is unknown"
        }
        var bound = wholeCost > 0 ? "at most about $\(maximumCost.roundedUp)" : "free"
        if maximumCost < wholeCost {
            bound += ", where the limit ends it; all of it at most about $\(wholeCost.roundedUp)"
        }
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

extension Int {
    /// `1 request`, `2 requests`.
    package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
