import Foundation
import GRDB
import MusterTestSupport
import Testing

@testable import MusterCore

/// What is old is forgotten, and nothing that is still needed.
@Suite(.timeLimit(.minutes(30)))
struct RetentionTests {
    private static let day: TimeInterval = 86_400
    private static let limit = Retention(evidence: 180 * day, history: 365 * day)

    @Test func aVerdictKeepsWhatItIsMadeOf() async throws {
        let store = try await Self.store(models: ["a/b", "c/d"])
        for age in [400.0, 300, 200, 100] {
            for finding in [Evidence.Finding.refused, .limited] {
                try await Self.append(finding, "a/b", daysOld: age, store)
            }
        }
        try await Self.append(.answered, "c/d", daysOld: 500, store)
        try await Self.append(.reachable, "c/d", daysOld: 500, store)
        let before = try store.models(now: TimeSource.noon)
        let forgotten = try await store.forget(beyond: Self.limit, now: TimeSource.noon)
        #expect(forgotten == (evidence: 6, generations: 0))
        #expect(try store.models(now: TimeSource.noon) == before)
        #expect(try await store.evidence(of: ModelID(rawValue: "a/b")).count == 2)
        #expect(try await store.evidence(of: ModelID(rawValue: "c/d")).count == 2)
        #expect(try await store.forget(beyond: Self.limit, now: TimeSource.noon) == (0, 0))
    }

    /// Whatever evidence there is, no verdict changes, now or later.
    @Test func noVerdictChangesByForgetting() async throws {
        var random = SplitMix64(seed: 7)
        let findings: [Evidence.Finding] = [
            .answered, .reachable, .degraded, .limited, .refused, .inconclusive,
        ]
        for _ in 0..<20 {
            let store = try await Self.store(models: ["a/b", "c/d", "e/f"])
            for _ in 0..<60 {
                let model = ["a/b", "c/d", "e/f"].randomElement(using: &random) ?? "a/b"
                let finding = findings.randomElement(using: &random) ?? .answered
                let age = Double.random(in: 0...400, using: &random)
                try await Self.append(finding, model, daysOld: age, store)
            }
            let later = TimeSource.noon.addingTimeInterval(30 * Self.day)
            let before = try [TimeSource.noon, later].map { try store.models(now: $0) }
            try await store.forget(beyond: Self.limit, now: TimeSource.noon)
            let after = try [TimeSource.noon, later].map { try store.models(now: $0) }
            #expect(after == before)
        }
    }

    @Test func theNewestProbeOfACapabilityStays() async throws {
        let store = try await Self.store(models: ["a/b"])
        for age in [400.0, 300] {
            try await Self.append(.answered, "a/b", daysOld: age, capability: .tools, store)
        }
        #expect(try await store.forget(beyond: Self.limit, now: TimeSource.noon).evidence == 1)
        let left = try await store.evidence(of: ModelID(rawValue: "a/b"))
        #expect(left.map(\.observedAt) == [TimeSource.noon.addingTimeInterval(-300 * Self.day)])
    }

    @Test func whatStillStreamsStays() async throws {
        let store = try await Self.store(models: ["a/b"])
        let old = TimeSource.noon.addingTimeInterval(-400 * Self.day)
        let running = try await store.beginGeneration(Self.request, now: old)
        try await store.appendPiece(text: "so far", reasoning: "", to: running)
        let ended = try await Self.generation(at: old, store)
        let recent = try await Self.generation(at: TimeSource.noon, store)
        #expect(try await store.forget(beyond: Self.limit, now: TimeSource.noon).generations == 1)
        #expect(try await store.history().map(\.id) == [recent, running])
        #expect(try await store.generation(id: running)?.generation.text == "so far")
        let refused = try await store.forgetGenerations([recent, running], now: TimeSource.noon)
        #expect(refused == [running])
        #expect(try await store.forgetGenerations([ended], now: TimeSource.noon) == [ended])
        #expect(try await store.history().map(\.id) == [recent, running])
        #expect(try await store.forgetGenerations([recent], now: TimeSource.noon) == [])
        #expect(try await store.history().map(\.id) == [running])
    }

