import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct GeneratorCancelTests {
    private static let model = "mistralai/mistral-nemo"

    /// Starts a generation, cancels it once `isReady` returns, and checks what is left of it.
    private static func cancel(
        _ script: CompletionScript,
        when isReady: (SimulatedService, GenerationNews) async -> Void,
        _ body: (Generation, [GenerationUpdate]) -> Void
    ) async throws {
        try await SimulatedService.withService { service in
            service.server.setScript(ModelScript(completion: script), for: model)
            let news = GenerationNews()
            let task = Task { await service.generate(model, news: news) }
            await isReady(service, news)
            task.cancel()
            let generation = await task.value
            #expect(generation.status == .cancelled)
            #expect(generation.failure == nil)
            #expect(generation.storeFailure == nil)
            #expect(generation.attempts.map(\.kind) == ["cancelled"])
            let stored = try #require(try await GenerationRow.all(in: service.store).first)
            #expect(stored.status == "cancelled")
            #expect(stored.text == generation.text)
            #expect(stored.reasoning == generation.reasoning)
            #expect(stored.attempts == [[model, "cancelled"]])
            #expect(stored.pieces == 0)
            let evidence = try await service.store.evidence(of: ModelID(rawValue: model))
            #expect(evidence.isEmpty)
            // The connection is closed, so that the provider can stop.
            #expect(await service.server.openAnswers.waitUntilNone())
            body(generation, await news.rest())
        }
    }

    @Test func whileConnecting() async throws {
        try await Self.cancel(.silence) { service, _ in
            await service.server.openAnswers.waitUntilSome()
        } _: { generation, updates in
            #expect(generation.text.isEmpty)
            #expect(!updates.contains(.waiting))
            #expect(updates.last == .finished(generation))
        }
    }

    @Test func whileWaiting() async throws {
        let script = StreamScript(text: "late", firstChunkDelay: .seconds(3600))
        try await Self.cancel(.stream(script)) { _, news in
            _ = await news.first { $0 == .waiting }
        } _: { generation, _ in
            #expect(generation.text.isEmpty)
            #expect(generation.timeToFirstTokenMilliseconds == nil)
        }
    }

    @Test(arguments: [CompletionScript.endless, .stalled])
    func whileStreaming(script: CompletionScript) async throws {
        try await Self.cancel(script) { _, news in
            _ = await news.first { if case .text = $0 { true } else { false } }
        } _: { generation, _ in
            #expect(!generation.text.isEmpty)
            #expect(generation.servedModel == Self.model)
        }
    }

    @Test func whileReasoning() async throws {
        let script = StreamScript(
            text: "never",
            reasoning: "a long thought that goes on",
            ending: .stalled(afterChunks: 2)
        )
        try await Self.cancel(.stream(script)) { _, news in
            _ = await news.first { if case .reasoning = $0 { true } else { false } }
        } _: { generation, _ in
            #expect(generation.text.isEmpty)
            #expect(!generation.reasoning.isEmpty)
        }
    }

    @Test func beforeTheFirstRequestNothingIsSent() async throws {
        try await SimulatedService.withService { service in
            let task = Task {
                // Cancelled before the generation begins.
                withUnsafeCurrentTask { $0?.cancel() }
                return await service.generate(Self.model)
            }
            let generation = await task.value
            #expect(generation.status == .cancelled)
            #expect(generation.storeFailure == nil)
            #expect(service.server.log.count == 0)
            let stored = try await GenerationRow.all(in: service.store)
            #expect(stored.map(\.status) == ["cancelled"])
        }
    }

    @Test func aCancelledRouteIsNotFollowedByAnother() async throws {
        try await SimulatedService.withService { service in
            service.server.setScript(
                ModelScript(accepts: .any, completion: .silence),
                for: Self.model
            )
            let task = Task {
                await service.generate(
                    Self.model,
                    huggingFaceID: "mistralai/Mistral-Nemo-Instruct-2407"
                )
            }
            await service.server.openAnswers.waitUntilSome()
            task.cancel()
            #expect(await task.value.attempts.count == 1)
            #expect(service.server.log.count == 1)
        }
    }
}
