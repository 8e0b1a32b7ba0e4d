import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct GeneratorRetryTests {
    private static let nemo = "mistralai/mistral-nemo"
    private static let grok = "x-ai/grok-code-fast-1"
    private static let coder = "agentica-org/deepcoder-14b-preview"
    private static let llama = "meta-llama/llama-3.1-405b"

    private static func busy(retryAfter: String?) -> CompletionScript {
        .refusal(CompletionRefusal(.unavailable, retryAfter: retryAfter))
    }

    private static func fallback(_ id: String, isFree: Bool = false) -> GenerationCandidate {
        GenerationCandidate(modelID: ModelID(rawValue: id), isFree: isFree)
    }

    private static func findings(
        of id: String,
        _ service: SimulatedService
    ) async throws -> [Evidence.Finding] {
        try await service.store.evidence(of: ModelID(rawValue: id)).map(\.finding)
    }

    @Test func theFirstIsGoneTheSecondBusyAndTheThirdAnswers() async throws {
        try await SimulatedService.withService { service in
            service.server.setScript(
                ModelScript(completion: .sequence([Self.busy(retryAfter: "1")])),
                for: Self.grok
            )
            let news = GenerationNews()
            let time = TestTime()
            let generation = await service.generate(
                Self.coder,
                fallbacks: [Self.fallback(Self.grok), Self.fallback(Self.nemo)],
                time: time,
                news: news
            )
            #expect(generation.status == .completed)
            #expect(!generation.text.isEmpty)
            #expect(generation.modelID.rawValue == Self.coder)
            #expect(generation.answeringModelID?.rawValue == Self.nemo)
            #expect(generation.sentModel?.rawValue == Self.nemo)
            #expect(generation.failure == nil)
            let attempts = generation.attempts
            #expect(
                attempts.map { $0.modelID?.rawValue } == [
                    Self.coder, Self.grok, Self.grok, Self.nemo,
                ]
            )
            #expect(attempts.map(\.kind) == ["no_endpoints", "server", "server", "answered"])
            #expect(attempts.map(\.httpStatus) == [404, 503, 503, 200])
            #expect(attempts.map(\.waitedMilliseconds) == [0, 0, 1000, 0])
            #expect(time.sleeps == [.seconds(1)])
            #expect(service.server.log.entries.map(\.model) == attempts.map(\.sentModel.rawValue))
            try await Self.expectNews(await news.rest(), of: generation)
        }
    }

    /// What was told while the first was gone, the second busy, and the third answered.
    private static func expectNews(
        _ updates: [GenerationUpdate],
        of generation: Generation
    ) async throws {
        let told: [String] = updates.compactMap { update in
            switch update {
            case .connecting(let route): "connecting \(route)"
            case .attemptFailed(let attempt): "failed \(attempt.kind)"
            case .backingOff(let until, let failure):
                "until \(until.timeIntervalSince(TimeSource.noon)) \(failure.kind.rawValue)"
            case .fellBack(let model, let failure): "to \(model) \(failure.kind.rawValue)"
            default: nil
            }
        }
        #expect(
            told == [
                "connecting \(coder)", "failed no_endpoints", "to \(grok) no_endpoints",
                "connecting \(grok)", "failed server", "until 1.0 server",
                "connecting \(grok)", "failed server", "to \(nemo) server", "connecting \(nemo)",
            ]
        )
        #expect(updates.last == .finished(generation))
    }

    @Test func everyModelThatWasAskedLeavesItsEvidence() async throws {
        try await SimulatedService.withService { service in
            service.server.setScript(
                ModelScript(completion: .refused(.upstreamRateLimit)),
                for: Self.grok
            )
            _ = await service.generate(
                Self.coder,
                fallbacks: [Self.fallback(Self.grok), Self.fallback(Self.nemo)]
            )
            #expect(try await Self.findings(of: Self.coder, service) == [.refused])
            #expect(try await Self.findings(of: Self.grok, service) == [.limited])
            #expect(try await Self.findings(of: Self.nemo, service) == [.answered])
            for (id, kinds) in [
                (Self.coder, ["no_endpoints"]), (Self.grok, ["rate_limited", "rate_limited"]),
                (Self.nemo, ["answered"]),
            ] {
                let entries = try await service.store.timeline(of: ModelID(rawValue: id))
                #expect(entries.map { $0.attempts.map(\.kind.rawValue) } == [kinds])
            }
            let routes = try await [Self.coder, Self.grok, Self.nemo].asyncMap { id in
                try await service.store.workingRoute(for: ModelID(rawValue: id))
            }
            #expect(routes.map(\.?.rawValue) == [nil, nil, Self.nemo])
        }
    }

    @Test func aBusyModelAnswersInTheEnd() async throws {
        try await SimulatedService.withService { service in
            let script = CompletionScript.sequence([
                .refused(.overloaded), .refused(.errorInSuccess), .refused(.gatewayTimeout),
                .text("Hello."),
            ])
            service.server.setScript(ModelScript(completion: script), for: Self.nemo)
            let generation = await service.generate(Self.nemo, time: TestTime(jitter: 1))
            #expect(generation.status == .completed)
            #expect(generation.text == "Hello.")
            #expect(generation.answeringModelID == nil)
            #expect(generation.attempts.map(\.kind) == ["server", "server", "timeout", "answered"])
            #expect(generation.attempts.map(\.waitedMilliseconds) == [0, 1000, 2000, 4000])
            #expect(try await Self.findings(of: Self.nemo, service) == [.answered])
            let stored = try #require(try await GenerationRow.all(in: service.store).first)
            #expect(stored.attempts.map(\.last) == ["server", "server", "timeout", "answered"])
        }
    }

    @Test func aRefusedKeyIsOneRequest() async throws {
        let configuration = SimulatorConfiguration(acceptedKeys: ["sk-another"])
        try await SimulatedService.withService(configuration) { service in
            let generation = await service.generate(
                Self.nemo,
                huggingFaceID: "mistralai/Mistral-Nemo-Instruct-2407",
                fallbacks: [Self.fallback(Self.grok)]
            )
            #expect(generation.status == .failed)
            #expect(generation.failure?.kind == .unauthorized)
            #expect(service.server.log.count == 1)
        }
    }

    @Test func theDaysQuotaIsOneRequestAndNoOtherFreeModel() async throws {
        let free = "meta-llama/llama-3.3-70b-instruct:free"
        let other = "google/gemma-3-27b-it:free"
        try await SimulatedService.withService { service in
            let news = GenerationNews()
            let time = TestTime()
            let generation = await service.generate(
                free,
                fallbacks: [Self.fallback(other, isFree: true)],
                time: time,
                news: news
            )
            #expect(generation.status == .failed)
            #expect(generation.failure?.kind == .dailyQuota)
            #expect(generation.attempts.map(\.kind) == ["daily_quota"])
            #expect(service.server.log.count == 1)
            #expect(time.sleeps.isEmpty)
            let skipped = SkippedModel(ModelID(rawValue: other), .dailyQuota)
            #expect(await news.rest().contains(.skipped(skipped)))
            // A paid one that was named is asked at once.
            let paid = await service.generate(
                free,
                fallbacks: [Self.fallback(other, isFree: true), Self.fallback(Self.nemo)]
            )
            #expect(paid.status == .completed)
            #expect(paid.answeringModelID?.rawValue == Self.nemo)
            #expect(service.server.log.count(model: other) == 0)
        }
    }

    @Test func aServiceThatAsksForAnHourIsNotWaitedFor() async throws {
        try await SimulatedService.withService { service in
            service.server.setScript(
                ModelScript(completion: Self.busy(retryAfter: "3600")),
                for: Self.nemo
            )
            let time = TestTime()
            let generation = await service.generate(Self.nemo, time: time)
            #expect(generation.status == .failed)
            #expect(generation.failure?.message.hasSuffix("longer than muster waits") == true)
            #expect(generation.attempts.map(\.kind) == ["server"])
            #expect(time.sleeps.isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func aCancelEndsABackoffAtOnce() async throws {
        try await SimulatedService.withService { service in
            service.server.setScript(
                ModelScript(completion: Self.busy(retryAfter: "30")),
                for: Self.nemo
            )
            let news = GenerationNews()
            let time = TestTime(skipsSleep: false)
            let task = Task { await service.generate(Self.nemo, time: time, news: news) }
            let waiting = await news.first { if case .backingOff = $0 { true } else { false } }
            let until = TimeSource.noon.addingTimeInterval(30)
            guard case .backingOff(until, let failure) = waiting else {
                Issue.record("it does not wait")
                return
            }
            #expect(failure.httpStatus == 503)
            // Nothing but the cancel ends this sleep: its time never comes.
            task.cancel()
            let generation = await task.value
            #expect(generation.status == .cancelled)
            #expect(generation.failure == nil)
            #expect(generation.attempts.map(\.kind) == ["server"])
            #expect(service.server.log.count == 1)
            let stored = try await GenerationRow.all(in: service.store)
            #expect(stored.map(\.status) == ["cancelled"])
            #expect(stored.map(\.attempts) == [[[Self.nemo, "server"]]])
            #expect(try await Self.findings(of: Self.nemo, service) == [.inconclusive])
            #expect(await news.rest().last == .finished(generation))
        }
    }

    @Test func fallbacksThatMayNotBeAskedAreTold() async throws {
        var request = GenerationRequest(
            modelID: ModelID(rawValue: "a/b:free"),
            huggingFaceID: nil,
            prompt: "Hi"
        )
        #expect(request.model.isFree)
        request.addFallback(.example("a/off", isDisabled: true))
        request.addFallback(.example("a/dead", verdict: .example(.unavailable)))
        request.addFallback(.example("a/old", verdict: .example(.unavailable, isStale: true)))
        request.addFallback(.example("a/free", isFree: true), isNamedByUser: false)
        #expect(request.skipped.map(\.reason) == [.disabled, .unavailable])
        #expect(request.skipped.map(\.description).first == "a/off is skipped: disabled")
        #expect(request.fallbacks.map(\.modelID.rawValue) == ["a/old", "a/free"])
        #expect(request.fallbacks.map(\.isFree) == [false, true])
        #expect(request.fallbacks.map(\.isNamedByUser) == [true, false])
    }
}

extension Array {
    fileprivate func asyncMap<Value>(
        _ transform: (Element) async throws -> Value
    ) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
