import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Synchronization
import Testing

@testable import MusterCore

/// Whole batches on a simulated service, whose waits pass at once.
@Suite struct BatchRunnerTests {
    private static let ids = ["mistralai/mistral-nemo", "x-ai/grok-code-fast-1"]

    @Test func everyPromptIsAskedOnceOfEveryModel() async throws {
        try await run { service, batch in
            let (outcome, lines) = try await batch.run(count: 20)
            #expect(outcome.stop == nil)
            #expect(lines.count == 40)
            #expect(Set(lines.map(\.key)).count == 40)
            #expect(lines.count { !$0.isAnswered } == 0)
            // The first of each model finds out which spelling works, at most four at once.
            #expect(service.server.log.count(path: "/api/v1/chat/completions") <= 48)
            #expect(batch.peak <= 4)
        }
    }

    @Test func aServerThatRefusesHalfIsAskedLessAndAnswersAll() async throws {
        try await run { service, batch in
            for id in Self.ids {
                let scripts = (0..<200).map { number in
                    number % 2 == 0
                        ? CompletionScript.refused(.upstreamRateLimit) : CompletionScript.plain
                }
                let script = ModelScript(accepts: .any, completion: .sequence(scripts))
                service.server.setScript(script, for: id)
            }
            let (outcome, lines) = try await batch.run(count: 20, concurrency: 8)
            #expect(outcome.stop == nil)
            #expect(lines.count == 40)
            #expect(lines.count { !$0.isAnswered } == 0)
            #expect(batch.peak <= 8)
            #expect(batch.slowed.withLock { $0.min() ?? 9 } < 8)
        }
    }

    @Test func aDaysQuotaLeavesTheRestForTomorrow() async throws {
        try await run { service, batch in
            let free = "meta-llama/llama-3.1-405b-instruct:free"
            let script = CompletionScript.sequence([.plain, .plain, .refused(.freeDailyLimit)])
            service.server.setScript(ModelScript(accepts: .any, completion: script), for: free)
            let (outcome, lines) = try await batch.run(
                count: 10,
                ids: [free, Self.ids[0]],
                concurrency: 1
            )
            guard case .dailyQuota = outcome.stop else {
                Issue.record("\(String(describing: outcome.stop))")
                return
            }
            let ofFree = lines.filter { $0.key.modelID.rawValue == free }
            #expect(ofFree.count == 2)
            #expect(lines.count == 12)
            #expect(lines.count { !$0.isAnswered } == 0)
            let tier = try await service.store.freeTier(
                now: TimeSource.noon
            )
            #expect(tier.usedUpUntil != nil)
        }
    }

    /// Refusals that hold for every row of a model, and the number of rows answered before them.
    @Test(arguments: [
        (RefusalKind.noEndpoints, 20), (.invalidModelID, 20), (.noEndpoints, 0),
        (.providerNotFound, 0),
    ])
    func aModelThatSaysNoForGoodIsNotAskedOn(kind: RefusalKind, answered: Int) async throws {
        try await run { service, batch in
            let scripts = Array(repeating: CompletionScript.plain, count: answered)
            let script = CompletionScript.sequence(scripts + [.refused(kind)])
            service.server.setScript(
                ModelScript(accepts: .any, completion: script),
                for: Self.ids[0]
            )
            let (outcome, lines) = try await batch.run(count: 40, concurrency: 1)
            #expect(outcome.stop == nil)
            #expect(outcome.refusals.map(\.modelID.rawValue) == [Self.ids[0]])
            // The rows that were refused are not results, and the other model goes on.
            #expect(lines.count == answered + 40)
            #expect(lines.count { !$0.isAnswered } == 0)
            // One row found out, by both spellings.
            #expect(service.server.log.count(path: "/api/v1/chat/completions") <= lines.count + 4)
        }
    }

    @Test func aDeadModelIsAskedNoMoreWhereAFallbackAnswers() async throws {
        try await run { service, batch in
            service.server.setScript(
                ModelScript(accepts: .any, completion: .refused(.noEndpoints)),
                for: Self.ids[0]
            )
            let (outcome, lines) = try await batch.run(
                count: 10,
                ids: [Self.ids[0]],
                fallbacks: [Self.ids[1]],
                concurrency: 1
            )
            #expect(outcome.stop == nil)
            #expect(lines.count == 10)
            #expect(lines.count { !$0.isAnswered } == 0)
            // Two spellings of the first row, and then only the fallback.
            #expect(service.server.log.count(path: "/api/v1/chat/completions") == 12)
        }
    }

    @Test func oneProvidersNoAmongAnswersIsThePromptsOwn() async throws {
        try await run { service, batch in
            let script = CompletionScript.sequence(
                [.plain, .refused(.providerNotFound), .refused(.providerNotFound), .plain]
            )
            service.server.setScript(
                ModelScript(accepts: .any, completion: script),
                for: Self.ids[0]
            )
            let (outcome, lines) = try await batch.run(
                count: 10,
                ids: [Self.ids[0]],
                concurrency: 1
            )
            #expect(outcome.refusals.isEmpty)
            #expect(lines.count == 10)
            #expect(lines.count { !$0.isAnswered } == 1)
        }
    }

