import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

@Suite struct ProbeTests {
    private static let grok = "x-ai/grok-code-fast-1"

    @Test(
        arguments: [
            (grok, true, .answered, "tool_called"),
            (grok, false, .refused, "no_tool_call"),
        ] as [(String, Bool, Evidence.Finding, Evidence.Cause)]
    )
    func aToolIsCalledOrNot(
        id: String,
        honors: Bool,
        finding: Evidence.Finding,
        cause: Evidence.Cause
    ) async throws {
        let probes = try await Self.probe(.tools, id, ModelScript(honorsParameters: honors))
        #expect(probes.map(\.finding) == [finding])
        #expect(probes.map(\.cause) == [cause])
        #expect(probes.map(\.capability) == [.tools])
    }

    @Test(
        arguments: [
            (true, .answered, "structured"), (false, .refused, "not_structured"),
        ] as [(Bool, Evidence.Finding, Evidence.Cause)]
    )
    func aSchemaIsKeptToOrNot(
        honors: Bool,
        finding: Evidence.Finding,
        cause: Evidence.Cause
    ) async throws {
        let probes = try await Self.probe(
            .structured,
            Self.grok,
            ModelScript(honorsParameters: honors)
        )
        #expect(probes.map(\.finding) == [finding])
        #expect(probes.map(\.cause) == [cause])
    }

    /// What was cut shows no lack of a capability, but what came counts.
    @Test(
        arguments: [
            ([.text("Let me think"), .finished(.length), .done], .inconclusive),
            ([.text("Let me")], .inconclusive),
            ([.refused, .text("No."), .finished(.stop), .done], .inconclusive),
            ([.text("Sorry"), .finished(.contentFilter), .done], .inconclusive),
            ([.text("Fine."), .finished(.stop)], .refused),
            ([.text("Fine."), .done], .refused),
            ([.toolCalled(ToolCall(name: "report_status")), .finished(.length)], .answered),
        ] as [([CompletionEvent], Evidence.Finding)]
    )
    func onlyAWholeAnswerIsANo(events: [CompletionEvent], finding: Evidence.Finding) async {
        let notes = CompletionNotes()
        await notes.take(events)
        #expect(Capability.tools.judge(await notes.value).finding == finding)
    }

    @Test func aModelThatDoesNotAnswerIsNotProbed() async throws {
        let probes = try await Self.probe(
            .tools,
            Self.grok,
            ModelScript(completion: .refused(.badGateway))
        )
        #expect(probes.isEmpty)
    }

    @Test func aProbeDoesNotChangeTheVerdict() async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let script = ModelScript(honorsParameters: false)
            service.server.setScript(script, for: Self.grok)
            let result = try #require(try await Self.check(.tools, Self.grok, service))
            #expect(result.probes.first?.finding == .refused)
            #expect(result.model?.verdict.availability == .verified)
            let stored = try await service.store.evidence(of: ModelID(rawValue: Self.grok))
            #expect(stored.map(\.capability) == [.tools, nil])
            let model = try service.store.models(now: .distantFuture)
                .first { $0.id.rawValue == Self.grok }
            #expect(model?.verdict.availability == .verified)
        }
    }

    private static func probe(
        _ capability: Capability,
        _ id: String,
        _ script: ModelScript
    ) async throws -> [Evidence] {
        try await SimulatedService.withService { service in
            try await service.refresh()
            service.server.setScript(script, for: id)
            return try await check(capability, id, service)?.probes ?? []
        }
    }

    private static func check(
        _ capability: Capability,
        _ id: String,
        _ service: SimulatedService
    ) async throws -> CheckResult? {
        let models = try await service.models()
        let model = try #require(models[ModelID(rawValue: id)])
        let plan = CheckPlanner.plan(
            [model],
            CheckOptions(.deep, probes: [capability]),
            now: TimeSource.noon
        )
        return try await service.check(plan).results.first
    }
}
