import MusterTestSupport
import Testing

@testable import MusterCore

/// What a first screen shows before all of many models are read.
@Suite struct FirstModelsTests {
    private static func store(_ count: Int) async throws -> Store {
        let store = try Store.inMemory()
        let rows = (10_000..<10_000 + count).reversed().map { FetchedModel.example("a/m-\($0)") }
        _ = try await store.apply(.example(rows), now: TimeSource.noon)
        return store
    }

    @Test func fewModelsAreReadAtOnce() async throws {
        let store = try await Self.store(250)
        #expect(try store.firstModels(now: TimeSource.noon) == nil)
    }

    @Test func theyAreTheFirstOfAll() async throws {
        let store = try await Self.store(251)
        let id = ModelID(rawValue: "a/m-10001")
        try await store.append(.answered(id), now: TimeSource.noon)
        try await store.setMarked(true, ids: [id])
        let first = try #require(try store.firstModels(now: TimeSource.noon))
        let all = try store.models(now: TimeSource.noon)
        #expect(first.count == all.count)
        #expect(first.models.count == 150)
        #expect(first.models == Array(all.prefix(150)))
        #expect(first.models[1].isMarked && first.models[1].verdict.checkedAt != nil)
    }

    /// The header counts neither what the catalog has dropped nor what only the Batch API answers.
    @Test func theCountIsTheHeaders() async throws {
        let store = try await Self.store(2_500)
        let rows = (10_000..<12_400).map { FetchedModel.example("a/m-\($0)") }
        let batch = (0..<10).map { FetchedModel.example("a/m-1000\($0):batch") }
        _ = try await store.apply(.example(rows + batch), now: TimeSource.noon)
        #expect(try store.firstModels(now: TimeSource.noon)?.count == 2_400)
    }
}
