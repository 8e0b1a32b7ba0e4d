import Foundation
import GRDB
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct GeneratorStreamTests {
    private static let model = "mistralai/mistral-nemo"

    private static func run(
        _ script: CompletionScript,
        _ body: (SimulatedService, Generation) async throws -> Void
    ) async throws {
        try await SimulatedService.withService { service in
            service.server.setScript(ModelScript(completion: script), for: model)
            let generation = await service.generate(model, preference: .catalogOnly)
            #expect(generation.storeFailure == nil)
            let stored = try #require(try await GenerationRow.all(in: service.store).first)
            #expect(stored.id == generation.id)
            #expect(stored.status == generation.status.rawValue)
            #expect(stored.text == generation.text)
            #expect(stored.reasoning == generation.reasoning)
            #expect(stored.prompt == "Say hello.")
            #expect(
                stored.attempts
                    == generation.attempts.map { [$0.sentModel.rawValue, $0.kind.rawValue] }
            )
            #expect(stored.pieces == 0)
            try await body(service, generation)
        }
    }

    @Test(arguments: UsageShape.allCases)
    func aWholeAnswerIsKeptWithItsOutcome(usage: UsageShape) async throws {
        let script = StreamScript(
            text: "Hello, world. Grüße 🐬\n",
            reasoning: "Let me think.",
            usage: usage,
            comments: .everywhere,
            servedModel: .other("other/model")
        )
        try await Self.run(.stream(script)) { service, generation in
            #expect(generation.status == .completed)
            #expect(generation.text == "Hello, world. Grüße 🐬\n")
            #expect(generation.reasoning == "Let me think.")
            #expect(generation.finishReason == "stop")
            #expect(generation.servedModel == "other/model")
            #expect((generation.usage != nil) == (usage != .absent))
            #expect(generation.failure == nil)
            #expect(generation.timeToFirstTokenMilliseconds != nil)
            #expect(generation.durationMilliseconds != nil)
            let stored = try #require(try await GenerationRow.all(in: service.store).first)
            #expect(stored.servedModel == "other/model")
            #expect(stored.finishReason == "stop")
            #expect(stored.sentModel == Self.model)
            #expect((stored.cost != nil) == (usage != .absent))
            let evidence = try await service.store.evidence(of: ModelID(rawValue: Self.model))
            #expect(evidence.map(\.finding) == [.answered])
            #expect(evidence.first?.detail.hasPrefix("answered by ") == true)
            #expect(evidence.first?.detail.hasSuffix(" as other/model") == true)
        }
    }

    /// An answer under the service's own name for a model is that model's.
    @Test func aRequestKnowsTheServicesName() {
        var model = Model.example("a/b")
        model.entry.openRouterSlug = "a/b-2026"
        #expect(GenerationRequest(model, prompt: "x").model.slug == "a/b-2026")
    }

    @Test(arguments: [CompletionScript.plain, .reasoning, .oneChunk, .byteByByte])
    func theUpdatesAddUpToTheAnswer(script: CompletionScript) async throws {
        try await SimulatedService.withService { service in
            service.server.setScript(ModelScript(completion: script), for: Self.model)
            let news = GenerationNews()
            let generation = await service.generate(Self.model, news: news)
            let updates = await news.rest()
            let text = updates.map { if case .text(let text) = $0 { text } else { "" } }.joined()
            let reasoning = updates.map { update in
                if case .reasoning(let text) = update { text } else { "" }
            }.joined()
            #expect(!text.isEmpty)
            #expect(text == generation.text)
            #expect(reasoning == generation.reasoning)
            #expect(updates.count { $0 == .waiting } == 1)
        }
    }

    @Test(arguments: [CompletionScript.dropped, .cut])
    func aStreamThatBreaksOffIsTruncatedWithItsText(script: CompletionScript) async throws {
        try await Self.run(script) { service, generation in
            #expect(generation.status == .truncated)
            #expect(!generation.text.isEmpty)
            #expect(generation.failure?.kind == .connection)
            #expect(service.server.log.count == 1)
            let evidence = try await service.store.evidence(of: ModelID(rawValue: Self.model))
            #expect(evidence.map(\.finding) == [.inconclusive])
        }
    }

    @Test(
        arguments: [
            (.recorded, "Token limit reached"),
            (.documented, "Provider disconnected unexpectedly"),
            (.stringCode, "Provider disconnected unexpectedly"),
            (.emptyChoices, "Provider disconnected unexpectedly"),
            (.finishReasonOnly, "MALFORMED_FUNCTION_CALL"),
        ] as [(MidStreamFailure, String)]
    )
    func anErrorInTheStreamEndsItWithItsText(failure: MidStreamFailure, words: String) async throws
    {
        try await Self.run(.failing(failure, afterChunks: 2)) { service, generation in
            #expect(generation.status == .failed)
            #expect(!generation.text.isEmpty)
            #expect(generation.failure?.message.contains(words) == true)
            #expect(service.server.log.count == 1)
            let evidence = try await service.store.evidence(of: ModelID(rawValue: Self.model))
            // A token limit is the request's fault, and says nothing of the model.
            #expect(evidence.map(\.finding) == (failure == .recorded ? [] : [.inconclusive]))
        }
    }

    @Test func aStreamWithoutItsEndMarkButWithAReasonIsComplete() async throws {
        try await Self.run(.stream(StreamScript(text: "Hi", ending: .withoutDone))) {
            _,
            generation in
            #expect(generation.status == .completed)
        }
    }

    @Test func anAnswerInOnePieceIsTakenToo() async throws {
        let body = """


            {"id":"gen-1","model":"a/b","provider":"X","choices":[{"message":\
            {"content":"whole","reasoning":"hm"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":1,"completion_tokens":2,"cost":0.5}}
            """
        try await Self.run(.answer(.json(body))) { _, generation in
            #expect(generation.status == .completed)
            #expect(generation.text == "whole")
            #expect(generation.reasoning == "hm")
            #expect(generation.usage?.completionTokens == 2)
        }
    }

    @Test(
        arguments: [
            (.html(status: 200), .malformed), (.html(status: 502), .server),
            (.json("", status: 200), .malformed),
            (.json(#"{"choices":[{"error":{"code":502,"message":"in"}}]}"#), .server),
        ] as [(ScriptedAnswer, ServiceFailure.Kind)]
    )
    func anAnswerThatIsNoneFails(answer: ScriptedAnswer, kind: ServiceFailure.Kind) async throws {
        try await Self.run(.answer(answer)) { _, generation in
            #expect(generation.status == .failed)
            #expect(generation.failure?.kind == kind)
            #expect(generation.text.isEmpty)
        }
    }

    @Test func textIsInTheDatabaseWhileItStreams() async throws {
        try await SimulatedService.withService { service in
            let script = StreamScript(text: "one two three four ", ending: .stalled(afterChunks: 2))
            service.server.setScript(ModelScript(completion: .stream(script)), for: Self.model)
            let task = Task { await service.generate(Self.model) }
            var pieces = ""
            while pieces.isEmpty {
                pieces = try await service.store.read { db in
                    try String.fetchAll(db, sql: "SELECT text FROM generation_piece").joined()
                }
                await Task.yield()
            }
            #expect("one two three four ".hasPrefix(pieces))
            #expect(
                try await GenerationRow.all(in: service.store).map(\.status) == ["streaming"]
            )
            // What another process would find after a crash.
            #expect(try await service.store.markInterruptedGenerations { _ in false } == 1)
            let stored = try #require(try await GenerationRow.all(in: service.store).first)
            #expect(stored.status == "interrupted")
            #expect(stored.text == pieces)
            task.cancel()
            #expect(await task.value.status == .cancelled)
        }
    }

    @Test func theKeyIsNowhereInTheDatabase() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            let store = try Store.open(path: path, now: TimeSource.noon)
            let configuration = SimulatorConfiguration(acceptedKeys: [SimulatedService.key])
            try await SimulatedService.withService(configuration, store: store) { service in
                try await service.refresh()
                for id in [Self.model, "agentica-org/deepcoder-14b-preview"] {
                    let generation = await service.generate(id)
                    #expect(!"\(generation)".contains("0123456789abcdef"))
                }
                #expect(service.server.log.entries.last?.bearerKey == SimulatedService.key)
            }
            for name in try folder.fileNames {
                let bytes = try Data(contentsOf: URL(filePath: folder.file(name)))
                #expect(bytes.firstRange(of: Data("0123456789abcdef".utf8)) == nil)
            }
        }
    }
}
