import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// What is said of a model before a batch: what was seen, and nothing else.
@Suite struct SeenAnswersTests {
    private static func seen(_ id: String, _ findings: Evidence.Finding...) -> SeenAnswers {
        let evidence = findings.map { finding in
            Evidence(
                modelID: ModelID(rawValue: id),
                observedAt: .now,
                kind: .completion,
                finding: finding,
                detail: ""
            )
        }
        return SeenAnswers(ModelID(rawValue: id), evidence: evidence, past: nil)
    }

    /// Each refresh and each preparation of a batch may add a list.
    @Test func manyListsHideNoAnswer() async throws {
        func piece(_ kind: Evidence.Kind, _ finding: Evidence.Finding, _ minutes: Int) -> Evidence {
            var piece = Evidence(
                modelID: ModelID(rawValue: "a/b"),
                observedAt: TimeSource.noon.addingTimeInterval(Double(minutes) * 60),
                kind: kind,
                finding: finding,
                detail: ""
            )
            if kind == .completion { piece.provider = "DeepInfra" }
            if kind == .endpoints {
                piece.endpoints = [Endpoint(provider: "DeepInfra", tag: "deepinfra")]
            }
            return piece
        }
        try await TemporaryFolder.withFolder { folder in
            let store = try Store.open(path: folder.file("db"), now: TimeSource.noon)
            let lists = (1...120).map { piece(.endpoints, .reachable, $0) }
            try await store.append([piece(.completion, .answered, 0)] + lists)
            let id = ModelID(rawValue: "a/b")
            let seen = try await SeenAnswers.read(of: [id], past: [:], in: store)
            #expect(seen.first?.words == "answered the last request")
            let slate = try await SlateBuilder(store: store, baseURL: .openRouter)
                .slate(of: [.example("a/b")], pins: true, now: TimeSource.noon)
            #expect(slate.entries[0].routing?.words == "deepinfra")
        }
    }

    @Test(
        arguments: [
            (seen("a/b"), "never asked", false),
            (seen("a/b", .answered), "answered the last request", false),
            (seen("a/b", .limited), "failed the last request", true),
            (
                seen("a/b", .answered, .answered, .refused, .answered, .answered),
                "failed 1 of the last 5 requests", false
            ),
            (
                seen("a/b", .inconclusive, .answered, .refused, .answered),
                "failed 2 of the last 4 requests", true
            ),
        ] as [(SeenAnswers, String, Bool)]
    )
    func itSaysWhatWasSeen(seen: SeenAnswers, words: String, isWeak: Bool) {
        #expect(seen.words == words)
        #expect(seen.isWeak == isWeak)
    }

    @Test func probesAndEndpointsAreNoRequests() {
        let id = ModelID(rawValue: "a/b")
        func piece(_ kind: Evidence.Kind, _ capability: Capability? = nil) -> Evidence {
            var piece = Evidence(
                modelID: id,
                observedAt: .now,
                kind: kind,
                finding: .answered,
                detail: ""
            )
            piece.capability = capability
            return piece
        }
        let evidence = [piece(.endpoints), piece(.completion, .tools), piece(.completion)]
        #expect(SeenAnswers(id, evidence: evidence, past: nil).asked == 1)
    }

    @Test func severalModelsAreAddedUp() {
        let good = Self.seen("a/good", .answered, .answered)
        let poor = Self.seen("a/poor", .refused, .answered)
        let unseen = Self.seen("a/new")
        #expect(SeenAnswers.words([]) == nil)
        #expect(SeenAnswers.words([unseen]) == "a/new was never asked")
        #expect(SeenAnswers.words([poor]) == "a/poor failed 1 of the last 2 requests")
        #expect(SeenAnswers.words([good, poor]) == "these models failed 1 of the last 4 requests")
        #expect(
            SeenAnswers.words([good, unseen])
                == "a/good failed 0 of the last 2 requests; never asked: a/new"
        )
        #expect(
            SeenAnswers.words([unseen, unseen]) == "none of these models has been asked before"
        )
    }

    @Test func everyObstacleIsNamedTheWorstFirst() {
        var model = Model.listed("a/b", isDisabled: true)
        model.isListed = false
        model.entry.expirationDate = "2026-11-25"
        let now = Date(timeIntervalSince1970: 1_795_348_800)
        #expect(
            BatchObstacle.all(of: model, now: now) == [
                .disabled, .unlisted, .neverChecked, .expiring("2026-11-25"),
            ]
        )
        #expect(BatchObstacle.all(of: model, now: now).first?.isFatal == true)
    }
}
