import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// Once an answer is complete, nothing that follows takes it back or holds it up; and nothing that
/// came is worth nothing.
@Suite(.timeLimit(.minutes(30))) struct StreamEndTests {
    private static let hello = #"data: {"choices":[{"delta":{"content":"Hello"}}]}"# + "\n\n"
    private static let stop =
        #"data: {"choices":[{"delta":{},"finish_reason":"stop"}]}"# + "\n\n"
    private static let head = """
        HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n
        """

    /// What comes after the text, and what the server does then.
    static let endings: [(String, [WireStep])] = [
        ("held open after the mark", [.send("data: [DONE]\n\n"), .wait]),
        ("held open after a padded mark", [.send("data:  [DONE] \n\n"), .wait]),
        ("held open after the finish reason", [.send(stop), .wait]),
        ("junk after the finish reason", [.send(stop + "data: {oops\n\n"), .close]),
        (
            "an error after the finish reason",
            [.send(stop + #"data: {"error":{"code":500,"message":"late"}}"# + "\n\n"), .close]
        ),
        ("blanks after the mark", [.send("data: [DONE]\n\n\n\n \n"), .wait]),
        ("a finish reason without its blank line", [.send(String(stop.dropLast(2))), .close]),
        ("a mark without its blank line", [.send("data: [DONE]"), .close]),
        ("a quoted mark", [.send("data: \"[DONE]\"\n\n"), .wait]),
        ("a mark outside of any event", [.send("[DONE]\n"), .close]),
    ]

    @Test(arguments: endings)
    func aCompleteAnswerStays(name: String, steps: [WireStep]) async throws {
        let script = [.readRequest, .send(Self.head + Self.hello)] + steps
        try await WireServer.withServer(script) { server in
            await WireClient.withClient(server.baseURL) { client in
                let events = await client.events()
                var machine = GenerationStateMachine(
                    candidates: [.example("a/b")],
                    preference: .catalogOnly,
                    policy: .none
                )
                let now = ClockReading(uptime: .zero, date: .distantPast)
                _ = machine.start(at: now)
                for event in events.events { machine.received(event, at: .zero) }
                let action =
                    events.failure.map { machine.attemptFailed($0, at: now) }
                    ?? machine.streamEnded(at: now)
                #expect(action == .finish(.completed, nil))
            }
        }
    }

    /// A batch's streams have one clock together.
    @Test func aStreamThatLingersEndsByTheCommonClock() async throws {
        let script: [WireStep] = [.readRequest, .send(Self.head + Self.hello + Self.stop), .wait]
        try await SimulatedService.withService { service in
            try await WireServer.withServer(script) { server in
                await WireClient.withClient(server.baseURL) { client in
                    let clock = StreamClock(time: .system)
                    var generator = Generator(
                        client: client.client,
                        store: service.store,
                        time: .system,
                        preference: .catalogOnly
                    )
                    generator.clock = clock
                    let ticking = Task { await clock.tick() }
                    let request = GenerationRequest(
                        modelID: ModelID(rawValue: "a/b"),
                        huggingFaceID: nil,
                        prompt: "Hi"
                    )
                    let generation = await generator.answer(request) { _ in }.generation
                    ticking.cancel()
                    #expect(generation.status == .completed)
                    #expect(generation.text == "Hello")
                }
            }
        }
    }

    @Test func aLateErrorExplainsAnEmptyAnswer() {
        var machine = GenerationStateMachine(
            candidates: [.example("a/b")],
            preference: .catalogOnly,
            policy: .none
        )
        let now = ClockReading(uptime: .zero, date: .distantPast)
        let late = ServiceFailure(.server, httpStatus: 200, message: "late")
        _ = machine.start(at: now)
        for event in [.opened, .finished(.stop), .failed(late)] as [CompletionEvent] {
            machine.received(event, at: .zero)
        }
        #expect(machine.streamEnded(at: now) == .finish(.failed, late))
    }

    /// Whole bodies of a stream that is none, and the words that must be told of each.
    @Test(
        arguments: [
            (#"{"error":{"code":500,"message":"line one"}}"#, "line one"),
            (#"{"code":500,"message":"kv cache full"}"#, "kv cache full"),
            (#"{"detail":"No instances available"}"#, "No instances available"),
            (#"data: {"code":500,"message":"kv cache full"}"# + "\n\n", "kv cache full"),
            (#"data: {"detail":"gone"}"# + "\n\ndata: [DONE]\n\n", "gone"),
            ("event: error\ndata: {\"error\":\"plain words\"}\n\n", "plain words"),
            ("upstream connect error: reset\n", "upstream connect error"),
            ("error: {\"message\":\"in its own field\"}\n\n", "in its own field"),
            (
                #"data: {"choices":null,"base_resp":{"status_code":1008,"status_msg":"no balance"}}"#,
                "no balance"
            ),
            (#"data: {"choices":[],"message":"kv full"}"#, "kv full"),
            (#"data: {"choices":[{"delta":{"error":{"message":"kv full"}}}]}"#, "kv full"),
            (#"data: {"choices":"kv cache full"}"#, "kv cache full"),
            (#"data: {"message":{"text":"inner words"}}"#, "inner words"),
        ]
    )
    func whatIsNoChunkIsAnErrorWithItsWords(body: String, words: String) throws {
        var reader = CompletionStreamReader()
        let events = try reader.read(body.utf8) + reader.finish()
        let messages = events.compactMap { event in
            if case .failed(let failure) = event { failure.message } else { nil }
        }
        #expect(messages.first?.contains(words) == true, "\(events)")
    }

    /// Errors that the server sends and then holds the connection open.
    @Test func anErrorThatCameIsNotWaitedFor() async throws {
        let error = #"{"error":{"code":502,"message":"boom"}}"#
        let heads = [
            Self.head + Self.hello + "data: \(error)\n\n",
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + error,
            "HTTP/1.1 400 Bad\r\nContent-Type: application/json\r\n\r\n" + error,
        ]
        for text in heads {
            try await WireServer.withServer([.readRequest, .send(text), .wait]) { server in
                await WireClient.withClient(server.baseURL) { client in
                    let events = await client.events()
                    let failed = events.events.compactMap { event in
                        if case .failed(let failure) = event { failure } else { nil }
                    }
                    let failure = failed.first ?? events.failure
                    #expect(failure?.message == "boom", "\(text)")
                }
            }
        }
    }

    /// A whole JSON answer counts, whatever follows; but a reset may take it along.
    @Test(arguments: [WireStep.wait, .send("\n<!-- junk -->")])
    func aWholeAnswerStays(ending: WireStep) async throws {
        let body = #"{"choices":[{"message":{"content":"a } b"},"finish_reason":"stop"}]}"#
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
        try await WireServer.withServer([.readRequest, .send(head + body), ending]) { server in
            await WireClient.withClient(server.baseURL) { client in
                let events = await client.events()
                #expect(events.failure == nil)
                #expect(events.events.contains(.text("a } b")))
            }
        }
    }

    /// Chunks that are no events by the standard, and still say what they say.
    @Test(arguments: [
        "data: A\ndata: B\ndata: [DONE]\n", "data: A\ndata: B\n\n", "A\nB\n", "A\r\nB\r\n",
    ])
    func chunksAreReadInLinesToo(shape: String) throws {
        func chunk(_ text: String) -> String {
            #"{"choices":[{"delta":{"content":"\#(text)"}}]}"#
        }
        let stream = shape.replacing("A", with: chunk("x")).replacing("B", with: chunk("y"))
        var reader = CompletionStreamReader()
        let events = try reader.read(stream.utf8) + reader.finish()
        #expect(events.contains(.text("x")))
        #expect(events.contains(.text("y")))
        #expect(!events.contains { if case .failed = $0 { true } else { false } }, "\(events)")
    }

    @Test(
        arguments: [
            #"{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}"#,
            hello + stop + "data: [DONE]",
        ]
    )
    func aWholeAnswerCountsWhateverItIsCalled(body: String) async throws {
        for type in ["text/event-stream", "text/plain", "application/json", "x/y"] {
            let answer = WireStep.answer(headers: ["Content-Type: \(type)"], body: body)
            try await WireServer.withServer([.readRequest, answer, .close]) { server in
                await WireClient.withClient(server.baseURL) { client in
                    let events = await client.events()
                    #expect(events.failure == nil)
                    #expect(events.events.contains(.text("Hello")))
                    #expect(events.events.contains(.finished(.stop)))
                }
            }
        }
    }
}

extension WireClient {
    /// Everything that a completion brings, and how it failed.
    fileprivate func events() async -> (events: [CompletionEvent], failure: ServiceFailure?) {
        let collected = EventList()
        let request = CompletionRequest(
            model: "a/b",
            prompt: "Say hello.",
            maxTokens: 8,
            timeout: .seconds(1500)
        )
        do throws(ServiceFailure) {
            try await client.complete(request) { await collected.append($0) }
            return (await collected.events, nil)
        } catch {
            return (await collected.events, error)
        }
    }
}

private actor EventList {
    private(set) var events: [CompletionEvent] = []

    func append(_ new: [CompletionEvent]) { events += new }
}
