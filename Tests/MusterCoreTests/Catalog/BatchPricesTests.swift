import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// Rows of the Batch API: hidden, never asked, and known as their base model's batch prices.
@Suite struct BatchPricesTests {
    private static func model(_ id: String, _ prompt: String, _ completion: String) -> Model {
        Model(
            entry: CatalogEntry(
                id: ModelID(rawValue: id),
                promptPrice: Price(perMillionString: prompt),
                completionPrice: Price(perMillionString: completion)
            )
        )
    }

    @Test(
        arguments: [
            ("1.25", "5", .half), ("2.5", "10", .same), ("2.5", "5", .cheaper),
            ("1.3", "5", .cheaper), ("2.6", "5", .dearer), ("1.25", "10.01", .dearer),
        ] as [(String, String, PriceList.Comparison)]
    )
    func theyAreComparedWithTheModelsOwn(
        prompt: String,
        completion: String,
        comparison: PriceList.Comparison
    ) {
        var models = [Self.model("a/b", "2.5", "10"), Self.model("a/b:batch", prompt, completion)]
        models.attachBatchPrices()
        #expect(models[0].batchPrices?.comparison(to: models[0]) == comparison)
        #expect(models[1].batchPrices == nil)
    }

    /// The fee per request, and what a long prompt costs more, count at the Batch API too.
    @Test func theMostIncludesFeesAndOverrides() {
        var row = Self.model("a/b:batch", "1", "1")
        row.entry.requestPrice = Price(decimalString: "0.5")
        row.entry.overrides = [
            PriceOverride(minimumPromptTokens: 1000, prompt: Price(perMillionString: "10"))
        ]
        var models = [Self.model("a/b", "2", "2"), row]
        models.attachBatchPrices()
        let long = models[0].batchPrices?.maximumCost(promptTokens: 1000, completionTokens: 1000)
        #expect(long == Decimal(string: "0.511"))
        let short = models[0].batchPrices?.maximumCost(promptTokens: 999, completionTokens: 1)
        #expect(short == Decimal(string: "0.501"))
    }

    @Test func aRowThatIsGoneOffersNothing() {
        var models = [Self.model("a/b", "1", "1"), Self.model("a/b:batch", "1", "1")]
        models[1].isListed = false
        models.attachBatchPrices()
        #expect(models[0].batchPrices == nil)
    }

    @Test(
        arguments: [
            ("", ["a/b", "c/d"]), ("is:batch", ["a/b:batch"]), ("batch", []),
            ("is:batch|unknown", ["a/b", "a/b:batch", "c/d"]), ("-is:batch", ["a/b", "c/d"]),
            ("is:batch -author:a", []),
        ] as [(String, [String])]
    )
    func onlyAFilterThatAsksForThemShowsThem(source: String, ids: [String]) {
        let models = ["a/b", "a/b:batch", "c/d"].map { Self.model($0, "1", "1") }
        let found = ModelFilter(source).select(from: models, sort: nil, now: TimeSource.noon)
        #expect(found.map(\.id.rawValue).sorted() == ids)
    }

    @Test(arguments: [("batch<=5", ["a/b"]), ("batch<5", []), ("-batch<=5", ["c/d"])])
    func theyAreFiltered(source: String, ids: [String]) {
        var models = [
            Self.model("a/b", "2.5", "10"), Self.model("a/b:batch", "1.25", "5"),
            Self.model("c/d", "1", "1"),
        ]
        models.attachBatchPrices()
        let found = ModelFilter(source).select(from: models, sort: nil, now: TimeSource.noon)
        #expect(found.map(\.id.rawValue) == ids)
    }

    /// A filter that grows to ask for them finds those that the shorter one had hidden.
    @Test func aGrowingFilterFindsThem() {
        let models = ["a/b", "a/b:batch"].map { Self.model($0, "1", "1") }
        var search = ModelSearch(models)
        for (source, count) in [("a", 1), ("a is:batch", 1), ("a is:batch|unknown", 2), ("a", 1)] {
            let found = search.find(ModelFilter(source), in: models, now: TimeSource.noon)
            #expect(found.places.count == count, "\(source)")
        }
    }

    @Test func theyAreReadFromTheCatalog() async throws {
        let store = try Store.inMemory()
        let rows = [
            ("a/b", "0.000002"), ("a/b:batch", "0.000001"), ("a/c", "0.000002"),
        ].map { id, price in
            FetchedModel(
                entry: CatalogEntry(
                    id: ModelID(rawValue: id),
                    promptPrice: Price(decimalString: price),
                    completionPrice: Price(decimalString: price)
                )
            )
        }
        _ = try await store.apply(
            FetchedCatalog(rows: rows, rejected: [], source: "https://openrouter.ai/api/v1/models"),
            now: TimeSource.noon
        )
        let models = try store.models(now: TimeSource.noon)
        #expect(models.map { $0.batchPrices?.prompt?.perMillionString } == ["1", nil, nil])
        let one = try await store.models([ModelID(rawValue: "a/b")], now: TimeSource.noon)
        #expect(one == [models[0]])
    }

    @Test func noneIsEverSent() async throws {
        try await SimulatedService.withService { service in
            let generation = await service.generate("a/b:batch")
            #expect(generation.failure?.kind == .batchOnly)
            #expect(generation.failure?.trouble == .request)
            #expect(service.server.log.count == 0)
        }
    }
}
