import GRDB

/// The database's tables, and the upgrade of older ones.
///
/// Times are milliseconds since 1970, amounts of money decimal strings.
enum Schema {
    /// The schema's number (`PRAGMA user_version`); the first edition's had thirteen steps.
    static let version = 19
    static let firstEdition = 13
    /// Identifies our files (`PRAGMA application_id`): "must" in ASCII.
    static let applicationID = 0x6D75_7374

    /// Makes all tables; a `service` is that of the predecessor's rows, which are there already.
    static func create(_ db: Database, service: ServiceURL? = nil) throws {
        try ModelTable.createOrAdopt(db)
        try db.execute(sql: rowTable + tables + answersIndex + serviceTables)
        if let service { try Store.record(service, db) }
        try sign(db)
    }

    /// Adds what a database of an older version lacks.
    ///
    /// The first edition's column `remote_id` stays unused. Its free-tier quotas are forgotten,
    /// because they do not say whose account they are.
    static func upgrade(_ db: Database, from version: Int, service: ServiceURL) throws {
        if version == firstEdition {
            try db.execute(
                sql: """
                    ALTER TABLE generation ADD COLUMN owner_boot TEXT;
                    ALTER TABLE generation ADD COLUMN owner_started INTEGER;
                    ALTER TABLE generation ADD COLUMN failure_kind TEXT;
                    UPDATE generation SET failure_kind = (SELECT kind FROM attempt
                    WHERE generation_id = generation.id ORDER BY id DESC LIMIT 1)
                    WHERE failure IS NOT NULL;
                    DROP TABLE grdb_migrations;
                    """
            )
        }
        try ModelTable.createOrAdopt(db)
        if version < 17 { try fillTraits(db) }
        if version < 15 { try addServices(db, service) }
        if version == 15 {
            try db.execute(sql: "ALTER TABLE newest_endpoints ADD COLUMN uptime DOUBLE")
        }
        try moveRows(db)
        try db.execute(sql: answersIndex)
        try sign(db)
    }

    /// Finds a model's own answers, which each forecast asks for, in a long history.
    private static let answersIndex = """
        CREATE INDEX IF NOT EXISTS idx_generation_answers ON generation (model_id, id)
        WHERE status = 'completed' AND answering_model_id IS NULL AND duration_ms IS NOT NULL;

        """

    /// Moves the rows as sent into a table of their own.
    private static func moveRows(_ db: Database) throws {
        try db.execute(
            sql: rowTable + """
                INSERT OR IGNORE INTO catalog_row SELECT model_id, catalog_json
                FROM model_capabilities WHERE model_id <> '' AND catalog_json IS NOT NULL
                """
        )
        do {
            try db.execute(sql: "ALTER TABLE model_capabilities DROP COLUMN catalog_json")
        } catch is DatabaseError {
            // A view of another program may name it.
            try db.execute(sql: "UPDATE model_capabilities SET catalog_json = NULL")
        }
    }

    /// Adds what tells one service or account from another.
    private static func addServices(_ db: Database, _ service: ServiceURL) throws {
        try db.execute(
            sql: """
                ALTER TABLE evidence ADD COLUMN trouble TEXT;
                ALTER TABLE evidence ADD COLUMN routing_step TEXT;
                ALTER TABLE evidence ADD COLUMN account TEXT NOT NULL DEFAULT '';
                ALTER TABLE evidence ADD COLUMN endpoint TEXT;
                ALTER TABLE endpoint ADD COLUMN tag TEXT;
                ALTER TABLE endpoint ADD COLUMN max_prompt_tokens INTEGER;
                ALTER TABLE endpoint ADD COLUMN max_completion_tokens INTEGER;
                ALTER TABLE endpoint ADD COLUMN supported_parameters TEXT;
                ALTER TABLE endpoint ADD COLUMN caches INTEGER;
                ALTER TABLE endpoint ADD COLUMN latency TEXT;
                ALTER TABLE endpoint ADD COLUMN throughput TEXT;
                ALTER TABLE endpoint ADD COLUMN discount DOUBLE;
                ALTER TABLE newest_endpoints RENAME TO old_endpoints;
                ALTER TABLE attempt ADD COLUMN trouble TEXT;
                ALTER TABLE attempt ADD COLUMN account TEXT NOT NULL DEFAULT '';
                DROP TRIGGER evidence_is_newest;
                DROP TABLE newest_evidence;
                ALTER TABLE route RENAME TO old_route;
                DROP TABLE free_tier;
                """ + serviceTables
        )
        try db.execute(
            sql: """
                INSERT INTO route SELECT model_id, sent_model, worked_ms FROM old_route
                WHERE base_url = ?
                """,
            arguments: [service.string]
        )
        try db.execute(
            sql: """
                DROP TABLE old_route;
                INSERT INTO newest_endpoints (model_id, observed_ms, facts)
                SELECT model_id, observed_ms, facts FROM old_endpoints;
                DROP TABLE old_endpoints;
                UPDATE model_capabilities
                SET price_overrides = json_extract(catalog_json, '$.pricing.overrides')
                WHERE json_valid(catalog_json);
                INSERT INTO newest_evidence
                SELECT model_id, kind, finding, account, MAX(observed_ms), id FROM evidence
                WHERE capability IS NULL GROUP BY model_id, kind, finding, account
                ORDER BY MIN(id);
                """
        )
        try Store.record(service, db)
    }

