import Foundation

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
    ///   - kind: how to check them.
    ///   - onlyStale: leaves out models whose verdict still holds.
    ///   - preferred: models that go first among equals, the marked ones; favourites do so anyway.
    ///   - budget: what may be used; models beyond it are left out, the least urgent ones.
    /// - Returns: the plan; never checked models first, then those checked longest ago.
    package static func plan(
        _ models: [Model],
        kind: CheckKind,
        onlyStale: Bool = false,
        preferred: Set<ModelID> = [],
        budget: CheckBudget = CheckBudget()
    ) -> CheckPlan {
        let enabled = models.filter { !$0.isDisabled }
        let wanted = enabled.filter {
            !onlyStale || $0.verdict.checkedAt == nil || $0.verdict.isStale
        }
        let ordered = wanted.sorted { left, right in
            Urgency(left, preferred) < Urgency(right, preferred)
        }
        var plan = CheckPlan(
            items: [],
            disabled: models.count - enabled.count,
            freeTierLeft: budget.freeTierLeft
        )
        var freeTierLeft = budget.freeTierLeft ?? .max
        var costLeft = budget.cost
        for model in ordered {
            let item = CheckPlan.Item(model: model, kind: kind, maximumCost: cost(of: model, kind))
            let isFreeTier = kind == .deep && model.isFree
            guard plan.items.count < budget.requests ?? .max, !isFreeTier || freeTierLeft > 0,
                fits(item, costLeft)
            else {
                plan.leftOut += 1
                continue
            }
            if isFreeTier { freeTierLeft -= 1 }
            costLeft = costLeft.map { $0 - (item.maximumCost ?? 0) }
            plan.items.append(item)
        }
        return plan
    }

    /// A bound on the cost cannot be kept with a price that nobody knows.
    private static func fits(_ item: CheckPlan.Item, _ costLeft: Decimal?) -> Bool {
        guard let costLeft else { return true }
        return item.maximumCost.map { $0 <= costLeft } ?? false
    }

    private static func cost(of model: Model, _ kind: CheckKind) -> Decimal? {
        guard kind == .deep else { return 0 }
        guard let prompt = model.promptPrice, let completion = model.completionPrice else {
            return nil
        }
        return prompt.perToken * Decimal(promptTokens)
            + completion.perToken * Decimal(maximumAnswerTokens)
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
