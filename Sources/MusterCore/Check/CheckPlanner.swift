package import Foundation

/// Chooses the models to check, their order and the cost: a pure function.
package enum CheckPlanner {
    /// A generous estimate of the tokens in a deep check's prompt.
    static let promptTokens = 32
    /// The token limit of a deep check's answer, with room for models that must reason.
    package static let maximumAnswerTokens = 512

    /// Plans a check: models never checked first, then those checked longest ago.
    ///
    /// It leaves the least urgent models out if they exceed the budget.
    package static func plan(
        _ models: [Model],
        _ options: CheckOptions,
        budget: CheckBudget = CheckBudget(),
        now: Date
    ) -> CheckPlan {
        let enabled = models.filter { !$0.isDisabled }
        let chats = enabled.filter { options.kind == .shallow || $0.chatObstacle == nil }
        // A completion could only repeat what the account's own catalog says.
        let able = chats.filter { options.kind == .shallow || $0.isMine != false }
        let wanted = able.filter { !options.onlyStale || $0.verdict.isDue }
        let ordered = wanted.sorted { left, right in
            Urgency(left, options.preferred) < Urgency(right, options.preferred)
        }
        var plan = CheckPlan(
            items: [],
            requestLimit: budget.requests,
            costLimit: budget.cost,
            disabled: models.count - enabled.count,
            cannotChat: enabled.count - chats.count,
            excluded: chats.filter { options.kind == .deep && $0.isMine == false },
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
                if budget.cost != nil, item.maximumCost == nil { plan.leftOutUnpriced += 1 }
            }
        }
        return plan
    }

    private static func item(for model: Model, _ options: CheckOptions) -> CheckPlan.Item {
        guard options.kind == .deep else {
            // A row of the Batch API answers no chat, whatever its endpoints are.
            let requests = model.id.isBatchOnly ? 0 : 1
            return CheckPlan.Item(
                model: model,
                kind: .shallow,
                maximumRequests: requests,
                maximumCost: 0
            )
        }
        let ladder = RouteLadder(
            modelID: model.id,
            huggingFaceID: model.huggingFaceID,
            preference: options.routes
        )
        // A refused spelling costs nothing.
        let answer = model.maximumCost(
            promptTokens: promptTokens,
            completionTokens: maximumAnswerTokens
        )
        return CheckPlan.Item(
            model: model,
            kind: .deep,
            probes: options.probes,
            endpoint: options.endpoint,
            pin: options.pins[model.id],
            maximumRequests: ladder.rungs.count + options.probes.count,
            maximumCost: answer.map { $0 * Decimal(1 + options.probes.count) }
        )
    }

    /// The remaining budget during planning.
    private struct Room {
        var requests: Int
        var freeTier: Int
        var cost: Decimal?

        func hasFreeTier(for item: CheckPlan.Item) -> Bool {
            !item.isFreeTier || item.maximumRequests <= freeTier
        }

        /// Reserves an item's needs; with a cost limit, it rejects items of unknown price.
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

    /// The priority of a model: smaller values are checked sooner.
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
