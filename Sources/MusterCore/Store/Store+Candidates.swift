import Foundation
import GRDB

extension Store {
    /// Reads the models that `choose` takes of those whose texts it is shown.
    ///
    /// It gets some thousand models at a time, which have an ID, a name and a Hugging Face ID only.
    /// Of a large catalog, these take a fraction of the time that whole rows do.
    func models(
        now: Date,
        choosing choose: @escaping @Sendable ([Model]) -> [ModelID]
    ) async throws(StoreError) -> [Model] {
        // Reading waits for nothing, so what is not yet searched is at most the catalog.
        let (names, reading) = AsyncStream.makeStream(
            of: [Model].self,
            bufferingPolicy: .unbounded
        )
        async let chosen = names.reduce(into: Set<ModelID>()) { $0.formUnion(choose($1)) }
        try await read { db in
            defer { reading.finish() }
            try Self.readNames(db) { reading.yield($0) }
        }
        let ids = await chosen
        return try await read { [self] db in
            try fetchModels(db, ids.count <= Self.fewCandidates ? .some(ids) : .all, now: now)
        }
    }

    /// Up to this number, looking for each is quicker than reading all.
    private static let fewCandidates = 20_000
    private static let rowsAtATime = 4_096

    private static func readNames(_ db: Database, _ take: ([Model]) -> Void) throws {
        var models: [Model] = []
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT model_id, name, hugging_face_id FROM model_capabilities
                WHERE model_id <> ''
                """
        )
        while let row = try rows.next() {
            let (id, name, hubID): (String?, String?, String?) = (row[0], row[1], row[2])
            models.append(
                Model(
                    entry: CatalogEntry(id: ModelID(rawValue: id ?? ""), name: name),
                    huggingFaceID: hubID.flatMap(HuggingFaceID.init(validating:))
                )
            )
            guard models.count == rowsAtATime else { continue }
            take(models)
            models = []
            models.reserveCapacity(rowsAtATime)
        }
        take(models)
    }
}
