package import Foundation

/// Decides which models to check, in which order, and what that may cost: a pure function.
package enum CheckPlanner {
    /// Tokens that the question of a deep check has, generously counted.
    static let promptTokens = 32
    /// The longest answer of a deep check, with room for the reasoning of models that must reason.
    package static let maximumAnswerTokens = 512

    /// Plans a check.
    ///
    /// - Parameters:
    ///   - models: the models asked for.
    ///   - options: what to ask.
    ///   - budget: what may be used; models beyond it are left out, the least urgent ones.
    ///   - now: the time, for what is left of the free tier's day.
    /// - Returns: the plan; never checked models first, then those checked longest ago.
    package static func plan(
        _ models: [Model],
        _ options: CheckOptions,
        budget: CheckBudget = CheckBudget(),
        now: Date
    ) -> CheckPlan {
        let enabled = models.filter { !$0.isDisabled }
        let wanted = enabled.filter {
            !options.onlyStale || $0.verdict.isDue
        }
        let ordered = wanted.sorted { left, right in
            Urgency(left, options.preferred) < Urgency(right, options.preferred)
        }
        var plan = CheckPlan(
            items: [],
            requestLimit: budget.requests,
            disabled: models.count - enabled.count,
            freeTierUsedUpUntil: budget.freeTier.usedUpUntil.flatMap { $0 > now ? $0 : nil }
        )
        plan.isFreeTierKnown =
            budget.freeTier.dailyLimit != nil || plan.freeTierUsedUpUntil != nil
        let freeTierLeft = budget.freeTier.left(now: now)
        if options.kind == .deep, wanted.contains(where: \.isFree) {
            plan.freeTierLeft = freeTierLeft
        }
        var room = Room(
            requests: budget.requests ?? .max,
            freeTier: plan.isFreeTierKnown ? freeTierLeft : .max,
            cost: budget.cost
        )
        for model in ordered {
            let item = item(for: model, options)
            if !room.hasFreeTier(for: item) {
                plan.leftOutOfFreeTier += 1
            } else if room.take(item) {
                plan.items.append(item)
            } else {
                plan.leftOut += 1
            }
        }
        return plan
    }

    private static func item(for model: Model, _ options: CheckOptions) -> CheckPlan.Item {
        guard options.kind == .deep else {
            return CheckPlan.Item(model: model, kind: .shallow, maximumCost: 0)
        }
        let ladder = RouteLadder(
            modelID: model.id,
            huggingFaceID: model.huggingFaceID,
            preference: options.routes
        )
        // A refused spelling costs nothing.
        let answer = model.cost(
            promptTokens: promptTokens,
            completionTokens: maximumAnswerTokens
        )
        return CheckPlan.Item(
            model: model,
            kind: .deep,
            probes: options.probes,
            maximumRequests: ladder.rungs.count + options.probes.count,
            maximumCost: answer.map { $0 * Decimal(1 + options.probes.count) }
        )
    }

    /// What is left of the budget while a plan is made.
    private struct Room {
        var requests: Int
        var freeTier: Int
        var cost: Decimal?

        func hasFreeTier(for item: CheckPlan.Item) -> Bool {
            !item.isFreeTier || item.maximumRequests <= freeTier
        }

        /// Takes what an item needs; a bound on the cost cannot be kept with a price that nobody
        /// knows.
        mutating func take(_ item: CheckPlan.Item) -> Bool {
            guard item.maximumRequests <= requests else { return false }
            if let left = cost {
                guard let most = item.maximumCost, most <= left else { return false }
                cost = left - most
            }
            requests -= item.requests
            if item.isFreeTier { freeTier -= item.requests }
            return true
        }
    }

    /// How soon a model is to be checked: the smaller, the sooner.
    private struct Urgency: Comparable {
        let isOrdinary: Bool
        let checkedAt: Date
        let id: ModelID

        init(_ model: Model, _ preferred: Set<ModelID>) {
            isOrdinary = !model.isFavorite && !preferred.contains(model.id)
            checkedAt = model.verdict.checkedAt ?? .distantPast
            id = model.id
        }

        static func < (left: Urgency, right: Urgency) -> Bool {
            let isSame = left.isOrdinary == right.isOrdinary
            guard isSame else { return !left.isOrdinary }
            guard left.checkedAt == right.checkedAt else { return left.checkedAt < right.checkedAt }
            return left.id < right.id
        }
    }
}
