import Foundation
import GRDB

/// The state of a database, as `muster doctor --check` reports it.
package struct DatabaseCondition: Sendable, Hashable {
    package struct Table: Sendable, Hashable {
        package let name: String
        package let rows: Int?
        /// The size in bytes; `nil` if SQLite was built without `dbstat`.
        package let bytes: Int?
    }

    /// SQLite's reports of damage, at most 100; empty for a sound database.
    package var damage: [String] = []
    /// Rows with a foreign key to a missing row.
    package var brokenReferences: [String] = []
    /// The size of the file in bytes.
    package var fileBytes = 0
    /// Unused bytes, which compacting would free.
    package var unusedBytes = 0
    /// The schema's number: 0 in a database of the predecessor.
    package var schemaVersion = 0
    package var isCurrent = true
    /// The base URL of the service that it is of; `nil` before the first refresh.
    package var service: String?
    /// Tables by size, largest first.
    package var tables: [Table] = []
    package var sqliteVersion = ""

    package var isSound: Bool { damage.isEmpty && brokenReferences.isEmpty }
}

extension Store {
    /// The limit of findings per kind, because a damaged file may have one per page.
    private static let findingLimit = 100

    /// Examines an existing database without upgrading it, so it writes nothing to a damaged one.
    ///
    /// It does roll back the unfinished transaction of a killed process, as SQLite does whenever it
    /// opens a file. Throws `StoreError` if the file is unreadable or not ours.
    package static func condition(
        ofDatabaseAt path: String
    ) async throws(StoreError) -> DatabaseCondition {
        try await examine(path) { db in
            var condition = try identity(db, path: path)
            try measure(db, &condition)
            return condition
        }
    }

    /// Reads the schema and the service of an existing database without reading the rest of it.
    package static func identity(
        ofDatabaseAt path: String
    ) async throws(StoreError) -> DatabaseCondition {
        try await examine(path) { db in try identity(db, path: path) }
    }

    private static func examine(
        _ path: String,
        _ body: @escaping @Sendable (Database) throws -> DatabaseCondition
    ) async throws(StoreError) -> DatabaseCondition {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StoreError.cannotOpen(path: path, reason: "there is no such file")
        }
        try requireFile(path)
        do {
            return try await DatabaseQueue(path: path, configuration: configuration).read(body)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private static func identity(_ db: Database, path: String) throws -> DatabaseCondition {
        let state = try SchemaState(db, path: path)
        var condition = DatabaseCondition()
        if case .current = state { condition.isCurrent = true } else { condition.isCurrent = false }
        condition.schemaVersion = state.version
        condition.service = try service(db, state)
        return condition
    }

    private static func measure(_ db: Database, _ condition: inout DatabaseCondition) throws {
        condition.sqliteVersion = try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? ""
        let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        condition.fileBytes = pages * pageSize
        let unused = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        condition.unusedBytes = unused * pageSize
        condition.damage = damage(db)
        condition.tables = try tables(db)
        condition.brokenReferences = brokenReferences(db)
    }

    /// Runs `PRAGMA integrity_check`; its failure to continue counts as damage too.
    private static func damage(_ db: Database) -> [String] {
        do {
            let found = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(findingLimit))")
            return found == ["ok"] ? [] : found
        } catch {
            return ["\((error as? DatabaseError)?.message ?? "\(error)")"]
        }
    }

    private static func brokenReferences(_ db: Database) -> [String] {
        do {
            let rows = try Row.fetchCursor(db, sql: "PRAGMA foreign_key_check")
            var found: [String] = []
            while found.count < findingLimit, let row = try rows.next() {
                let table: String = row[0]
                let id = (row[1] as Int64?).map { " \($0)" } ?? ""
                found.append("\(table)\(id) names a row of \(row[2] as String) that is not there")
            }
            return found
        } catch {
            return ["\((error as? DatabaseError)?.message ?? "\(error)")"]
        }
    }

    private static func tables(_ db: Database) throws -> [DatabaseCondition.Table] {
        let names = try String.fetchAll(
            db,
            sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        )
        let sizes = sizes(db)
        return names.map { name in
            DatabaseCondition.Table(
                name: name,
                // An unreadable table is reported as damage.
                rows: try? Int.fetchOne(
                    db,
                    sql: "SELECT COUNT(*) FROM \(name.quotedDatabaseIdentifier)"
                ),
                bytes: sizes?[name]
            )
        }
        .sorted { ($1.bytes ?? 0, $0.name) < ($0.bytes ?? 0, $1.name) }
    }

    /// The bytes of each table with its indexes; `nil` if SQLite was built without `dbstat`.
    private static func sizes(_ db: Database) -> [String: Int]? {
        let rows = try? Row.fetchAll(
            db,
            sql: """
                SELECT m.tbl_name, SUM(s.pgsize) FROM dbstat s
                JOIN sqlite_master m ON m.name = s.name WHERE s.aggregate = TRUE
                GROUP BY m.tbl_name
                """
        )
        return rows.map { rows in
            Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        }
    }
}

extension Store {
    /// Returns the file's unused pages to the disk; returns its size before and after, in bytes.
    ///
    /// It rewrites the whole file, which temporarily needs as much space again. A generation that
    /// streams in another process would have to wait for that, and would lose text, so it throws
    /// `StoreError.inUse` then. After an error the file is unchanged.
    package func compact(
        isAlive: @escaping @Sendable (ProcessIdentity) -> Bool = { $0.isAlive }
    ) async throws(StoreError) -> (before: Int, after: Int) {
        try await markInterruptedGenerations(isAlive: isAlive)
        return try await writeWithoutTransaction { [path] db in
            let owner = try Int64.fetchOne(
                db,
                sql: "SELECT owner_pid FROM generation WHERE status = 'streaming' LIMIT 1"
            )
            if let owner { throw StoreError.inUse(path: path, process: owner) }
            let before = try Self.fileBytes(db)
            try db.execute(sql: "VACUUM")
            return (before, try Self.fileBytes(db))
        }
    }

    private static func fileBytes(_ db: Database) throws -> Int {
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        return try pages * (Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
    }
}
