import GRDB

extension Store {
    /// The filters that the user has saved, by name.
    package func savedFilters() async throws(StoreError) -> [String: String] {
        try await read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT name, source FROM saved_filter")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"], $0["source"]) })
        }
    }

    /// Saves a filter by a name, in the place of one that had it; without a source that one is
    /// forgotten.
    package func saveFilter(_ source: String?, name: String) async throws(StoreError) {
        try await write { db in
            guard let source else {
                return try db.execute(
                    sql: "DELETE FROM saved_filter WHERE name = ?",
                    arguments: [name]
                )
            }
            try db.execute(
                sql: """
                    INSERT INTO saved_filter (name, source) VALUES (?, ?)
                    ON CONFLICT (name) DO UPDATE SET source = excluded.source
                    """,
                arguments: [name, source]
            )
        }
    }
}
