import GRDB

/// What an existing database is, as told by its schema alone.
enum SchemaState {
    /// Without any table.
    case empty
    /// Ours, with every migration applied.
    case current
    /// Ours, with migrations to apply.
    case older
    /// The predecessor's: a table `model_capabilities`, and no record of our migrations.
    case predecessor

    /// Looks at a database without changing it.
    ///
    /// - Throws: `StoreError.newerVersion` or `StoreError.foreign` for what must be left alone.
    init(_ db: Database, migrator: DatabaseMigrator, path: String) throws {
        let tables = try String.fetchSet(
            db,
            sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        if tables.isEmpty {
            self = .empty
        } else if tables.contains("grdb_migrations"), tables.contains(ModelTable.name) {
            if try migrator.hasBeenSuperseded(db) { throw StoreError.newerVersion(path: path) }
            self = try migrator.hasCompletedMigrations(db) ? .current : .older
        } else if tables.contains(ModelTable.name), !tables.contains("grdb_migrations") {
            let columns = try Set(db.columns(in: ModelTable.name).map { $0.name.lowercased() })
            guard columns.isSuperset(of: ["canonical_slug", "model_id"]) else {
                throw StoreError.foreign(path: path)
            }
            self = .predecessor
        } else {
            throw StoreError.foreign(path: path)
        }
    }
}
