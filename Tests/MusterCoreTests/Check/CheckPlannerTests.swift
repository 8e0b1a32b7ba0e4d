import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite struct CheckPlannerTests {
    private static let now = TimeSource.noon

    @Test func neverCheckedGoFirstThenTheLongestAgo() {
        let plan = CheckPlanner.plan(
            [
                .example("a/recent", verdict: Self.checked(hoursAgo: 1)),
                .example("a/old", verdict: Self.checked(hoursAgo: 50)),
                .example("a/never"),
            ],
            kind: .shallow
        )
        #expect(Self.ids(plan) == ["a/never", "a/old", "a/recent"])
    }

    @Test func favouritesAndMarkedGoBeforeTheOthers() {
        let plan = CheckPlanner.plan(
            [
                .example("a/never"),
                .example("a/marked", verdict: Self.checked(hoursAgo: 1)),
                .example("a/favourite", isFavorite: true, verdict: Self.checked(hoursAgo: 2)),
            ],
            kind: .shallow,
            preferred: [ModelID(rawValue: "a/marked")]
        )
        #expect(Self.ids(plan) == ["a/favourite", "a/marked", "a/never"])
    }

    @Test func whatStillHoldsCanBeLeftOut() {
        let plan = CheckPlanner.plan(
            [
                .example("a/fresh", verdict: Self.checked(hoursAgo: 1)),
                .example("a/stale", verdict: Self.checked(hoursAgo: 30, isStale: true)),
                .example("a/never"),
            ],
            kind: .deep,
            onlyStale: true
        )
        #expect(Self.ids(plan) == ["a/never", "a/stale"])
    }

    @Test func disabledModelsAreNeverAsked() {
        let plan = CheckPlanner.plan([.example("a/off", isDisabled: true)], kind: .shallow)
        #expect(plan.items.isEmpty)
        #expect(plan.disabled == 1)
    }

    @Test(arguments: [(nil, 3, 0), (0, 0, 3), (2, 2, 1), (5, 3, 0)] as [(Int?, Int, Int)])
    func requestsStayWithinTheBudget(budget: Int?, planned: Int, leftOut: Int) {
        let plan = CheckPlanner.plan(
            [.example("a/1"), .example("a/2"), .example("a/3")],
            kind: .shallow,
            budget: CheckBudget(requests: budget)
        )
        #expect(plan.requestCount == planned)
        #expect(plan.leftOut == leftOut)
    }

    @Test func theCostIsTheMostThatItMayBe() {
        let plan = CheckPlanner.plan(
            [.example("a/paid", prices: ("0.000001", "0.00001")), .example("a/unknown")],
            kind: .deep
        )
        // 32 tokens of prompt and 512 of answer.
        #expect(plan.maximumCost == Decimal(string: "0.005152"))
        #expect(plan.unpricedCount == 1)
    }

    @Test func aBoundOnTheCostLeavesOutWhatMayExceedIt() {
        let plan = CheckPlanner.plan(
            [
                .example("a/cheap", prices: ("0", "0.000001")),
                .example("a/dear", prices: ("0", "0.001")),
                .example("a/unknown"),
            ],
            kind: .deep,
            budget: CheckBudget(cost: Decimal(string: "0.001"))
        )
        #expect(Self.ids(plan) == ["a/cheap"])
        #expect(plan.leftOut == 2)
    }

    @Test func shallowChecksAreFreeAndUseNoQuota() {
        let plan = CheckPlanner.plan(
            [.example("a/free", prices: ("0", "0"), isFree: true), .example("a/paid")],
            kind: .shallow,
            budget: CheckBudget(cost: 0, freeTierLeft: 0)
        )
        #expect(plan.requestCount == 2)
        #expect(plan.freeTierRequestCount == 0)
        #expect(plan.maximumCost == 0)
    }

    @Test func theFreeTiersDayBoundsDeepChecksOfFreeModels() {
        let free = (1...5).map { Model.example("a/free-\($0)", prices: ("0", "0"), isFree: true) }
        let plan = CheckPlanner.plan(
            free + [.example("a/paid", prices: ("0.1", "0.1"))],
            kind: .deep,
            budget: CheckBudget(freeTierLeft: 3)
        )
        #expect(plan.freeTierRequestCount == 3)
        #expect(plan.requestCount == 4)
        #expect(plan.leftOut == 2)
    }

    private static func checked(hoursAgo: Double, isStale: Bool = false) -> Verdict {
        Verdict(
            availability: .verified,
            reason: "answered",
            checkedAt: now.addingTimeInterval(-hoursAgo * 3600),
            isStale: isStale
        )
    }

    private static func ids(_ plan: CheckPlan) -> [String] {
        plan.items.map(\.model.id.rawValue)
    }
}
