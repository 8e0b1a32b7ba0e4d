import Foundation
import GRDB
import MusterTestSupport
import Testing

@testable import MusterCore

/// A database that the first edition made, by thirteen migrations.
@Suite(.timeLimit(.minutes(30)))
struct FirstEditionTests {
    @Test func everyRowSurvivesAndACopyIsMadeFirst() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            try Self.write(to: path)
            let before = try Self.rows(path)
            #expect(before.count == 15)
            #expect(before.values.allSatisfy { !$0.isEmpty })
            _ = try Store.open(path: path, now: TimeSource.noon)
            let after = try Self.rows(path)
            // A spent quota does not say whose account it was.
            for (table, rows) in before where !["grdb_migrations", "free_tier"].contains(table) {
                let kept = try #require(after[table])
                #expect(kept.count == rows.count)
                for (old, new) in zip(rows, kept) {
                    for (column, value) in old where !["base_url", "catalog_json"].contains(column)
                    {
                        #expect(new[column] == value, "\(table) \(column)")
                    }
                }
            }
            let sent = after["catalog_row"]?.compactMap { $0["json"] }
            #expect(sent == before["model_capabilities"]?.compactMap { $0["catalog_json"] })
            let names = ["muster.sqlite", "muster.sqlite.before-20261122T120000Z"]
            #expect(try folder.fileNames == names)
            #expect(try Self.rows(folder.file(names[1])) == before)
            _ = try Store.open(path: path, now: TimeSource.noon.addingTimeInterval(60))
            #expect(try folder.fileNames == names)
        }
    }

    @Test func itsSchemaBecomesThePresentOne() async throws {
        try await TemporaryFolder.withFolder { folder in
            let (old, new) = (folder.file("old.sqlite"), folder.file("new.sqlite"))
            try Self.write(to: old)
            #expect(try await Store.condition(ofDatabaseAt: old).schemaVersion == 13)
            #expect(try await !Store.condition(ofDatabaseAt: old).isCurrent)
            let upgraded = try await Self.shape(Store.open(path: old, now: TimeSource.noon))
            let fresh = try await Self.shape(Store.open(path: new, now: TimeSource.noon))
            #expect(upgraded.subtracting(fresh) == ["generation.remote_id"])
            #expect(fresh.subtracting(upgraded).isEmpty)
            for path in [old, new] {
                let condition = try await Store.condition(ofDatabaseAt: path)
                #expect(condition.isCurrent && condition.isSound)
                #expect(condition.schemaVersion == Schema.version)
            }
        }
    }

    /// SQLite drops no column that a view names.
    @Test func aViewOfTheRowsAsSentStandsInNoUpgradesWay() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            let view = "CREATE VIEW sent AS SELECT catalog_json FROM model_capabilities;"
            try Self.write(to: path, and: view)
            let store = try Store.open(path: path, now: TimeSource.noon)
            let id = ModelID(rawValue: "a/b")
            #expect(try await store.catalogText(of: id).rawJSON == #"{"id":"a/b"}"#)
            let seen = try await DatabaseQueue(path: path).read { db in
                try String?.fetchAll(db, sql: "SELECT catalog_json FROM sent")
            }
            #expect(seen == [nil, nil])
        }
    }

    @Test func whatItHoldsIsReadAsBefore() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            try Self.write(to: path)
            let store = try Store.open(path: path, now: TimeSource.noon)
            let id = ModelID(rawValue: "a/b")
            let models = try store.models(now: TimeSource.noon)
            #expect(models.map(\.id.rawValue) == ["a/b", "c/d:free"])
            #expect(try await store.catalogText(of: id).rawJSON == #"{"id":"a/b"}"#)
            #expect(models[0].isMarked && models[0].isFavorite && models[0].isListed)
            #expect(models[0].huggingFaceIDSource == .manual)
            #expect(models[1].disabledReason == "too slow")
            #expect(try await store.workingRoute(for: id) == "A/B")
            #expect(
                try await store.evidence(of: id).map(\.cause.rawValue)
                    == ["a_word_of_tomorrow", "answered", "endpoints_up"]
            )
            #expect(try await store.savedFilters() == ["cheap": "price<1"])
            let refused = try #require(try await store.generation(id: 2)).generation
            #expect(refused.failure?.kind == .noEndpoints)
            #expect(refused.attempts.map(\.kind) == ["invalid_model_id", "no_endpoints"])
            #expect(try await store.history(matching: "perennial").map(\.id) == [3])
            // Its process, known by its ID alone, is long gone.
            #expect(try await store.markInterruptedGenerations { $0.id != 4_000_000 } == 1)
            let interrupted = try #require(try await store.generation(id: 3)).generation
            #expect(interrupted.status == .interrupted)
            #expect(interrupted.text == "Perennial")
        }
    }

    @Test(arguments: [true, false])
    func anotherListOfMigrationsIsRefusedUntouched(isNewer: Bool) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            let change =
                isNewer
                ? "INSERT INTO grdb_migrations VALUES ('createTomorrow');"
                : "DELETE FROM grdb_migrations WHERE identifier = 'addHistory';"
            try Self.write(to: path, and: change)
            let before = try Data(contentsOf: URL(filePath: path))
            #expect(throws: isNewer ? .newerVersion(path: path) : StoreError.foreign(path: path)) {
                try Store.open(path: path, now: TimeSource.noon)
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
            #expect(try folder.fileNames == ["muster.sqlite"])
        }
    }

    private static func write(to path: String, and change: String = "") throws {
        let sql = String(decoding: try Fixture.bytes("first-edition.sql"), as: UTF8.self)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql + change) }
        try queue.close()
    }

    /// The rows of every table, in the order of their row IDs.
    private static func rows(_ path: String) throws -> [String: [[String: DatabaseValue]]] {
        let queue = try DatabaseQueue(path: path)
        return try queue.read { db in
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                    """
            )
            return try Dictionary(
                uniqueKeysWithValues: tables.map { table in
                    let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY rowid")
                    return (table, rows.map { Dictionary(uniqueKeysWithValues: $0.map { $0 }) })
                }
            )
        }
    }

    /// Every column, index and trigger by its name.
    private static func shape(_ store: Store) async throws -> Set<String> {
        try await store.read { db in
            var shape = try String.fetchSet(
                db,
                sql: """
                    SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'
                    """
            )
            for table in shape where table.hasPrefix("table ") {
                let name = table.dropFirst("table ".count)
                shape.formUnion(try db.columns(in: String(name)).map { "\(name).\($0.name)" })
            }
            return shape
        }
    }
}
