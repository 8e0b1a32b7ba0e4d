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
        try await read { [self] db in
            let ids = try Self.ids(db, choose)
            let areFew = ids.count <= Self.fewCandidates
            return try fetchModels(db, areFew ? .some(ids) : .all, now: now)
        }
    }

    /// Up to this number, looking for each is quicker than reading all.
    private static let fewCandidates = 20_000
    private static let rowsAtATime = 4_096

    private static func ids(
        _ db: Database,
        _ choose: ([Model]) -> [ModelID]
    ) throws -> Set<ModelID> {
        var ids: Set<ModelID> = []
        var models: [Model] = []
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT model_id, name, hugging_face_id FROM model_capabilities
                WHERE model_id <> ''
                """
        )
        while let row = try rows.next() {
            let texts = (0..<3).map { String.fromDatabaseValue(row[$0]) }
            models.append(
                Model(
                    entry: CatalogEntry(id: ModelID(rawValue: texts[0] ?? ""), name: texts[1]),
                    huggingFaceID: texts[2].flatMap(HuggingFaceID.init(validating:))
                )
            )
            guard models.count == rowsAtATime else { continue }
            ids.formUnion(choose(models))
            models.removeAll(keepingCapacity: true)
        }
        return ids.union(choose(models))
    }
}
