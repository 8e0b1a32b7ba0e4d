import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct StoreMarksTests {
    private static let id = ModelID(rawValue: "a/b")
    private static let other = ModelID(rawValue: "c/d")

    private static func store() async throws -> Store {
        let store = try Store.inMemory()
        let rows = [FetchedModel.example("a/b", huggingFaceID: "A/B"), .example("c/d")]
        _ = try await store.apply(.example(rows), now: TimeSource.noon)
        return store
    }

    private static func model(_ store: Store, _ id: ModelID = id) throws -> Model {
        try #require(try store.models(now: TimeSource.noon).first { $0.id == id })
    }

    @Test func aModelIsDisabledForAReasonAndEnabledAgain() async throws {
        let store = try await Self.store()
        #expect(try await store.setDisabled(true, reason: "too dear", ids: [Self.id]) == 1)
        #expect(try Self.model(store).isDisabled)
        #expect(try Self.model(store).disabledReason == "too dear")
        #expect(try await store.setDisabled(true, reason: nil, ids: [Self.id]) == 1)
        #expect(try Self.model(store).disabledReason == "too dear")
        #expect(try !Self.model(store, Self.other).isDisabled)
        #expect(try await store.setDisabled(true, reason: " \n", ids: [Self.id]) == 1)
        #expect(try Self.model(store).disabledReason == "too dear")
        #expect(try await store.setDisabled(true, reason: "two\n lines ", ids: [Self.id]) == 1)
        #expect(try Self.model(store).disabledReason == "two lines")
        #expect(try await store.setDisabled(false, reason: "ignored", ids: [Self.id]) == 1)
        #expect(try !Self.model(store).isDisabled)
        #expect(try Self.model(store).disabledReason == nil)
        let ids = [Self.id, Self.other, ModelID(rawValue: "no/body")]
        #expect(try await store.setDisabled(true, reason: nil, ids: ids) == 2)
    }

    @Test func favouritesAreKept() async throws {
        let store = try await Self.store()
        try await store.setFavorite(true, ids: [Self.id])
        #expect(try Self.model(store).isFavorite)
        try await store.setFavorite(false, ids: [Self.id])
        #expect(try !Self.model(store).isFavorite)
    }

    @Test func aHuggingFaceIDIsSetAndClearedByHand() async throws {
        let store = try await Self.store()
        let name = HuggingFaceID(rawValue: "My/Own")
        try await store.setHuggingFaceID(name, id: Self.id)
        #expect(try Self.model(store).huggingFaceID == name)
        #expect(try Self.model(store).huggingFaceIDSource == .manual)
        try await store.setHuggingFaceID(nil, id: Self.id)
        #expect(try Self.model(store).huggingFaceID == nil)
        #expect(try Self.model(store).huggingFaceIDSource == nil)
    }

    @Test func anAssignmentChangesOnlyWhatItExpects() async throws {
        let store = try await Self.store()
        func assign(_ id: ModelID, _ name: String, replaces: String? = nil) async throws -> Int {
            try await store.assign([
                Store.HuggingFaceIDAssignment(
                    modelID: id,
                    huggingFaceID: HuggingFaceID(rawValue: name),
                    source: .lookup,
                    replaces: replaces.map(HuggingFaceID.init(rawValue:))
                )
            ]).changed
        }
        #expect(try await assign(Self.id, "X/Y") == 0)
        #expect(try await assign(Self.id, "X/Y", replaces: "a/b") == 0)
        #expect(try await assign(Self.id, "X/Y", replaces: "A/B") == 1)
        #expect(try await assign(Self.other, "X/Z") == 1)
        #expect(try await assign(Self.other, "X/W") == 0)
        try await store.setHuggingFaceID(HuggingFaceID(rawValue: "My/Own"), id: Self.id)
        #expect(try await assign(Self.id, "X/Y", replaces: "My/Own") == 0)
        #expect(try Self.model(store).huggingFaceID?.rawValue == "My/Own")
    }

    @Test func theRouteThatWorkedIsKept() async throws {
        let store = try Store.inMemory()
        #expect(try await store.workingRoute(for: Self.id) == nil)
        for route: Route in ["A/B", "a/b"] {
            try await store.rememberRoute(route, for: Self.id, now: TimeSource.noon)
            #expect(try await store.workingRoute(for: Self.id) == route)
        }
        #expect(try await store.workingRoute(for: Self.other) == nil)
    }

    @Test func theNewestEvidenceThatSaysAnythingIsTheVerdict() async throws {
        let store = try await Self.store()
        func append(_ finding: Evidence.Finding, hoursAgo: Double) async throws {
            try await store.append(
                Evidence(
                    modelID: Self.id,
                    observedAt: TimeSource.noon.addingTimeInterval(-hoursAgo * 3600),
                    kind: .completion,
                    finding: finding,
                    detail: "\(finding) \(hoursAgo)"
                ),
                now: TimeSource.noon
            )
        }
        #expect(try Self.model(store).verdict == .neverChecked)
        try await append(.answered, hoursAgo: 3)
        #expect(try Self.model(store).verdict.availability == .verified)
        try await append(.inconclusive, hoursAgo: 1)
        #expect(try Self.model(store).verdict.availability == .verified)
        try await append(.refused, hoursAgo: 2)
        #expect(try Self.model(store).verdict.availability == .unavailable)
        try await append(.refused, hoursAgo: 30)
        #expect(try Self.model(store).verdict.reason == "refused 2.0")
        #expect(try Self.model(store, Self.other).verdict == .neverChecked)
        let evidence = try await store.evidence(of: Self.id)
        #expect(evidence.map(\.finding) == [.inconclusive, .refused, .answered, .refused])
        #expect(try await store.evidence(of: Self.id, limit: 1).map(\.finding) == [.inconclusive])
    }

    @Test func theTextOfARowIsKept() async throws {
        let store = try await Self.store()
        let text = try await store.catalogText(of: Self.id)
        #expect(text.description == "a/b, described.")
        #expect(text.rawJSON == FetchedModel.example("a/b", huggingFaceID: "A/B").rawJSON)
        let none = try await store.catalogText(of: ModelID(rawValue: "no/body"))
        #expect(none.description == "")
        #expect(none.rawJSON == "{}")
    }

    @Test func everyFieldOfAnEntryIsReadAsItWasWritten() async throws {
        let store = try Store.inMemory()
        let catalog = try await CatalogReader.read(Fixture.bytes("catalog-small.json"), source: "x")
        _ = try await store.apply(catalog, now: TimeSource.noon)
        let models = try await store.modelsInBackground(now: TimeSource.noon)
        let rows = catalog.rows.sorted { $0.entry.id < $1.entry.id }
        #expect(models.map(\.entry) == rows.map(\.entry))
        #expect(models.map(\.huggingFaceID) == rows.map(\.huggingFaceID))
    }

    @Test func generationsOfAProcessThatIsGoneAreMarkedWithTheirText() async throws {
        let store = try Store.inMemory()
        let request = GenerationRequest(modelID: Self.id, huggingFaceID: nil, prompt: "Hi")
        let id = try await store.beginGeneration(request, now: TimeSource.noon)
        for (text, reasoning) in [("", "Hm. "), ("Hello", ""), (", world", "So.")] {
            try await store.appendPiece(text: text, reasoning: reasoning, to: id)
        }
        #expect(try await store.markInterruptedGenerations { _ in true } == 0)
        #expect(try await GenerationRow.all(in: store).map(\.status) == ["streaming"])
        #expect(try await store.markInterruptedGenerations { _ in false } == 1)
        let stored = try #require(try await GenerationRow.all(in: store).first)
        #expect(stored.status == "interrupted")
        #expect(stored.text == "Hello, world")
        #expect(stored.reasoning == "Hm. So.")
        #expect(stored.pieces == 0)
        #expect(try await store.markInterruptedGenerations { _ in false } == 0)
    }
}
