import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct GeneratorGuardTests {
    private static let model = "mistralai/mistral-nemo"

    /// Sleeps end when the test says so, and only the watch over the stream sleeps.
    private static func run(
        _ script: CompletionScript,
        _ body: (SimulatedService, TestTime, GenerationNews) async -> Void
    ) async throws -> Generation {
        try await SimulatedService.withService { service in
            service.server.setScript(ModelScript(completion: script), for: model)
            let news = GenerationNews()
            let time = TestTime(skipsSleep: false)
            let task = Task {
                await service.generate(model, policy: .standard, time: time, news: news)
            }
            await body(service, time, news)
            let generation = await task.value
            #expect(await service.server.openAnswers.waitUntilNone())
            return generation
        }
    }

    @Test func aStreamThatStallsIsTruncatedWithItsText() async throws {
        let script = StreamScript(text: "one two three four", ending: .stalled(afterChunks: 2))
        let generation = try await Self.run(.stream(script)) { _, time, news in
            for _ in 0..<2 {
                _ = await news.first { if case .text = $0 { true } else { false } }
            }
            time.advance(by: .seconds(90))
        }
        #expect(generation.status == .truncated)
        #expect(generation.text == "one two")
        #expect(generation.failure?.kind == .timeout)
        #expect(generation.attempts.map(\.kind) == ["timeout"])
    }

    @Test func silenceBeforeTheFirstTokenIsRetried() async throws {
        let script = CompletionScript.sequence([.silence, .text("Hello.")])
        let generation = try await Self.run(script) { service, time, news in
            await service.server.openAnswers.waitUntilSome()
            for count in 1...2 {
                await time.waitForSleeps(count)
                time.advance(by: .seconds(90))
            }
            _ = await news.first { if case .backingOff = $0 { true } else { false } }
            time.advance(by: .seconds(1))
        }
        #expect(generation.status == .completed)
        #expect(generation.text == "Hello.")
        #expect(generation.attempts.map(\.kind) == ["timeout", "answered"])
    }

    @Test func timeInWhichTheProgramWasStoppedDoesNotCount() async throws {
        let script = StreamScript(text: "one two three four", ending: .stalled(afterChunks: 2))
        let generation = try await Self.run(.stream(script)) { _, time, news in
            for _ in 0..<2 {
                _ = await news.first { if case .text = $0 { true } else { false } }
            }
            // A watch that was stopped for an hour begins anew, and sleeps once more.
            await time.waitForSleeps(1)
            time.advance(by: .seconds(3600))
            await time.waitForSleeps(2)
            time.advance(by: .seconds(90))
        }
        #expect(generation.status == .truncated)
        #expect(generation.text == "one two")
    }

    /// Many requests may share the connections that a server accepts.
    @Test func theWaitForAConnectionIsNoneOfTheDuration() async throws {
        try await SimulatedService.withService { service in
            let time = TestTime()
            var client = service.client
            client.complete = { _, onEvents throws(ServiceFailure) in
                for event in [.queued, .queued, .opened, .text("x"), .done] as [CompletionEvent] {
                    time.advance(by: .seconds(event == .queued ? 170 : 7))
                    await onEvents([event])
                }
            }
            let generator = Generator(
                client: client,
                store: service.store,
                time: time.source,
                preference: .catalogOnly,
                policy: .unwatched,
                waits: time.waits
            )
            let request = GenerationRequest(
                modelID: ModelID(rawValue: Self.model),
                huggingFaceID: nil,
                prompt: "x"
            )
            let generation = await generator.run(request) { _ in }
            #expect(generation.status == .completed)
            #expect(generation.timeToFirstTokenMilliseconds == 14_000)
            #expect(generation.durationMilliseconds == 21_000)
        }
    }

    @Test func aModelCaughtInALoopIsStopped() async throws {
        let generation = try await Self.run(.repeating("again ", count: 6000)) { _, _, _ in }
        #expect(generation.status == .truncated)
        #expect(generation.text == String(repeating: "again ", count: 5001))
        #expect(generation.failure?.kind == .malformed)
        #expect(generation.failure?.message.hasPrefix("the model repeats itself") == true)
        #expect(generation.attempts.map(\.kind) == ["malformed"])
    }

    @Test func anAnswerThatIsReadSlowlyIsNotStalled() async throws {
        try await SimulatedService.withService { service in
            service.server.setScript(
                ModelScript(completion: .text("one two three")),
                for: Self.model
            )
            let time = TestTime(skipsSleep: false)
            let generator = Generator(
                client: service.client,
                store: service.store,
                time: time.source,
                preference: .casedFirst,
                waits: time.waits
            )
            let request = GenerationRequest(
                modelID: ModelID(rawValue: Self.model),
                huggingFaceID: nil,
                prompt: "Hi"
            )
            let generation = await generator.run(request) { updates in
                guard updates.contains(where: { if case .text = $0 { true } else { false } }) else {
                    return
                }
                // Whoever reads takes its time, and the watch looks meanwhile.
                let count = time.sleeps.count
                time.advance(by: .seconds(90))
                await time.waitForSleeps(count + 1)
            }
            #expect(generation.status == .completed)
            #expect(generation.text == "one two three")
        }
    }
}