    @Test func theFreeTierKeepsItsPace() async throws {
        try await run { service, batch in
            let free = "meta-llama/llama-3.1-405b-instruct:free"
            service.server.setScript(ModelScript(accepts: .any), for: free)
            // One after the other: here a wait makes time pass for all, so that a request which had its
            // turn before, and is not sent yet, would count for the next minute.
            _ = try await batch.run(count: 45, ids: [free], concurrency: 1)
            let starts = batch.starts.withLock(\.self)
            #expect(starts.count == 45)
            for start in starts {
                let minute = starts.filter { $0 >= start && $0 < start + .seconds(60) }
                #expect(minute.count <= 20)
            }
        }
    }

    @Test func aCancelledBatchKeepsWhatIsWhole() async throws {
        try await run { service, batch in
            let script = CompletionScript.sequence([.plain, .plain, .plain, .silence])
            service.server.setScript(
                ModelScript(accepts: .any, completion: script),
                for: Self.ids[0]
            )
            let task = Task { try await batch.run(count: 10, ids: [Self.ids[0]], concurrency: 1) }
            while batch.begun.withLock(\.self) < 4 { await Task.yield() }
            task.cancel()
            let (outcome, lines) = try await task.value
            #expect(outcome.stop == .interrupted)
            #expect(lines.count == 3)
        }
    }

    /// Beside a request that never ends: going on is an event, and needs no other one to end.
    @Test func goingOnBeginsNewRequestsAtOnce() async throws {
        try await run { service, batch in
            let silent = ModelScript(accepts: .any, completion: .silence)
            service.server.setScript(silent, for: Self.ids[0])
            let task = Task { try await batch.run(count: 2, concurrency: 2, pausesAfter: 2) }
            while await batch.pause.waiters.isEmpty { await Task.yield() }
            #expect(batch.begun.withLock(\.self) == 2)
            await batch.pause.set(false)
            while batch.begun.withLock(\.self) < 3 { await Task.yield() }
            task.cancel()
            let (outcome, _) = try await task.value
            #expect(outcome.stop == .interrupted)
        }
    }

    @Test func aHeldBatchWithNothingLeftEnds() async throws {
        try await run { _, batch in
            let (outcome, lines) = try await batch.run(
                count: 1,
                ids: [Self.ids[1]],
                pausesAfter: 1
            )
            #expect(outcome.stop == nil)
            #expect(lines.count == 1)
        }
    }

    /// A batch that writes to a file of its own.
    private final class Batch: Sendable {
        let service: SimulatedService
        let folder: TemporaryFolder
        let time = TestTime()
        let pause = BatchPause()
        let slowed = Mutex<[Int]>([])
        let begun = Mutex(0)
        let starts = Mutex<[Duration]>([])
        private let open = Mutex((now: 0, peak: 0))

        init(_ service: SimulatedService, _ folder: TemporaryFolder) {
            self.service = service
            self.folder = folder
        }

        /// The most requests that were open at once.
        var peak: Int { open.withLock(\.peak) }

        func run(
            count: Int,
            ids: [String] = BatchRunnerTests.ids,
            fallbacks: [String] = [],
            concurrency: Int = 4,
            pausesAfter pausing: Int? = nil
        ) async throws -> (BatchOutcome, [BatchResult]) {
            let stored = try await service.models()
            let models = try ids.map { id in
                BatchModel(
                    try #require(stored[ModelID(rawValue: id)]),
                    fallbacks: fallbacks.compactMap { stored[ModelID(rawValue: $0)] }
                )
            }
            let prompts = (1...count).map { BatchPrompt(id: "\($0)", prompt: "Count to \($0).") }
            let plan = try BatchPlan(
                prompts: prompts,
                models: models,
                options: BatchOptions(concurrency: concurrency, maxTokens: 4096)
            )
            let path = folder.file("results.jsonl")
            let file = try ResultFile.open(path: path)
            _ = try await file.read()
            // Its own patience, without the watch over stalls: here sleeps pass at once.
            var policy = RetryPolicy.unwatched
            policy.retryLimit = RetryPolicy.batch.retryLimit
            policy.attemptLimit = RetryPolicy.batch.attemptLimit
            policy.totalWaitLimit = RetryPolicy.batch.totalWaitLimit
            let runner = BatchRunner(
                client: counting,
                store: service.store,
                time: time.source,
                preference: .casedFirst,
                policy: policy,
                waits: time.waits,
                pause: pause
            )
            let outcome = await runner.run(plan, results: file) { news in
                switch news {
                case .slowed(_, let limit): self.slowed.withLock { $0.append(limit) }
                case .began:
                    let begun = self.begun.withLock { begun in
                        begun += 1
                        return begun
                    }
                    if begun == pausing { await self.pause.set(true) }
                default: break
                }
            }
            let again = try #require(try ResultFile.openForReading(path: path))
            return (outcome, try await again.read())
        }

        /// The client, with a count of what is open.
        private var counting: OpenRouterClient {
            var client = service.client
            client.complete = {
                [complete = client.complete] request, onEvents throws(ServiceFailure) in
                self.starts.withLock { $0.append(self.time.source.uptime()) }
                self.open.withLock { open in
                    open.now += 1
                    open.peak = max(open.peak, open.now)
                }
                defer { self.open.withLock { $0.now -= 1 } }
                try await complete(request, onEvents)
            }
            return client
        }
    }

    private func run(_ body: (SimulatedService, Batch) async throws -> Void) async throws {
        try await TemporaryFolder.withFolder { folder in
            try await SimulatedService.withService { service in
                try await service.refresh()
                try await body(service, Batch(service, folder))
            }
        }
    }
}
