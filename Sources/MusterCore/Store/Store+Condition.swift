import Foundation
import GRDB

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