    /// A generation that is forgotten takes no request back that the day's quota has counted, and no
    /// evidence; evidence that is forgotten takes no attempt from a generation that is kept.
    @Test func attemptsStayWithWhatNeedsThem() async throws {
        let store = try await Self.store(models: ["a/b"])
        try await store.write { try $0.execute(sql: "UPDATE model_capabilities SET is_free = 1") }
        let today = try await Self.generation(at: TimeSource.noon, store, finding: .answered)
        let since = TimeSource.noon.addingTimeInterval(-3600)
        #expect(try await store.freeTierRequests(since: since) == 1)
        #expect(try await store.forgetGenerations([today], now: TimeSource.noon) == [])
        #expect(try await store.freeTierRequests(since: since) == 1)
        #expect(try await store.timeline(of: ModelID(rawValue: "a/b")).count == 1)

        let old = TimeSource.noon.addingTimeInterval(-200 * Self.day)
        let kept = try await Self.generation(at: old, store, finding: .answered)
        #expect(try await store.forget(beyond: Self.limit, now: TimeSource.noon).evidence == 1)
        #expect(try await store.generation(id: kept)?.generation.attempts.count == 1)
    }

    @Test func nothingOfItIsLeftInTheFile() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            let store = try Store.open(path: path, now: TimeSource.noon)
            let id = try await Self.generation(at: TimeSource.noon, store)
            func holdsPrompt() throws -> Bool {
                let data = try Data(contentsOf: URL(filePath: path))
                return data.firstRange(of: Data("unmistakable".utf8)) != nil
            }
            #expect(try holdsPrompt())
            #expect(try await store.forgetGenerations([id], now: TimeSource.noon) == [])
            #expect(try !holdsPrompt())
        }
    }

    @Test(arguments: [
        ("180d", 180 * day), ("36h", 1.5 * day), ("1d", day), ("6m", nil), ("1h", nil), ("", nil),
        ("d", nil), ("-3d", nil), ("forever", nil),
    ])
    func anAgeIsADayOrMore(text: String, seconds: TimeInterval?) {
        #expect(Retention.readAge(text) == seconds)
    }

    private static var request: GenerationRequest {
        GenerationRequest(
            modelID: ModelID(rawValue: "a/b"),
            huggingFaceID: nil,
            prompt: String(repeating: "unmistakable ", count: 1000)
        )
    }

    private static func store(models: [String]) async throws -> Store {
        let store = try Store.inMemory()
        let rows = models.map { FetchedModel.example($0) }
        _ = try await store.apply(.example(rows), now: TimeSource.noon)
        return store
    }

    private static func append(
        _ finding: Evidence.Finding,
        _ model: String,
        daysOld: Double,
        capability: Capability? = nil,
        _ store: Store
    ) async throws {
        let date = TimeSource.noon.addingTimeInterval(-daysOld * day)
        let isList = [.reachable, .degraded].contains(finding)
        var evidence = Evidence(
            modelID: ModelID(rawValue: model),
            observedAt: date,
            kind: isList ? .endpoints : .completion,
            finding: finding,
            detail: "\(finding)"
        )
        evidence.capability = capability
        try await store.append(evidence, now: TimeSource.noon)
    }

    private static func generation(
        at date: Date,
        _ store: Store,
        finding: Evidence.Finding? = nil
    ) async throws -> Int64 {
        let id = try await store.beginGeneration(request, now: date)
        var generation = Generation(id: id, modelID: request.modelID, status: .completed)
        generation.attempts = [
            Attempt(
                modelID: request.modelID,
                sentModel: "a/b",
                httpStatus: 200,
                kind: "answered",
                message: "",
                waitedMilliseconds: 0
            )
        ]
        let evidence = finding.map {
            [
                Evidence(
                    modelID: request.modelID,
                    observedAt: date,
                    kind: .completion,
                    finding: $0,
                    detail: "answered"
                )
            ]
        }
        try await store.finish(generation, evidence: evidence ?? [], now: date)
        return id
    }
}
