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
        migrator.registerMigration("addTimeline") { db in
            try addTimeline(db)
        }
        migrator.registerMigration("createFreeTier") { db in
            try db.create(table: "free_tier") { table in
                table.primaryKey("base_url", .text)
                table.column("daily_limit", .integer)
                table.column("used_up_until_ms", .integer)
            }
        }
        migrator.registerMigration("addHistory") { db in
            try db.alter(table: "generation") { table in
                table.add(column: "answering_model_id", .text)
            }
            // Those that a start looks at are few, however long the history.
            try db.create(
                index: "idx_generation_streaming",
                on: "generation",
                columns: ["id"],
                condition: Column("status") == GenerationStatus.streaming.rawValue
            )
        }
        migrator.registerMigration("addRequestPrice") { db in
            try addRequestPrice(db)
        }
        migrator.registerMigration("addMarked") { db in
            let columns = try db.columns(in: ModelTable.name).map { $0.name.lowercased() }
            guard !columns.contains("marked") else { return }
            try db.execute(
                sql: """
                    ALTER TABLE model_capabilities ADD COLUMN marked INTEGER NOT NULL DEFAULT 0
                    """
            )
        }
        migrator.registerMigration("addSetting") { db in
            try db.create(table: "setting") { table in
                table.primaryKey("key", .text)
                table.column("value", .text).notNull()
            }
        }
        migrator.registerMigration("createSavedFilter") { db in
            try db.create(table: "saved_filter") { table in
                table.primaryKey("name", .text)
                table.column("source", .text).notNull()
            }
        }
        return migrator
    }

    /// A fee for each request; a database made by this version has the column already.
    private static func addRequestPrice(_ db: Database) throws {
        let columns = try db.columns(in: ModelTable.name).map { $0.name.lowercased() }
        guard !columns.contains("request_price") else { return }
        try db.execute(
            sql: """
                ALTER TABLE model_capabilities ADD COLUMN request_price TEXT;
                UPDATE model_capabilities
                SET request_price = json_extract(catalog_json, '$.pricing.request')
                WHERE json_valid(catalog_json)
                AND json_extract(catalog_json, '$.pricing.request') NOT IN ('0', 0);
                """
        )
    }

    /// What a timeline shows, and what is read of it at every start.
    private static func addTimeline(_ db: Database) throws {
        try db.alter(table: "evidence") { table in
            table.add(column: "cause", .text).notNull().defaults(to: "")
            table.add(column: "served_model", .text)
            table.add(column: "capability", .text)
        }
        try createNewestEvidence(db)
        try createVerification(db)
        try rebuildAttempt(db)
    }

    /// The newest evidence of each model, kind and finding, which is all that a verdict needs.
    ///
    /// A trigger keeps it, so that a start reads as many rows as there are badges, however long
    /// the history.
    private static func createNewestEvidence(_ db: Database) throws {
        try db.create(table: "newest_evidence") { table in
            table.column("model_id", .text).notNull()
            table.column("kind", .text).notNull()
            table.column("finding", .text).notNull()
            table.column("observed_ms", .integer).notNull()
            table.column("evidence_id", .integer).notNull()
                .references("evidence", onDelete: .cascade)
            table.primaryKey(["model_id", "kind", "finding"])
        }
        let upsert = """
            ON CONFLICT (model_id, kind, finding) DO UPDATE
            SET observed_ms = excluded.observed_ms, evidence_id = excluded.evidence_id
            WHERE excluded.observed_ms >= observed_ms
            """
        try db.execute(
            sql: """
                CREATE TRIGGER evidence_is_newest AFTER INSERT ON evidence
                WHEN NEW.capability IS NULL
                BEGIN
                INSERT INTO newest_evidence VALUES
                (NEW.model_id, NEW.kind, NEW.finding, NEW.observed_ms, NEW.id) \(upsert);
                END
                """
        )
        try db.execute(
            sql: """
                INSERT INTO newest_evidence
                SELECT model_id, kind, finding, observed_ms, id FROM evidence WHERE true \(upsert)
                """
        )
        try db.drop(index: "idx_evidence_newest")
    }

    /// What was seen of each model when it last answered, and in its last endpoints list.
    private static func createVerification(_ db: Database) throws {
        try db.create(table: "verification") { table in
            table.primaryKey("model_id", .text)
            table.column("verified_ms", .integer).notNull()
            table.column("facts", .text).notNull()
            table.column("endpoint_facts", .text)
        }
        try db.create(table: "newest_endpoints") { table in
            table.primaryKey("model_id", .text)
            table.column("observed_ms", .integer).notNull()
            table.column("facts", .text).notNull()
        }
    }

    /// Attempts belong to a generation, to a check's evidence, or to both.
    private static func rebuildAttempt(_ db: Database) throws {
        try db.rename(table: "attempt", to: "attempt_before")
        try db.drop(index: "attempt_on_generation_id")
        try db.create(table: "attempt") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("generation_id", .integer).indexed()
                .references("generation", onDelete: .cascade)
            table.column("evidence_id", .integer).indexed()
                .references("evidence", onDelete: .cascade)
            table.column("model_id", .text).notNull()
            table.column("started_ms", .integer).notNull()
            table.column("is_free_tier", .boolean).notNull()
            table.column("sent_model", .text).notNull()
            table.column("http_status", .integer)
            table.column("kind", .text).notNull()
            table.column("message", .text).notNull()
            table.column("waited_ms", .integer).notNull()
        }
        try db.create(
            index: "idx_attempt_model",
            on: "attempt",
            columns: ["model_id", "started_ms"]
        )
        try db.create(
            index: "idx_attempt_free_tier",
            on: "attempt",
            columns: ["started_ms"],
            condition: Column("is_free_tier")
        )
        try db.execute(
            sql: """
                INSERT INTO attempt SELECT a.id, a.generation_id, NULL, g.model_id, g.created_ms,
                COALESCE((SELECT is_free FROM model_capabilities m WHERE m.model_id = g.model_id), 0),
                a.sent_model, a.http_status, a.kind, a.message, a.waited_ms
                FROM attempt_before a JOIN generation g ON g.id = a.generation_id
                """
        )
        try db.drop(table: "attempt_before")
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
