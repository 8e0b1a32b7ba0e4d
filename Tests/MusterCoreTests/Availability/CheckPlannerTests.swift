import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite struct CheckPlannerTests {
    private static func verdict(_ hoursAgo: Double, isStale: Bool) -> Verdict {
        Verdict(
            availability: .verified,
            reason: "answered",
            checkedAt: TimeSource.noon.addingTimeInterval(-hoursAgo * 3600),
            isStale: isStale
        )
    }

    private static let models: [Model] = [
        .example("a/fresh", prices: ("0.001", "0.002"), verdict: verdict(1, isStale: false)),
        .example("b/stale", prices: ("0", "0"), isFree: true, verdict: verdict(30, isStale: true)),
        .example("c/never", prices: ("0", "0"), isFree: true),
        .example("d/favourite", isFavorite: true, verdict: verdict(2, isStale: true)),
        .example("e/disabled", isDisabled: true),
    ]

    private static func ids(_ plan: CheckPlan) -> [String] {
        plan.items.map { String($0.model.id.rawValue.prefix(1)) }
    }

    @Test func favouritesThenNeverCheckedThenOldestComeFirst() {
        let plan = CheckPlanner.plan(Self.models, kind: .shallow)
        #expect(Self.ids(plan) == ["d", "c", "b", "a"])
        #expect(plan.disabled == 1)
        #expect(plan.leftOut == 0)
        #expect(plan.requestCount == 4)
        let marked = CheckPlanner.plan(
            Self.models,
            kind: .shallow,
            preferred: [ModelID(rawValue: "a/fresh")]
        )
        #expect(Self.ids(marked) == ["d", "a", "c", "b"])
    }

    @Test func whatStillHoldsIsLeftOutOnRequest() {
        let plan = CheckPlanner.plan(Self.models, kind: .shallow, onlyStale: true)
        #expect(Self.ids(plan) == ["d", "c", "b"])
    }

    @Test func shallowChecksCostNothing() {
        let plan = CheckPlanner.plan(Self.models, kind: .shallow)
        #expect(plan.maximumCost == 0)
        #expect(plan.freeTierRequestCount == 0)
        #expect(plan.unpricedCount == 0)
    }

    @Test func deepChecksAreCountedAndPriced() {
        let plan = CheckPlanner.plan(Self.models, kind: .deep)
        #expect(plan.freeTierRequestCount == 2)
        #expect(plan.unpricedCount == 1)
        let tokens = Decimal(CheckPlanner.maximumAnswerTokens)
        #expect(plan.maximumCost > tokens * Decimal(2) / 1000)
        #expect(plan.maximumCost < tokens * Decimal(3) / 1000)
    }

    @Test(
        arguments: [
            (CheckBudget(requests: 2), "dc", 2),
            (CheckBudget(requests: 0), "", 4),
            (CheckBudget(freeTierLeft: 1), "dca", 1),
            (CheckBudget(freeTierLeft: 0), "da", 2),
            // A bound on the cost cannot be kept with a price that nobody knows.
            (CheckBudget(cost: 0), "cb", 2),
            (CheckBudget(cost: 1000), "cba", 1),
            (CheckBudget(requests: 3, cost: 1000, freeTierLeft: 1), "ca", 2),
        ]
    )
    func theBudgetIsKept(budget: CheckBudget, expected: String, leftOut: Int) {
        let plan = CheckPlanner.plan(Self.models, kind: .deep, budget: budget)
        #expect(Self.ids(plan).joined() == expected)
        #expect(plan.leftOut == leftOut)
        #expect(plan.freeTierLeft == budget.freeTierLeft)
        #expect(budget.requests.map { plan.items.count <= $0 } ?? true)
        #expect(budget.cost.map { plan.maximumCost <= $0 } ?? true)
    }
}
