import MusterTestSupport
import Testing

@testable import MusterCore

/// The models that may pass a filter, read without the others.
@Suite struct CandidatesTests {
    private static func workspace() async throws -> Workspace {
        let store = try Store.inMemory()
        let rows = [
            FetchedModel.example("a/llama-1", huggingFaceID: "A/Llama-One"),
            .example("a/llama-1:batch"), .example("b/qwen", name: "Qwen, not a llama"),
            .example("c/other", huggingFaceID: "C/Llama-Like"), .example("c/bar", name: "Über"),
        ]
        let many = (10_000..<15_000).map { FetchedModel.example("z/m-\($0)") }
        _ = try await store.apply(.example(rows + many), now: TimeSource.noon)
        return Workspace(store: store, client: .failing, hub: .failing, time: .fixed())
    }

    @Test(
        arguments: [
            ("llama", 3), ("llama qwen", 1), ("Über", 1), ("llama -qwen", 3), ("'llama-1$", 1),
            ("llama author:c", 3), ("'m-14", 1_000), ("nothing-like-it", 0),
            // Nothing here tells which rows are not needed.
            ("", 5_005), ("-llama", 5_005), ("llama is:batch|unknown", 5_005), ("is:free", 5_005),
        ]
    )
    func aFilterFindsTheSameAmongThem(source: String, count: Int) async throws {
        let workspace = try await Self.workspace()
        let filter = ModelFilter(source)
        let candidates = try await workspace.candidates(for: filter)
        #expect(candidates.count == count)
        func found(_ models: [Model]) -> [Model] {
            filter.select(from: models, sort: nil, now: TimeSource.noon)
        }
        #expect(found(candidates) == found(try await workspace.models()))
    }

    /// Its batch-only row is not a candidate, and yet its batch prices are read.
    @Test func batchPricesAreThere() async throws {
        let workspace = try await Self.workspace()
        let filter = ModelFilter("llama-one")
        let candidates = try await workspace.candidates(for: filter)
        #expect(candidates.map(\.batchPrices) == [PriceList(prompt: nil, completion: nil)])
    }
}
