import GRDB

/// The origin of an existing database, judged by its schema alone.
enum SchemaState {
    case empty
    /// Marked as ours, with the current schema.
    case current
    /// The first edition's, with the record of all thirteen migrations, or ours with an older
    /// schema, whose number it carries.
    case older(Int)
    /// The predecessor's: a table `model_capabilities` without our mark or that record.
    case predecessor

    /// The first edition's migrations, as GRDB recorded them in `grdb_migrations`.
    private static let firstEditionMigrations: Set<String> = [
        "createModelCapabilities", "createCatalogRefresh", "createEvidence", "createRoute",
        "createGeneration", "addEvidenceDetail", "addTimeline", "createFreeTier", "addHistory",
        "addRequestPrice", "addMarked", "addSetting", "createSavedFilter",
    ]

    /// Examines a database without changing it.
    ///
    /// Throws `StoreError.newerVersion` or `.foreign` for a database that must stay untouched.
    init(_ db: Database, path: String) throws {
        let tables = try String.fetchSet(
            db,
            sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        guard !tables.isEmpty else {
            self = .empty
            return
        }
        guard tables.contains(ModelTable.name) else { throw StoreError.foreign(path: path) }
        if try Int.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID {
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            guard version <= Schema.version else { throw StoreError.newerVersion(path: path) }
            self = version == Schema.version ? .current : .older(version)
        } else if tables.contains("grdb_migrations") {
            let applied = try String.fetchSet(db, sql: "SELECT identifier FROM grdb_migrations")
            guard applied.isSubset(of: Self.firstEditionMigrations) else {
                throw StoreError.newerVersion(path: path)
            }
            guard applied == Self.firstEditionMigrations else {
                throw StoreError.foreign(path: path)
            }
            self = .older(Schema.firstEdition)
        } else {
            let columns = try Set(db.columns(in: ModelTable.name).map { $0.name.lowercased() })
            guard columns.isSuperset(of: ["canonical_slug", "model_id"]) else {
                throw StoreError.foreign(path: path)
            }
            self = .predecessor
        }
    }

    /// The schema's number; the predecessor's has none.
    var version: Int {
        switch self {
        case .empty, .predecessor: 0
        case .older(let version): version
        case .current: Schema.version
        }
    }
}
