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
        completionTimeout: Duration = RequestLimits().completionTimeout,
        _ body: @escaping @Sendable (SimulatedService, TestTime, GenerationNews) async -> Void
    ) async throws -> Generation {
        try await SimulatedService.withService { service in
            var service = service
            service.client.completionTimeout = completionTimeout
            service.server.setScript(ModelScript(completion: script), for: model)
            let news = GenerationNews()
            let time = TestTime(skipsSleep: false)
            let task = Task { [service] in
                await service.generate(model, policy: .standard, time: time, news: news)
            }
            let course = Task { [service] in await body(service, time, news) }
            let generation = await task.value
            course.cancel()
            #expect(await service.server.openAnswers.waitUntilNone())
            return generation
        }
    }

    /// Lets so much time pass again and again, until the generation has ended: silence does not count
    /// while the news before it is still being handed over.
    private static func letPass(_ duration: Duration, _ time: TestTime) async {
        for count in max(time.sleeps.count, 1)... {
            await time.waitForSleeps(count)
            if Task.isCancelled { return }
            time.advance(by: duration)
        }
    }

    @Test(arguments: [60, 90, 300])
    func aStreamThatStallsIsTruncatedWithItsText(timeout: Int) async throws {
        let script = StreamScript(text: "one two three four", ending: .stalled(afterChunks: 2))
        let generation = try await Self.run(
            .stream(script),
            completionTimeout: .seconds(timeout)
        ) { _, time, news in
            for _ in 0..<2 {
                _ = await news.first { if case .text = $0 { true } else { false } }
            }
            await Self.letPass(.seconds(max(timeout, 90)), time)
        }
        #expect(generation.failure?.message.contains("for \(max(timeout, 90)) s") == true)
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
            await Self.letPass(.seconds(90), time)
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
            var client = service.client
            client.completionTimeout = RequestLimits().completionTimeout
            let time = TestTime(skipsSleep: false)
            let generator = Generator(
                client: client,
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
