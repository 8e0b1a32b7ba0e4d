import MusterTestSupport
import OpenRouterSimulator
import Synchronization
import Testing

@testable import MusterCore

@Suite struct CheckerTests {
    @Test(
        arguments: [
            ("agentica-org/deepcoder-14b-preview", .shallow, .unavailable),
            ("agentica-org/deepcoder-14b-preview", .deep, .unavailable),
            ("meta-llama/llama-3.1-405b", .deep, .verified),
            ("mistralai/mistral-nemo", .deep, .verified),
            ("x-ai/grok-code-fast-1", .shallow, .reachable),
        ] as [(String, CheckKind, Availability)]
    )
    func whatIsFoundBecomesTheVerdict(
        id: String,
        kind: CheckKind,
        availability: Availability
    ) async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let results = try await Self.check([id], kind, service)
            #expect(results.map(\.evidence.modelID.rawValue) == [id])
            #expect(try await Self.verdict(of: id, service).availability == availability)
        }
    }

    @Test(
        arguments: [
            (.upstreamRateLimit, .limited), (.freeMinuteLimit, .limited),
            (.internalError, .unknown), (.badGateway, .unknown), (.unavailable, .unknown),
            (.gatewayTimeout, .unknown), (.noEndpoints, .unavailable),
        ] as [(RefusalKind, Availability)]
    )
    func causesAreToldApart(kind: RefusalKind, availability: Availability) async throws {
        let id = "x-ai/grok-code-fast-1"
        try await SimulatedService.withService { service in
            try await service.refresh()
            service.server.setScript(ModelScript(completion: .refused(kind)), for: id)
            _ = try await Self.check([id], .deep, service)
            #expect(try await Self.verdict(of: id, service).availability == availability)
        }
    }

    @Test func aBusyProviderDoesNotOverwriteADefinitiveNo() async throws {
        let id = "agentica-org/deepcoder-14b-preview"
        try await SimulatedService.withService { service in
            try await service.refresh()
            _ = try await Self.check([id], .shallow, service)
            service.server.setScript(
                ModelScript(accepts: .any, completion: .refused(.upstreamRateLimit)),
                for: id
            )
            _ = try await Self.check([id], .deep, service)
            #expect(try await Self.verdict(of: id, service).availability == .unavailable)
        }
    }

    @Test func theRouteThatWorkedGoesFirstNextTime() async throws {
        let id = "mistralai/mistral-nemo"
        try await SimulatedService.withService { service in
            try await service.refresh()
            let first = try await Self.check([id], .deep, service)
            #expect(first.first?.attempts.count == 2)
            let second = try await Self.check([id], .deep, service)
            #expect(second.first?.attempts.map(\.sentModel) == [Route(rawValue: id)])
        }
    }

    @Test func theDaysQuotaEndsTheFreeTierAndNothingElse() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let models = try service.store.models(now: TimeSource.noon)
            let free = models.filter { $0.isFree && !$0.isRouter }.map(\.id.rawValue)
            let quota = CompletionScript.refused(.freeDailyLimit)
            for id in free {
                service.server.setScript(ModelScript(accepts: .any, completion: quota), for: id)
            }
            let stop = Mutex<CheckStop?>(nil)
            let results = try await Self.check(free + ["x-ai/grok-code-fast-1"], .deep, service) {
                reason in stop.withLock { $0 = reason }
            }
            guard case .dailyQuota(let failure) = stop.withLock({ $0 }) else {
                Issue.record("it did not stop")
                return
            }
            #expect(failure.resetsAt != nil)
            // Those that were on their way when the first answer came are all that was asked.
            #expect(results.count { $0.failure?.kind == .dailyQuota } <= Checker.concurrency(.deep))
            #expect(results.contains { $0.evidence.cause == "answered" })
        }
    }

    @Test func aRefusedKeyEndsEverything() async throws {
        let configuration = SimulatorConfiguration(acceptedKeys: ["another"])
        try await SimulatedService.withService(configuration) { service in
            try await service.refresh()
            let ids = try service.store.models(now: TimeSource.noon).prefix(40).map(\.id.rawValue)
            let results = try await Self.check(ids, .deep, service)
            #expect(results.count <= Checker.concurrency(.deep))
            #expect(results.allSatisfy { $0.failure?.isAboutTheKey == true })
        }
    }

    @Test func endpointsAreStoredAsTheyWereSeen() async throws {
        let id = ModelID(rawValue: "x-ai/grok-code-fast-1")
        try await SimulatedService.withService { service in
            try await service.refresh()
            let seen = try await Self.check([id.rawValue], .shallow, service)
            let stored = try await service.store.evidence(of: id)
            #expect(stored.first?.endpoints == seen.first?.evidence.endpoints)
            #expect(stored.first?.endpoints.isEmpty == false)
        }
    }

    private static func check(
        _ ids: [String],
        _ kind: CheckKind,
        _ service: SimulatedService,
        onStop: (CheckStop?) -> Void = { _ in }
    ) async throws -> [CheckResult] {
        let models = try service.store.models(now: TimeSource.noon)
            .filter { ids.contains($0.id.rawValue) }
        let results = Mutex<[CheckResult]>([])
        let outcome = try await service.workspace(time: .dated).check(
            CheckPlanner.plan(models, CheckOptions(kind), now: TimeSource.noon)
        ) { result in
            results.withLock { $0.append(result) }
        }
        onStop(outcome.stop)
        return results.withLock { $0 }
    }

    private static func verdict(of id: String, _ service: SimulatedService) async throws -> Verdict
    {
        let models = try service.store.models(now: TimeSource.noon)
        return try #require(models.first { $0.id.rawValue == id }).verdict
    }
}
