import GRDB

extension Store {
    /// Reads a value that the interface stored in an earlier run; `nil` if there is none.
    package func setting(_ key: String) throws(StoreError) -> String? {
        try readNow { db in
            try String.fetchOne(
                db,
                sql: "SELECT value FROM setting WHERE key = ?",
                arguments: [key]
            )
        }
    }

    /// Replaces a value by what `change` makes of it, whatever other processes write.
    func updateSetting(
        _ key: String,
        _ change: @escaping @Sendable (String?) -> String?
    ) async throws(StoreError) {
        try await write { db in
            let old = try String.fetchOne(
                db,
                sql: "SELECT value FROM setting WHERE key = ?",
                arguments: [key]
            )
            guard let new = change(old), new != old else { return }
            try Self.write(new, as: key, db)
        }
    }

    package func setSetting(_ key: String, _ value: String) async throws(StoreError) {
        try await write { db in try Self.write(value, as: key, db) }
    }

    private static func write(_ value: String, as key: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO setting (key, value) VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """,
            arguments: [key, value]
        )
    }
}

extension Store {
    /// The user's saved filters by name.
    package func savedFilters() async throws(StoreError) -> [String: String] {
        try await read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT name, source FROM saved_filter")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"], $0["source"]) })
        }
    }

    /// Saves a filter under a name, replacing an existing one; deletes it if `source` is `nil`.
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
