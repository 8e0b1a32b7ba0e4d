import GRDB

extension Store {
    /// What the interface remembers from one run to the next, as it wrote it; `nil` for what it
    /// never did.
    package func setting(_ key: String) throws(StoreError) -> String? {
        try readNow { db in
            try String.fetchOne(
                db,
                sql: "SELECT value FROM setting WHERE key = ?",
                arguments: [key]
            )
        }
    }

    /// Remembers a value under a key.
    package func setSetting(_ key: String, _ value: String) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO setting (key, value) VALUES (?, ?)
                    ON CONFLICT (key) DO UPDATE SET value = excluded.value
                    """,
                arguments: [key, value]
            )
        }
    }
}

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
