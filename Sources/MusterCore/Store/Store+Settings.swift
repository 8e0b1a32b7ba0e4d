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
