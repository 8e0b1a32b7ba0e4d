import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct HistoryTests {
    private static let model = ModelID(rawValue: "x-ai/grok-code-fast-1")

    /// Stores a generation that is over; returns its ID.
    @discardableResult
    private static func add(
        _ prompt: String,
        _ text: String = "",
        model: ModelID = model,
        at date: Date = TimeSource.noon,
        to store: Store,
        adjusting: (inout Generation) -> Void = { _ in }
    ) async throws -> Int64 {
        let request = GenerationRequest(modelID: model, huggingFaceID: nil, prompt: prompt)
        let id = try await store.beginGeneration(request, now: date)
        var generation = Generation(id: id, modelID: model, status: .completed)
        generation.text = text
        adjusting(&generation)
        try await store.finish(generation, evidence: [], now: date)
        return id
    }

    @Test func theNewestComeFirstAndAreRead() async throws {
        let store = try Store.inMemory()
        #expect(try await store.history().isEmpty)
        for number in 1...5 {
            // A clock that is set back does not turn the order round.
            let date = TimeSource.noon.addingTimeInterval(Double(-number))
            try await Self.add("prompt \(number)", at: date, to: store)
        }
        let all = try await store.history()
        #expect(all.map(\.promptBeginning) == (1...5).reversed().map { "prompt \($0)" })
        #expect(all.last?.createdAt == TimeSource.noon.addingTimeInterval(-1))
        let page = try await store.history(limit: 2)
        #expect(page.map(\.id) == [5, 4])
        #expect(try await store.history(limit: 2, before: 4).map(\.id) == [3, 2])
        #expect(try await store.history(limit: 2, before: 1).isEmpty)
        #expect(try await store.history(limit: 0).isEmpty)
        #expect(try await store.history(limit: -1).isEmpty)
    }

    @Test func aLineTellsHowItWent() async throws {
        let store = try Store.inMemory()
        let long = String(repeating: "ä", count: 1000)
        try await Self.add(long, long, to: store) { generation in
            generation.answeringModelID = ModelID(rawValue: "a/b")
            generation.servedModel = "a/b-2407"
            generation.provider = "Pro"
            generation.status = .truncated
            generation.usage = TokenUsage(cost: Decimal(string: "0.00021"))
            generation.durationMilliseconds = 1234
        }
        let entry = try #require(try await store.history().first)
        let beginning = String(long.prefix(HistoryEntry.beginningLimit))
        #expect(
            entry
                == HistoryEntry(
                    id: 1,
                    createdAt: TimeSource.noon,
                    modelID: Self.model,
                    answeringModelID: ModelID(rawValue: "a/b"),
                    servedModel: "a/b-2407",
                    provider: "Pro",
                    status: .truncated,
                    promptBeginning: beginning,
                    textBeginning: beginning,
                    cost: Decimal(string: "0.00021"),
                    durationMilliseconds: 1234
                )
        )
    }

    @Test(arguments: [
        ("100%", [1]), ("%", [1]), ("0_", [2]), ("_", [2]), (#"\"#, [3]), (#"\%"#, []),
        ("1__%", []),
        ("PRIME", [4]), ("größe", [5]), ("GRÖSSE", []), ("GRÖẞE", [5]), ("grosse", []),
        ("X-AI/GROK", [1, 2, 3, 4]), ("meta", [5, 6]), ("fallback", [6]), ("nothing", []),
        ("", [1, 2, 3, 4, 5, 6]), ("'; DROP TABLE generation; --", []),
    ])
    func whatIsSearchedIsFoundAsItIsWritten(words: String, ids: [Int64]) async throws {
        let store = try Store.inMemory()
        let llama = ModelID(rawValue: "meta-llama/llama-3.1-405b")
        try await Self.add("Is it 100% sure?", to: store)
        try await Self.add("What is 100_000?", to: store)
        try await Self.add("Escape", #"With \ it is"#, to: store)
        try await Self.add("Write is-prime", "def Is-Prime", to: store)
        try await Self.add("Welche Größe?", model: llama, to: store)
        try await Self.add("x", model: llama, to: store) { generation in
            generation.answeringModelID = ModelID(rawValue: "the/Fallback")
        }
        #expect(try await store.history(matching: words).map(\.id).sorted() == ids)
    }

    @Test func aTextOfAnyLengthMayBeSearched() async throws {
        let store = try Store.inMemory()
        // Beyond what LIKE takes.
        let long = String(repeating: "%_a", count: 30_000)
        try await Self.add(long + "!", to: store)
        #expect(try await store.history(matching: long.uppercased()).count == 1)
        #expect(try await store.history(matching: long + "?").isEmpty)
    }

    @Test func oneIsReadWhole() async throws {
        let store = try Store.inMemory()
        var request = GenerationRequest(
            modelID: Self.model,
            huggingFaceID: nil,
            systemPrompt: "Be brief.",
            prompt: "Hi"
        )
        request.timeout = .seconds(1)
        let id = try await store.beginGeneration(request, now: TimeSource.noon)
        var generation = Generation(id: id, modelID: Self.model, status: .failed)
        generation.answeringModelID = ModelID(rawValue: "a/b")
        generation.sentModel = "a/B"
        generation.servedModel = "a/b-1"
        generation.provider = "Pro"
        generation.text = "Hello"
        generation.reasoning = "Hm."
        generation.finishReason = "stop"
        generation.usage = TokenUsage(
            promptTokens: 1,
            completionTokens: 2,
            reasoningTokens: 0,
            cost: Decimal(string: "0.25")
        )
        generation.timeToFirstTokenMilliseconds = 10
        generation.durationMilliseconds = 20
        generation.attempts = [
            Attempt(
                modelID: Self.model,
                sentModel: Route(Self.model),
                httpStatus: 404,
                kind: "no_endpoints",
                message: "No endpoints"
            ),
            Attempt(
                modelID: ModelID(rawValue: "a/b"),
                sentModel: "a/B",
                httpStatus: 503,
                kind: "server",
                message: "busy",
                waitedMilliseconds: 1000
            ),
        ]
        generation.failure = ServiceFailure(.server, httpStatus: 503, message: "busy")
        try await store.finish(generation, evidence: [], now: TimeSource.noon)

        let stored = try #require(try await store.generation(id: id))
        #expect(stored.prompt == "Hi")
        #expect(stored.systemPrompt == "Be brief.")
        #expect(stored.createdAt == TimeSource.noon)
        #expect(stored.generation.failure?.description == "503 busy")
        #expect(stored.generation.failure?.kind == .server)
        var read = stored.generation
        read.failure = generation.failure
        #expect(read == generation)
        #expect(try await store.generation(id: id + 1) == nil)
    }

    @Test func aFailureKeepsItsKindWhateverWasTried() async throws {
        let store = try Store.inMemory()
        let id = try await Self.add("Hi", to: store) { generation in
            generation.status = .failed
            generation.failure = ServiceFailure(
                .contextLength,
                httpStatus: 400,
                message: "too long"
            )
        }
        let failure = try #require(try await store.generation(id: id)?.generation.failure)
        #expect(failure.kind == .contextLength)
        #expect("\(failure)" == "400 too long")
    }

    @Test func aSearchIsGivenUpAtOnceAlsoWhileItWaitsForItsTurn() async throws {
        let store = try Store.inMemory()
        try await Self.add("Hi", to: store)
        let (entered, entry) = AsyncStream.makeStream(of: Void.self)
        let exit = DispatchSemaphore(value: 0)
        let writing = Task {
            try await store.write { _ in
                entry.yield()
                exit.wait()
            }
        }
        for await _ in entered { break }
        let search = Task { () -> Result<[HistoryEntry], StoreError> in
            do throws(StoreError) {
                return .success(try await store.history(matching: "h", limit: 10))
            } catch {
                return .failure(error)
            }
        }
        search.cancel()
        // The database is still held: only giving up can end this.
        #expect(await search.value == .failure(.cancelled))
        exit.signal()
        try await writing.value
        #expect(try await store.history(matching: "hi", limit: 10).count == 1)
    }

    @Test func whatStreamsOrWasKilledIsThere() async throws {
        let store = try Store.inMemory()
        let request = GenerationRequest(modelID: Self.model, huggingFaceID: nil, prompt: "Hi")
        let id = try await store.beginGeneration(request, now: TimeSource.noon)
        for (text, reasoning) in [("", "Hm. "), ("Per", ""), ("ennial", "So.")] {
            try await store.appendPiece(text: text, reasoning: reasoning, to: id)
        }
        for status in [GenerationStatus.streaming, .interrupted] {
            if status == .interrupted { try await store.markInterruptedGenerations { _ in false } }
            let entry = try #require(try await store.history(matching: "PERENN").first)
            #expect(entry.status == status)
            #expect(entry.textBeginning == "Perennial")
            let stored = try #require(try await store.generation(id: id))
            #expect(stored.generation.status == status)
            #expect(stored.generation.text == "Perennial")
            #expect(stored.generation.reasoning == "Hm. So.")
            #expect(stored.generation.usage == nil)
            #expect(stored.generation.attempts.isEmpty)
        }
    }

    @Test func markdownHasPromptAnswerAndFacts() async throws {
        let store = try Store.inMemory()
        let text = "| a |\n\n```swift\nlet x = \"\u{1B}[31m\"\n```\n"
        let id = try await Self.add("Why?", text, to: store) { generation in
            generation.provider = "A|B\nC"
            generation.usage = TokenUsage(cost: Decimal(string: "0.0021"))
        }
        let stored = try #require(try await store.generation(id: id))
        #expect(
            stored.markdown == """
                # x-ai/grok-code-fast-1, 2026-11-22T12:00:00Z

                ## Prompt

                Why?

                ## Answer

                \(text)

                ## Facts

                | | |
                |---|---|
                | Status | completed |
                | Model | x-ai/grok-code-fast-1 |
                | Provider | A\\|B C |
                | Began | 2026-11-22T12:00:00Z |
                | Cost | US$ 0.0021 |

                """
        )
    }
}
