import Foundation
import OpenRouterSimulator
import Testing

/// What streams look like on the wire.
@Suite(.timeLimit(.minutes(30)))
struct StreamTests {
    private let id = "mistralai/mistral-nemo"

    @Test func anOrdinaryStreamIsComplete() async throws {
        let answer = try await stream(StreamScript(text: "Hello there, 世界 🌍."))
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "text/event-stream")
        #expect(answer.isDone)
        #expect(answer.text.hasPrefix(": OPENROUTER PROCESSING\n\ndata: {"))
        #expect(answer.text.hasSuffix("data: [DONE]\n\n"))
        #expect(joined(answer, "content") == "Hello there, 世界 🌍.")
        let generation = try #require(answer.chunks.first?["id"] as? String)
        #expect(generation.wholeMatch(of: /gen-\d+-[A-Za-z0-9]{20}/) != nil)
        #expect(answer.headers["x-generation-id"] == generation)
        #expect(answer.chunks.allSatisfy { $0["model"] as? String == id })
        #expect(finishes(answer) == ["stop", "stop"])
    }

    @Test func reasoningComesFirst() async throws {
        let answer = try await stream(StreamScript(text: "Yes.", reasoning: "Let me think a bit."))
        #expect(joined(answer, "reasoning") == "Let me think a bit.")
        #expect(joined(answer, "content") == "Yes.")
        let deltas = answer.chunks.flatMap(choices).compactMap { $0["delta"] as? [String: Any] }
        let lastThought = deltas.lastIndex { $0["reasoning"] is String } ?? -1
        let firstWord = deltas.firstIndex { ($0["content"] as? String)?.isEmpty == false } ?? -1
        #expect(lastThought < firstWord)
        #expect(deltas.first?["reasoning_details"] is [Any])
    }

    @Test func oneChunkHoldsAll() async throws {
        let answer = try await stream(StreamScript(text: "1\n2\n3", isOneChunk: true))
        #expect(contents(answer) == ["1\n2\n3"])
    }

    @Test(arguments: UsageShape.allCases)
    func usageHasManyShapes(shape: UsageShape) async throws {
        let answer = try await stream(StreamScript(text: "Hi", usage: shape))
        let last = try #require(answer.chunks.last)
        let choice = choices(last).first
        switch shape {
        case .resetFinish: #expect(choice?["finish_reason"] is NSNull)
        case .emptyChoices: #expect(choices(last).isEmpty)
        case .repeatedFinish: #expect(choice?["finish_reason"] as? String == "stop")
        case .absent: #expect(answer.chunks.allSatisfy { $0["usage"] == nil })
        }
        #expect((last["usage"] != nil) == (shape != .absent))
        #expect(finishes(answer).first == "stop")
    }

    @Test func costFollowsFromThePrice() async throws {
        let script = StreamScript(text: "abc", isOneChunk: true, repetitions: 1_000)
        let answer = try await stream(script, prompt: String(repeating: "word", count: 93))
        let usage = try #require(answer.chunks.last?["usage"] as? [String: Any])
        #expect(usage["prompt_tokens"] as? Int == 100)
        #expect(usage["completion_tokens"] as? Int == 1_000)
        // 100 tokens at $0.02 and 1,000 at $0.03 a million.
        #expect(usage["cost"] as? Double == 0.000032)
    }

    @Test(arguments: CommentPlacement.allCases)
    func commentsStandWhereTold(placement: CommentPlacement) async throws {
        let answer = try await stream(StreamScript(text: "a b c d", comments: placement))
        let comments = answer.text.components(separatedBy: ": OPENROUTER PROCESSING\n\n").count - 1
        switch placement {
        case .none: #expect(comments == 0)
        case .first: #expect(comments == 1)
        case .everywhere: #expect(comments == 1 + contents(answer).count)
        }
        #expect(joined(answer, "content") == "a b c d")
    }

    @Test(arguments: [
        (ServedModel.requested, "deepseek/deepseek-r1-0528:free"),
        (.canonicalSlug, "deepseek/deepseek-r1-0528"),
        (.other("x-ai/grok-5"), "x-ai/grok-5"),
    ])
    func theServedModelIsNamed(served: ServedModel, name: String) async throws {
        let script = StreamScript(servedModel: served)
        let answer = try await stream(script, model: "deepseek/deepseek-r1-0528:free")
        let names = Set(answer.chunks.compactMap { $0["model"] as? String })
        #expect(names.count == 1)
        #expect(names.first?.hasPrefix(name) == true)
    }

    @Test func anAliasIsServedByItsTarget() async throws {
        let answer = try await SimulatorServer.withServer {
            try await ask($0, model: "~anthropic/claude-sonnet-latest")
        }
        #expect(answer.chunks.first?["model"] as? String == "anthropic/claude-sonnet-5")
    }

    @Test func bytesComeOneByOne() async throws {
        let answer = try await stream(StreamScript(text: "é 世界 👩‍💻", isByteByByte: true))
        #expect(answer.isDone)
        #expect(joined(answer, "content") == "é 世界 👩‍💻")
        #expect(answer.pieceCount > 100)
    }

    @Test func aLoopRepeatsItsChunk() async throws {
        let answer = try await stream(.repeating(" again", count: 500))
        #expect(contents(answer) == Array(repeating: " again", count: 500))
        #expect(answer.isDone)
    }

    @Test(arguments: [
        StreamEnding.done, .withoutDone, .dropped(afterChunks: 3), .cut(afterChunks: 3),
        .dropped(), .cut(),
    ])
    func endings(ending: StreamEnding) async throws {
        let answer = try await stream(StreamScript(text: "a b c d e f g h", ending: ending))
        #expect(answer.isDone == (ending == .done))
        let isWhole = ending == .done || ending == .withoutDone
        #expect(finishes(answer).isEmpty == !isWhole)
        var isCut = false
        if case .cut = ending { isCut = true }
        #expect((answer.failure != nil) == isCut)
        let count = ending == .dropped(afterChunks: 3) || ending == .cut(afterChunks: 3) ? 3 : 4
        #expect(contents(answer).count == (isWhole ? 8 : count))
    }

    @Test(arguments: MidStreamFailure.allCases)
    func errorsComeInManyShapes(failure: MidStreamFailure) async throws {
        let answer = try await stream(.failing(failure, afterChunks: 2))
        #expect(answer.status == 200)
        #expect(contents(answer).count == 2)
        let last = try #require(answer.chunks.last)
        let error = last["error"] as? [String: Any]
        let finish = choices(last).first?["finish_reason"]
        switch failure {
        case .recorded:
            #expect(error?["code"] as? Int == 400)
            #expect(finish is NSNull)
            #expect(last["usage"] != nil)
        case .documented:
            #expect(error?["code"] as? Int == 502)
            #expect(finish as? String == "error")
        case .stringCode:
            #expect(error?["code"] as? String == "server_error")
        case .emptyChoices:
            #expect(error?["code"] as? Int == 502)
            #expect(choices(last).isEmpty)
        case .finishReasonOnly:
            #expect(error == nil)
            #expect(finish as? String == "error")
        }
        #expect(answer.isDone == (failure == .recorded))
        #expect((answer.failure != nil) == (failure == .finishReasonOnly))
    }

    @Test func maxTokensCutOnlyTheSimulatorsOwnText() async throws {
        let more: [String: any Sendable] = ["max_tokens": 5]
        let composed = try await stream(StreamScript(), more: more)
        #expect(contents(composed).count == 5)
        #expect(finishes(composed).first == "length")
        let scripted = try await stream(StreamScript(text: "a b c d e f g"), more: more)
        #expect(joined(scripted, "content") == "a b c d e f g")
    }

    @Test func composedAnswersVaryAndEchoThePrompt() async throws {
        try await SimulatorServer.withServer { server in
            var texts: Set<String> = []
            for model in ["mistralai/mistral-nemo", "qwen/qwen3-8b", "openai/gpt-5"] {
                let answer = try await ask(server, model: model, prompt: "Why is the sky blue?")
                let text = joined(answer, "content")
                #expect(text.contains("Why is the sky blue?"), "\(model)")
                #expect(text.contains("```"), "\(model)")
                texts.insert(text)
                let again = try await ask(server, model: model, prompt: "Why is the sky blue?")
                #expect(joined(again, "content") == text)
            }
            #expect(texts.count == 3)
            #expect(texts.contains { $0.contains("日本語") })
            let grok = try await ask(server, model: "x-ai/grok-code-fast-1", prompt: "Hello")
            #expect(joined(grok, "content").contains("def is_prime"))
            #expect(!joined(grok, "reasoning").isEmpty)
        }
    }

    @Test func aPaceIsKept() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let script = StreamScript(text: "a b c d e f g h i j k", tokensPerSecond: 100)
        let answer = try await stream(script)
        #expect(contents(answer).count == 11)
        #expect(clock.now - start >= .milliseconds(100))
    }

    private func stream(_ script: CompletionScript) async throws -> Answer {
        try await SimulatorServer.withServer { server in
            server.setScript(ModelScript(completion: script), for: id)
            return try await ask(server, model: id)
        }
    }

    private func stream(
        _ script: StreamScript,
        model: String? = nil,
        prompt: String = "Hi",
        more: [String: any Sendable] = [:]
    ) async throws -> Answer {
        try await SimulatorServer.withServer { server in
            let model = model ?? id
            server.setScript(ModelScript(completion: .stream(script)), for: model)
            return try await ask(server, model: model, prompt: prompt, more: more)
        }
    }

    /// The contents that are not empty, chunk by chunk.
    private func contents(_ answer: Answer) -> [String] {
        answer.chunks.flatMap(choices)
            .compactMap { ($0["delta"] as? [String: Any])?["content"] as? String }
            .filter { !$0.isEmpty }
    }

    /// The finish reasons that are not null, in order.
    private func finishes(_ answer: Answer) -> [String] {
        answer.chunks.flatMap(choices).compactMap { $0["finish_reason"] as? String }
    }
}
