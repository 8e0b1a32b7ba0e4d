import GRDB

extension Store {
    /// The IDs of all models that are listed, in order; without what is known of them, so that a
    /// shell can ask at each press of a key.
    package func modelIDs() async throws(StoreError) -> [ModelID] {
        try await read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT model_id FROM model_capabilities
                    WHERE listed AND model_id IS NOT NULL ORDER BY model_id
                    """
            ).map(ModelID.init(rawValue:))
        }
    }
}
