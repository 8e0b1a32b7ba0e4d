import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// What is sent, counted by the server.
@Suite struct BudgetTests {
    @Test(arguments: [CheckKind.shallow, .deep], [0, 1, 7, 20])
    func noMoreThanTheBudgetIsSent(kind: CheckKind, budget: Int) async throws {
        try await SimulatedService.withService { service in
            let models = try await Self.models(service, count: 40)
            let plan = CheckPlanner.plan(
                models,
                CheckOptions(kind),
                budget: CheckBudget(requests: budget),
                now: TimeSource.noon
            )
            service.server.log.removeAll()
            let (outcome, results) = try await service.check(plan)
            #expect(service.server.log.count <= budget)
            #expect(plan.maximumRequestCount <= budget)
            #expect(results.count + outcome.unaskedCount == plan.items.count)
        }
    }

    @Test func theForecastIsWhatTheServerCounts() async throws {
        try await SimulatedService.withService { service in
            let models = try await Self.models(service, count: 300)
            for model in models {
                service.server.setScript(ModelScript(accepts: .any), for: model.id.rawValue)
            }
            for kind in CheckKind.allCases {
                let plan = CheckPlanner.plan(models, CheckOptions(kind), now: TimeSource.noon)
                service.server.log.removeAll()
                _ = try await service.check(plan)
                #expect(service.server.log.count == plan.requestCount)
                let completions = service.server.log.count(path: "/api/v1/chat/completions")
                #expect(completions == (kind == .deep ? 300 : 0))
            }
        }
    }

    @Test func theDaysQuotaIsRememberedUntilItsReset() async throws {
        try await SimulatedService.withService { service in
            let models = try await Self.models(service, count: 340).filter(\.isFree)
            let reset = TimeSource.noon.addingTimeInterval(43_200)
            let refusal = CompletionRefusal(
                .freeDailyLimit,
                resetMilliseconds: Int(reset.timeIntervalSince1970 * 1000)
            )
            for model in models {
                let script = ModelScript(accepts: .any, completion: .refusal(refusal))
                service.server.setScript(script, for: model.id.rawValue)
            }
            let plan = CheckPlanner.plan(models, CheckOptions(.deep), now: TimeSource.noon)
            let (outcome, results) = try await service.check(plan)
            guard case .dailyQuota(let failure) = outcome.stop else {
                Issue.record("\(String(describing: outcome.stop))")
                return
            }
            #expect(failure.resetsAt == reset)
            // Those on their way when the first answer came are all that was asked.
            #expect(results.count <= 2)
            #expect(outcome.unaskedCount == models.count - results.count)
            let freeTier = try await service.store.freeTier(
                now: TimeSource.noon
            )
            #expect(freeTier.usedUpUntil == reset)
            #expect(freeTier.dailyLimit == 50)
            #expect(freeTier.sentToday == results.count)
            let again = CheckPlanner.plan(
                models,
                CheckOptions(.deep),
                budget: CheckBudget(freeTier: freeTier),
                now: TimeSource.noon
            )
            #expect(again.items.isEmpty)
            #expect(again.leftOutOfFreeTier == models.count)
            #expect(freeTier.left(now: reset) == 50 - results.count)
        }
    }

    @Test func theKeyTellsHowLongTheDayIs() async throws {
        try await SimulatedService.withService { service in
            let workspace = service.workspace()
            let unknown = try await workspace.freeTier(asks: false)
            #expect(unknown.dailyLimit == nil)
            #expect(service.server.log.count == 0)
            #expect(try await workspace.freeTier(asks: true).dailyLimit == 1000)
            // Credits may have been bought since.
            service.server.setRoute(
                .json(#"{"data":{"is_free_tier":true}}"#),
                for: "/api/v1/key"
            )
            #expect(try await workspace.freeTier(asks: true).dailyLimit == 50)
            #expect(try await workspace.freeTier(asks: false).dailyLimit == 50)
        }
    }

    @Test(arguments: [("0", -3600.0), ("-5", 90_000_000.0), ("x", 1e15)])
    func aDayOfNonsenseEndsAtMidnight(limit: String, seconds: Double) async throws {
        try await SimulatedService.withService { service in
            let model = try #require(
                try await Self.models(service, count: 340).first { $0.isFree && !$0.isRouter }
            )
            let reset = Int((TimeSource.noon.timeIntervalSince1970 + seconds) * 1000)
            let body = """
                {"error":{"code":429,"message":"free-models-per-day","metadata":{"headers":\
                {"X-RateLimit-Limit":"\(limit)","X-RateLimit-Reset":"\(reset)"}}}}
                """
            let answer = CompletionScript.answer(.json(body, status: 429))
            let script = ModelScript(accepts: .any, completion: answer)
            service.server.setScript(script, for: model.id.rawValue)
            let plan = CheckPlanner.plan([model], CheckOptions(.deep), now: TimeSource.noon)
            _ = try await service.check(plan)
            let freeTier = try await service.store.freeTier(
                now: TimeSource.noon
            )
            #expect(freeTier.dailyLimit == nil)
            #expect(freeTier.usedUpUntil == TimeSource.noon.addingTimeInterval(43_200))
        }
    }

    private static func models(_ service: SimulatedService, count: Int) async throws -> [Model] {
        try await service.refresh()
        return Array(try service.store.models(now: TimeSource.noon).prefix(count))
    }
}
