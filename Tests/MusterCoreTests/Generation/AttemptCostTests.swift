import Foundation
import MusterTestSupport
import Synchronization
import Testing

@testable import MusterCore

/// What several attempts of one generation cost.
@Suite struct AttemptCostTests {
    /// The usage that each attempt reports, and the sum; all but the last attempt fail.
    @Test(
        arguments: [
            ([usage(3, 1, 0.5), usage(3, 2, 0.25)], usage(6, 3, 0.75)),
            ([nil, usage(3, 2, 0.25)], usage(3, 2, 0.25)),
            ([usage(3, 1, 0.5), nil], usage(3, 1, 0.5)),
            ([usage(3, nil, nil), usage(nil, 2, 0.1)], usage(3, 2, 0.1)),
            ([nil, nil], nil),
        ] as [([TokenUsage?], TokenUsage?)]
    )
    func everyAttemptCounts(reports: [TokenUsage?], sum: TokenUsage?) async throws {
        try await SimulatedService.withService { service in
            let rest = Mutex(reports)
            var client = service.client
            client.complete = { _, onEvents throws(ServiceFailure) in
                let (usage, isLast) = rest.withLock { ($0.removeFirst(), $0.isEmpty) }
                await onEvents([.opened] + (usage.map { [.usage($0)] } ?? []))
                guard isLast else { throw ServiceFailure(.server, message: "it failed") }
                await onEvents([.text("x"), .finished(.stop), .done])
            }
            let generator = Generator(
                client: client,
                store: service.store,
                time: TestTime().source,
                preference: .catalogOnly,
                policy: .unwatched,
                waits: TestTime().waits
            )
            let id = ModelID(rawValue: "mistralai/mistral-nemo")
            let request = GenerationRequest(modelID: id, huggingFaceID: nil, prompt: "x")
            let generation = await generator.run(request) { _ in }
            #expect(generation.status == .completed)
            #expect(generation.usage == sum)
            #expect(generation.attempts.map(\.usage) == reports)
            let stored = try await service.store.generation(id: generation.id)
            #expect(stored?.generation.usage?.cost == sum?.cost)
        }
    }

    /// A bound on the cost holds only if an attempt that was paid for is the last.
    @Test(arguments: [(true, 0.5, 1), (true, 0, 2), (true, nil, 2), (false, 0.5, 2)])
    func anAttemptThatCostIsTheLastWithinABound(
        isBounded: Bool,
        cost: Double?,
        requests: Int
    ) async throws {
        var policy = RetryPolicy.unwatched
        policy.stopsWhenCharged = isBounded
        var machine = GenerationStateMachine(
            candidates: [.example("a/b")],
            preference: .catalogOnly,
            policy: policy
        )
        let now = ClockReading(uptime: .zero, date: .distantPast)
        _ = machine.start(at: now)
        let usage = TokenUsage(completionTokens: 1, cost: cost.map { Decimal($0) })
        for event in [.opened, .usage(usage)] as [CompletionEvent] {
            machine.received(event, at: .zero)
        }
        let failure = ServiceFailure(.server, httpStatus: 502, message: "no")
        let action = machine.attemptFailed(failure, at: now)
        if case .wait = action { #expect(requests == 2) } else { #expect(requests == 1) }
    }

    private static func usage(_ prompt: Int?, _ answer: Int?, _ cost: Decimal?) -> TokenUsage {
        TokenUsage(promptTokens: prompt, completionTokens: answer, cost: cost)
    }

    /// `usage` as services send it, and the cost in it.
    @Test(
        arguments: [
            (#"{"cost":0.5}"#, 0.5),
            (#"{"cost":"0.125"}"#, 0.125),
            (#"{"cost":{"total_cost":0.25,"input_tokens_cost":0.1}}"#, 0.25),
            (#"{"estimated_cost":0.125}"#, 0.125),
            (#"{"cost":0,"is_byok":true,"cost_details":{"upstream_inference_cost":0.5}}"#, 0.5),
            (#"{"cost":0.25,"is_byok":true,"cost_details":{"upstream_inference_cost":0.5}}"#, 0.75),
            (#"{"cost":0.5,"is_byok":false,"cost_details":{"upstream_inference_cost":0.5}}"#, 0.5),
            (#"{"cost":0,"is_byok":true}"#, nil),
            (
                #"{"cost":0,"is_byok":true,"cost_details":{"upstream_inference_prompt_cost":0.25,"#
                    + #""upstream_inference_completions_cost":0.5}}"#, 0.75
            ),
            (#"{"cost":-1}"#, nil), (#"{"cost":"many"}"#, nil), (#"{"prompt_tokens":5}"#, nil),
        ] as [(String, Double?)]
    )
    func costsAreReadInEveryShape(json: String, cost: Double?) throws {
        let usage = try JSONDecoder().decode(UsageResponse.self, from: Data(json.utf8)).usage
        #expect(usage.cost.map { NSDecimalNumber(decimal: $0).doubleValue } == cost)
    }
}
