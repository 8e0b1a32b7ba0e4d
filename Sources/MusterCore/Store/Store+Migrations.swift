import GRDB

extension Store {
    /// The schema's history.
    ///
    /// A migration is never edited or renumbered once released.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("createModelCapabilities") { db in
            try ModelTable.createOrAdopt(db)
        }
        migrator.registerMigration("createCatalogRefresh") { db in
            try db.create(table: "catalog_refresh") { table in
                table.primaryKey("source", .text)
                table.column("refreshed_ms", .integer).notNull()
                table.column("total", .integer).notNull()
            }
        }
        migrator.registerMigration("createEvidence") { db in
            try db.create(table: "evidence") { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("model_id", .text).notNull()
                table.column("observed_ms", .integer).notNull()
                table.column("kind", .text).notNull()
                table.column("finding", .text).notNull()
                table.column("detail", .text).notNull()
            }
            try db.create(
                index: "idx_evidence_model",
                on: "evidence",
                columns: ["model_id", "observed_ms"]
            )
        }
        migrator.registerMigration("createRoute") { db in
            try db.create(table: "route") { table in
                table.column("model_id", .text).notNull()
                table.column("base_url", .text).notNull()
                table.column("sent_model", .text).notNull()
                table.column("worked_ms", .integer).notNull()
                table.primaryKey(["model_id", "base_url"])
            }
        }
        migrator.registerMigration("createGeneration") { db in
            try createGeneration(db)
        }
        migrator.registerMigration("addEvidenceDetail") { db in
            try addEvidenceDetail(db)
        }
        return migrator
    }

    private static func addEvidenceDetail(_ db: Database) throws {
        try db.alter(table: "evidence") { table in
            table.add(column: "sent_model", .text)
            table.add(column: "http_status", .integer)
            table.add(column: "provider", .text)
            table.add(column: "latency_ms", .integer)
            table.add(column: "cost", .text)
        }
        try db.create(table: "endpoint") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("evidence_id", .integer).notNull().indexed()
                .references("evidence", onDelete: .cascade)
            table.column("provider", .text).notNull()
            table.column("status", .integer)
            table.column("uptime", .double)
            table.column("quantization", .text)
            table.column("context_length", .integer)
            table.column("prompt_price", .text)
            table.column("completion_price", .text)
        }
        // The newest telling evidence of each kind is read at every start.
        try db.create(
            index: "idx_evidence_newest",
            on: "evidence",
            columns: ["model_id", "kind", "observed_ms"],
            condition: Column("finding") != "inconclusive"
        )
    }

    private static func createGeneration(_ db: Database) throws {
        try db.create(table: "generation") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("created_ms", .integer).notNull()
            table.column("owner_pid", .integer).notNull()
            table.column("model_id", .text).notNull()
            table.column("sent_model", .text)
            table.column("served_model", .text)
            table.column("provider", .text)
            table.column("remote_id", .text)
            table.column("system_prompt", .text)
            table.column("prompt", .text).notNull()
            table.column("status", .text).notNull()
            table.column("text", .text).notNull().defaults(to: "")
            table.column("reasoning", .text).notNull().defaults(to: "")
            table.column("finish_reason", .text)
            table.column("prompt_tokens", .integer)
            table.column("completion_tokens", .integer)
            table.column("reasoning_tokens", .integer)
            table.column("cost", .text)
            table.column("time_to_first_token_ms", .integer)
            table.column("duration_ms", .integer)
            table.column("failure", .text)
        }
        // Streamed text is appended here piece by piece and moved into the row above at the end:
        // growing one long value would rewrite the whole of it at every flush.
        try db.create(table: "generation_piece") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("generation_id", .integer).notNull().indexed()
                .references("generation", onDelete: .cascade)
            table.column("text", .text).notNull()
            table.column("reasoning", .text).notNull()
        }
        try db.create(table: "attempt") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("generation_id", .integer).notNull().indexed()
                .references("generation", onDelete: .cascade)
            table.column("sent_model", .text).notNull()
            table.column("http_status", .integer)
            table.column("kind", .text).notNull()
            table.column("message", .text).notNull()
            table.column("waited_ms", .integer).notNull()
        }
    }
}
