import Benchmark
import Foundation
import MusterCore

/// A catalog from the bytes of an answer to the database, and from there to memory.
enum CatalogBenchmarks {
    /// Adds these benchmarks.
    static func register() {
        for count in [337, Synthetic.many / 10] {
            let rows = "\(count) rows"
            Benchmark("catalog: decode \(rows)") { (_, json: Data) in
                blackHole(try await CatalogReader.read(json, source: "benchmark"))
            } setup: {
                Synthetic.json(count)
            }
            Benchmark("catalog: store \(rows), all new") { (benchmark, catalog: FetchedCatalog) in
                let folder = FileManager.default.temporaryDirectory
                    .appending(path: "muster-benchmark-\(UUID().uuidString)")
                try FileManager.default.createDirectory(
                    at: folder,
                    withIntermediateDirectories: true
                )
                defer { try? FileManager.default.removeItem(at: folder) }
                let path = folder.appending(path: "muster.sqlite").path(percentEncoded: false)
                let store = try Store.open(path: path, service: .openRouter, now: Synthetic.noon)
                benchmark.startMeasurement()
                blackHole(try await store.apply(catalog, now: Synthetic.noon))
                benchmark.stopMeasurement()
            } setup: {
                try await catalog(count)
            }
            Benchmark("catalog: store \(rows), unchanged") { (_, given: (Store, FetchedCatalog)) in
                blackHole(try await given.0.apply(given.1, now: Synthetic.noon))
            } setup: {
                let catalog = try await catalog(count)
                return (try await stored(catalog), catalog)
            }
            Benchmark("catalog: read \(rows) from the database") { (_, store: Store) in
                blackHole(try store.models(now: Synthetic.noon))
            } setup: {
                try await stored(catalog(count))
            }
        }
    }

    private static func catalog(_ count: Int) async throws -> FetchedCatalog {
        try await CatalogReader.read(Synthetic.json(count), source: "benchmark")
    }

    private static func stored(_ catalog: FetchedCatalog) async throws -> Store {
        let store = try Store.inMemory()
        _ = try await store.apply(catalog, now: Synthetic.noon)
        return store
    }
}