    /// Reads from the rows as sent what older versions did not keep.
    private static func fillTraits(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE model_capabilities SET
                intelligence_index = json_extract(catalog_json,
                    '$.benchmarks.artificial_analysis.intelligence_index'),
                coding_index = json_extract(catalog_json,
                    '$.benchmarks.artificial_analysis.coding_index'),
                agentic_index = json_extract(catalog_json,
                    '$.benchmarks.artificial_analysis.agentic_index'),
                reasoning_mandatory = CASE json_type(catalog_json, '$.reasoning')
                    WHEN 'object' THEN IFNULL(json_extract(catalog_json, '$.reasoning.mandatory'), 0)
                    END,
                reasoning_efforts = json_extract(catalog_json, '$.reasoning.supported_efforts'),
                knowledge_cutoff = json_extract(catalog_json, '$.knowledge_cutoff')
                WHERE json_valid(catalog_json)
                """
        )
    }

    private static func sign(_ db: Database) throws {
        try db.execute(
            sql: """
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(version);
                """
        )
    }

    /// The rows of the catalog as sent, beside the models, because a list reads none of them and
    /// they are longer than all the rest.
    private static let rowTable = """
        CREATE TABLE catalog_row (
            model_id TEXT NOT NULL PRIMARY KEY,
            json TEXT NOT NULL
        );

        """

    /// All tables except that of models, with their indexes.
    private static let tables = """
        CREATE TABLE catalog_refresh (
            source TEXT NOT NULL PRIMARY KEY,
            refreshed_ms INTEGER NOT NULL,
            total INTEGER NOT NULL
        );

        CREATE TABLE evidence (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model_id TEXT NOT NULL,
            observed_ms INTEGER NOT NULL,
            kind TEXT NOT NULL,
            finding TEXT NOT NULL,
            cause TEXT NOT NULL DEFAULT '',
            detail TEXT NOT NULL,
            capability TEXT,
            sent_model TEXT,
            served_model TEXT,
            http_status INTEGER,
            provider TEXT,
            latency_ms INTEGER,
            cost TEXT,
            trouble TEXT,
            routing_step TEXT,
            account TEXT NOT NULL DEFAULT '',
            endpoint TEXT
        );
        CREATE INDEX idx_evidence_model ON evidence (model_id, observed_ms);

        CREATE TABLE endpoint (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            evidence_id INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
            provider TEXT NOT NULL,
            status INTEGER,
            uptime DOUBLE,
            quantization TEXT,
            context_length INTEGER,
            prompt_price TEXT,
            completion_price TEXT,
            tag TEXT,
            max_prompt_tokens INTEGER,
            max_completion_tokens INTEGER,
            supported_parameters TEXT,
            caches INTEGER,
            latency TEXT,
            throughput TEXT,
            discount DOUBLE
        );
        CREATE INDEX endpoint_on_evidence_id ON endpoint (evidence_id);

        -- What was seen of each model when it last answered.
        CREATE TABLE verification (
            model_id TEXT NOT NULL PRIMARY KEY,
            verified_ms INTEGER NOT NULL,
            facts TEXT NOT NULL,
            endpoint_facts TEXT
        );
        CREATE TABLE generation (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            created_ms INTEGER NOT NULL,
            owner_pid INTEGER NOT NULL,
            owner_boot TEXT,
            owner_started INTEGER,
            model_id TEXT NOT NULL,
            answering_model_id TEXT,
            sent_model TEXT,
            served_model TEXT,
            provider TEXT,
            system_prompt TEXT,
            prompt TEXT NOT NULL,
            status TEXT NOT NULL,
            text TEXT NOT NULL DEFAULT '',
            reasoning TEXT NOT NULL DEFAULT '',
            finish_reason TEXT,
            failure_kind TEXT,
            failure TEXT,
            prompt_tokens INTEGER,
            completion_tokens INTEGER,
            reasoning_tokens INTEGER,
            cost TEXT,
            time_to_first_token_ms INTEGER,
            duration_ms INTEGER
        );
        -- Those that a start looks at are few, however long the history.
        CREATE INDEX idx_generation_streaming ON generation (id) WHERE status = 'streaming';

        -- Streamed text is appended here piece by piece and moved into the row above at the end:
        -- growing one long value would rewrite the whole of it at every flush.
        CREATE TABLE generation_piece (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            generation_id INTEGER NOT NULL REFERENCES generation (id) ON DELETE CASCADE,
            text TEXT NOT NULL,
            reasoning TEXT NOT NULL
        );
        CREATE INDEX generation_piece_on_generation_id ON generation_piece (generation_id);

        -- An attempt belongs to a generation, to a check's evidence, or to both.
        CREATE TABLE attempt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            generation_id INTEGER REFERENCES generation (id) ON DELETE CASCADE,
            evidence_id INTEGER REFERENCES evidence (id) ON DELETE CASCADE,
            model_id TEXT NOT NULL,
            started_ms INTEGER NOT NULL,
            is_free_tier BOOLEAN NOT NULL,
            sent_model TEXT NOT NULL,
            http_status INTEGER,
            kind TEXT NOT NULL,
            message TEXT NOT NULL,
            waited_ms INTEGER NOT NULL,
            trouble TEXT,
            account TEXT NOT NULL DEFAULT ''
        );
        CREATE INDEX attempt_on_generation_id ON attempt (generation_id);
        CREATE INDEX attempt_on_evidence_id ON attempt (evidence_id);
        CREATE INDEX idx_attempt_model ON attempt (model_id, started_ms);
        CREATE INDEX idx_attempt_free_tier ON attempt (started_ms) WHERE is_free_tier;

        CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE saved_filter (name TEXT NOT NULL PRIMARY KEY, source TEXT NOT NULL);

        """

    /// What tells one service or account from another: tables that the second edition made anew.
    private static let serviceTables = """
        -- The newest evidence of each model, kind, finding and account is all that a verdict needs. A trigger
        -- keeps it, so that a start reads as many rows as there are badges, however long the history.
        CREATE TABLE newest_evidence (
            model_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            finding TEXT NOT NULL,
            account TEXT NOT NULL,
            observed_ms INTEGER NOT NULL,
            evidence_id INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
            PRIMARY KEY (model_id, kind, finding, account)
        );
        CREATE TRIGGER evidence_is_newest AFTER INSERT ON evidence
        WHEN NEW.capability IS NULL AND (NEW.endpoint IS NULL OR NEW.finding = 'answered')
        BEGIN
            INSERT INTO newest_evidence
            VALUES (NEW.model_id, NEW.kind, NEW.finding, NEW.account, NEW.observed_ms, NEW.id)
            ON CONFLICT (model_id, kind, finding, account) DO UPDATE
            SET observed_ms = excluded.observed_ms, evidence_id = excluded.evidence_id
            WHERE excluded.observed_ms >= observed_ms;
        END;

        CREATE TABLE service (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            base_url TEXT NOT NULL
        );
        CREATE TABLE route (
            model_id TEXT NOT NULL PRIMARY KEY,
            sent_model TEXT NOT NULL,
            worked_ms INTEGER NOT NULL
        );
        -- The requests of each day to each model, so that nobody counts a long history.
        CREATE TABLE admission (
            model_id TEXT NOT NULL,
            account TEXT NOT NULL,
            day INTEGER NOT NULL,
            asked INTEGER NOT NULL,
            answered INTEGER NOT NULL,
            PRIMARY KEY (account, day, model_id)
        );
        CREATE TRIGGER evidence_is_counted AFTER INSERT ON evidence
        WHEN NEW.kind = 'completion' AND NEW.capability IS NULL AND NEW.finding <> 'excluded'
        AND COALESCE(NEW.trouble, 'moment') IN ('moment', 'model')
        AND (NEW.endpoint IS NULL OR NEW.finding = 'answered')
        BEGIN
            INSERT INTO admission
            VALUES (NEW.model_id, NEW.account, NEW.observed_ms / 86400000, 1, NEW.finding = 'answered')
            ON CONFLICT DO UPDATE SET asked = asked + 1, answered = answered + excluded.answered;
        END;

        -- What the last endpoints list said of the endpoints that a request would reach.
        CREATE TABLE newest_endpoints (
            model_id TEXT NOT NULL PRIMARY KEY,
            observed_ms INTEGER NOT NULL,
            facts TEXT NOT NULL,
            speed DOUBLE,
            latency DOUBLE,
            parameters TEXT,
            prompt_price TEXT,
            completion_price TEXT,
            uptime DOUBLE
        );
        CREATE TABLE pin (
            model_id TEXT NOT NULL PRIMARY KEY,
            provider TEXT NOT NULL
        );
        CREATE TABLE account_catalog (
            account TEXT NOT NULL PRIMARY KEY,
            fetched_ms INTEGER NOT NULL
        );
        -- What an account's settings leave out: mostly few models, or none.
        CREATE TABLE account_exclusion (
            account TEXT NOT NULL REFERENCES account_catalog (account) ON DELETE CASCADE,
            model_id TEXT NOT NULL,
            PRIMARY KEY (account, model_id)
        );
        CREATE TABLE free_tier (
            account TEXT NOT NULL PRIMARY KEY,
            daily_limit INTEGER,
            used_up_until_ms INTEGER
        );
        """
}
