import GRDB

extension Store {
    /// Pins a model to endpoints, or no longer.
    package func setPin(_ routing: ProviderRouting?, id: ModelID) async throws(StoreError) {
        try await write { db in
            if let routing {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO pin (model_id, provider) VALUES (?, ?)",
                    arguments: [id.rawValue, JSONText(routing).text]
                )
            } else {
                try db.execute(sql: "DELETE FROM pin WHERE model_id = ?", arguments: [id.rawValue])
            }
            try Self.countModelWrite(db)
        }
    }

    /// What models are pinned to.
    static func pins(_ db: Database, _ span: ModelSpan) throws -> [String: ProviderRouting] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT model_id, provider FROM pin WHERE \(span.condition(on: "model_id"))",
            arguments: span.arguments
        )
        var pins: [String: ProviderRouting] = [:]
        for row in rows { pins[row[0]] = JSONText(row[1] as String?)?.decoded() }
        return pins
    }
}
