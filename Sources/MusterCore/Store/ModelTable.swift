import GRDB

/// The table `model_capabilities`: the predecessor's, so that its scripts still read it.
///
/// Times are milliseconds since 1970, lists are JSON arrays, prices are decimal strings in US
/// dollars per token, and truth is 0 or 1.
enum ModelTable {
    static let name = "model_capabilities"

    /// The columns beyond `canonical_slug` and `model_id`, each with its SQL type and constraint.
    ///
    /// An adopted table may have some of them already, and any number of others.
    static let columns: [(name: String, definition: String)] = [
        ("hugging_face_id", "VARCHAR(200)"),
        ("hugging_face_id_source", "TEXT"),
        ("openrouter_slug", "TEXT"),
        ("name", "TEXT"),
        ("description", "TEXT"),
        ("created", "INTEGER"),
        ("context_length", "INTEGER"),
        ("max_completion_tokens", "INTEGER"),
        ("prompt_price", "TEXT"),
        ("completion_price", "TEXT"),
        ("request_price", "TEXT"),
        ("is_free", "INTEGER NOT NULL DEFAULT 0"),
        ("is_router", "INTEGER NOT NULL DEFAULT 0"),
        ("input_modalities", "TEXT"),
        ("output_modalities", "TEXT"),
        ("supported_parameters", "TEXT"),
        ("expiration_date", "TEXT"),
        ("catalog_json", "TEXT"),
        ("listed", "INTEGER NOT NULL DEFAULT 1"),
        ("disabled", "INTEGER NOT NULL DEFAULT 0"),
        ("disabled_reason", "TEXT"),
        ("favorite", "INTEGER NOT NULL DEFAULT 0"),
        ("marked", "INTEGER NOT NULL DEFAULT 0"),
        ("first_seen_ms", "INTEGER"),
        ("refreshed_ms", "INTEGER"),
    ]

    /// Creates the table, or adds to the predecessor's whatever it lacks.
    static func createOrAdopt(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS model_capabilities (
                    canonical_slug VARCHAR(200) NOT NULL,
                    model_id VARCHAR(200) NOT NULL PRIMARY KEY
                )
                """
        )
        let present = try Set(db.columns(in: name).map { $0.name.lowercased() })
        for column in columns where !present.contains(column.name) {
            try db.execute(
                sql: "ALTER TABLE model_capabilities ADD COLUMN \(column.name) \(column.definition)"
            )
        }
        try db.execute(
            sql: """
                CREATE INDEX IF NOT EXISTS idx_model_hf_id ON model_capabilities (hugging_face_id);
                CREATE INDEX IF NOT EXISTS idx_model_slug ON model_capabilities (canonical_slug);
                CREATE INDEX IF NOT EXISTS idx_model_id ON model_capabilities (model_id);
                """
        )
    }
}
