import Foundation
import GRDB

/// What a database is like, as `muster doctor --check` tells it.
package struct DatabaseCondition: Sendable, Hashable {
    /// One table with its indexes.
    package struct Table: Sendable, Hashable {
        /// As SQLite knows it.
        package let name: String
        /// How many rows it has; `nil` where it cannot be read.
        package let rows: Int?
        /// What it takes of the file; `nil` where SQLite was built without `dbstat`.
        package let bytes: Int?
    }

    /// What SQLite finds damaged, at most 100 findings; nothing in a sound database.
    package var damage: [String] = []
    /// Rows that name a row that is not there.
    package var brokenReferences: [String] = []
    /// The size of the file.
    package var fileBytes = 0
    /// What of the file is unused, and won by compacting it.
    package var unusedBytes = 0
    /// The number of its schema: 0 in a database of the predecessor.
    package var schemaVersion = 0
    /// Whether its schema is that of this version of muster.
    package var isCurrent = true
    /// The tables, the largest first.
    package var tables: [Table] = []
    /// The version of SQLite that looked at it.
    package var sqliteVersion = ""

    /// Whether nothing is wrong with it.
    package var isSound: Bool { damage.isEmpty && brokenReferences.isEmpty }
}

extension Store {
    /// The most findings that are told of one kind: a damaged file can have one for each page.
    private static let findingLimit = 100

    /// Looks at a database without bringing it up to date, so that nothing is written to a damaged
    /// one.
    ///
    /// What a killed process left half done is rolled back, as it is whenever SQLite opens a file.
    ///
    /// - Parameter path: the database's file, which is not created.
    /// - Returns: what it is like, whether sound or not.
    /// - Throws: `StoreError` for what cannot be read at all, or is not ours to judge.
    package static func condition(
        ofDatabaseAt path: String
    ) async throws(StoreError) -> DatabaseCondition {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StoreError.cannotOpen(path: path, reason: "there is no such file")
        }
        try requireFile(path)
        let store: Store
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            store = Store(queue: queue, path: path)
        } catch {
            throw StoreError(error, path: path)
        }
        return try await store.read { db in try Self.condition(db, path: path) }
    }

    private static func condition(_ db: Database, path: String) throws -> DatabaseCondition {
        let state = try SchemaState(db, path: path)
        var condition = DatabaseCondition()
        condition.sqliteVersion = try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? ""
        if case .current = state { condition.isCurrent = true } else { condition.isCurrent = false }
        condition.schemaVersion = state.version
        let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        condition.fileBytes = pages * pageSize
        let unused = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        condition.unusedBytes = unused * pageSize
        condition.damage = damage(db)
        condition.tables = try tables(db)
        condition.brokenReferences = brokenReferences(db)
        return condition
    }

    /// What `PRAGMA integrity_check` finds; that it cannot go on is a finding too.
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
                // A table that cannot be read is told of as damage.
                rows: try? Int.fetchOne(
                    db,
                    sql: "SELECT COUNT(*) FROM \(name.quotedDatabaseIdentifier)"
                ),
                bytes: sizes?[name]
            )
        }
        .sorted { ($1.bytes ?? 0, $0.name) < ($0.bytes ?? 0, $1.name) }
    }

    /// The bytes of each table with its indexes; `nil` where SQLite was built without `dbstat`.
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
    /// Gives the file's unused pages back to the disk.
    ///
    /// The whole file is written anew, which takes as much space once more meanwhile. A generation
    /// that streams in another process would have to wait for that, and lose text.
    ///
    /// - Parameter isAlive: whether a process still runs.
    /// - Returns: the file's size before and after, in bytes.
    /// - Throws: `StoreError.inUse` when another process is generating, `StoreError.busy` when one
    ///   writes; then the file is as it was.
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
