import Foundation
import MusterCore
import MusterTestSupport
import Testing

@Suite struct CheckPlannerTests {
    private static let now = TimeSource.noon

    @Test func neverCheckedGoFirstThenTheLongestAgo() {
        let plan = Self.plan(
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
        let plan = Self.plan(
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
        let plan = Self.plan(
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
        let plan = Self.plan([.example("a/off", isDisabled: true)], kind: .shallow)
        #expect(plan.items.isEmpty)
        #expect(plan.disabled == 1)
    }

    @Test(arguments: [(nil, 3, 0), (0, 0, 3), (2, 2, 1), (5, 3, 0)] as [(Int?, Int, Int)])
    func requestsStayWithinTheBudget(budget: Int?, planned: Int, leftOut: Int) {
        let plan = Self.plan(
            [.example("a/1"), .example("a/2"), .example("a/3")],
            kind: .shallow,
            budget: CheckBudget(requests: budget)
        )
        #expect(plan.requestCount == planned)
        #expect(plan.leftOut == leftOut)
    }

    @Test func theCostIsTheMostThatItMayBe() {
        let plan = Self.plan(
            [.example("a/paid", prices: ("0.000001", "0.00001")), .example("a/unknown")],
            kind: .deep
        )
        // 32 tokens of prompt and 512 of answer.
        #expect(plan.maximumCost == Decimal(string: "0.005152"))
        #expect(plan.unpricedCount == 1)
    }

    @Test(arguments: [
        (["unknown", "unknown"], "price unknown"), (["free", "unknown"], "1 of unknown price"),
        (["paid", "unknown"], "at most about $0.0052, 1 of unknown price"),
    ])
    func anUnknownPriceIsNeverFree(kinds: [String], words: String) {
        let models = kinds.enumerated().map { number, kind in
            switch kind {
            case "free": Model.example("a/\(number)", prices: ("0", "0"), isFree: true)
            case "paid": Model.example("a/\(number)", prices: ("0.000001", "0.00001"))
            default: Model.example("a/\(number)")
            }
        }
        let summary = Self.plan(models, kind: .deep).summary
        #expect(summary.hasSuffix(words), "\(summary)")
        #expect(!summary.contains(", free"))
    }

    @Test func aFeeForEachRequestIsPartOfTheCost() {
        var model = Model.example("a/search", prices: ("0", "0"))
        model.entry.requestPrice = Price(decimalString: "0.05")
        let plan = Self.plan([model], options: CheckOptions(.deep, probes: [.tools]))
        #expect(plan.maximumCost == Decimal(string: "0.1"))
    }

    @Test func aBoundOnTheCostLeavesOutWhatMayExceedIt() {
        let plan = Self.plan(
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
        let plan = Self.plan(
            [.example("a/free", prices: ("0", "0"), isFree: true), .example("a/paid")],
            kind: .shallow,
            budget: CheckBudget(cost: 0, freeTier: FreeTier(dailyLimit: 0))
        )
        #expect(plan.requestCount == 2)
        #expect(plan.freeTierRequestCount == 0)
        #expect(plan.maximumCost == 0)
    }

    @Test func theFreeTiersDayBoundsDeepChecksOfFreeModels() {
        let free = (1...5).map { Model.example("a/free-\($0)", prices: ("0", "0"), isFree: true) }
        let plan = Self.plan(
            free + [.example("a/paid", prices: ("0.1", "0.1"))],
            kind: .deep,
            budget: CheckBudget(freeTier: FreeTier(dailyLimit: 50, sentToday: 47))
        )
        #expect(plan.freeTierRequestCount == 3)
        #expect(plan.requestCount == 4)
        #expect(plan.leftOutOfFreeTier == 2)
        #expect(plan.freeTierLeft == 3)
    }

    @Test func anUnknownDayIsEstimatedAndBoundsNothing() {
        let free = (1...60).map { Model.example("a/free-\($0)", prices: ("0", "0"), isFree: true) }
        let plan = Self.plan(
            free,
            kind: .deep,
            budget: CheckBudget(freeTier: FreeTier(sentToday: 12))
        )
        #expect(plan.freeTierRequestCount == 60)
        #expect(plan.freeTierLeft == 38)
        #expect(plan.summary == "60 requests, 60 on the free tier (~38 left today), free")
    }

    @Test func aUsedUpDayLeavesTheFreeTierOutUntilItsReset() {
        let freeTier = FreeTier(usedUpUntil: Self.now.addingTimeInterval(43_200))
        let plan = Self.plan(
            [.example("a/free", prices: ("0", "0"), isFree: true)],
            kind: .deep,
            budget: CheckBudget(freeTier: freeTier)
        )
        #expect(plan.items.isEmpty)
        #expect(
            plan.summary
                == "nothing to check; 1 left out: the free tier is used up until 2026-11-23T00:00:00Z"
        )
    }

    @Test func aModelIsPlannedOnlyWhenAllItsSpellingsFit() {
        let models: [Model] = [
            .example("a/1", huggingFaceID: "A/1", prices: ("0", "0.00001")),
            .example("a/2", huggingFaceID: "A/2"), .example("a/3"),
        ]
        let plan = Self.plan(models, kind: .deep, budget: CheckBudget(requests: 2))
        // The first takes one or two, so that the second one with two spellings does not fit.
        #expect(Self.ids(plan) == ["a/1", "a/3"])
        #expect(plan.requestCount == 2)
        #expect(plan.maximumRequestCount == 2)
        #expect(plan.leftOut == 1)
    }

    @Test func probesAreCountedAndPaidFor() {
        let plan = Self.plan(
            [.example("a/paid", prices: ("0.000001", "0.00001"))],
            options: CheckOptions(.deep, probes: [.tools, .structured])
        )
        #expect(plan.requestCount == 3)
        #expect(plan.maximumCost == Decimal(string: "0.015456"))
    }

    private static func plan(
        _ models: [Model],
        kind: CheckKind = .deep,
        onlyStale: Bool = false,
        preferred: Set<ModelID> = [],
        options: CheckOptions? = nil,
        budget: CheckBudget = CheckBudget()
    ) -> CheckPlan {
        CheckPlanner.plan(
            models,
            options ?? CheckOptions(kind, onlyStale: onlyStale, preferred: preferred),
            budget: budget,
            now: now
        )
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
