import Foundation
import GRDB
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct AdoptionTests {
    @Test(arguments: PredecessorDatabase.all)
    func everyRowAndColumnIsKept(predecessor: PredecessorDatabase) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            try predecessor.write(to: path)
            let before = try Self.rows(path)
            let store = try Store.open(path: path, now: TimeSource.noon)
            let models = try store.models(now: TimeSource.noon)
            #expect(models.count == PredecessorDatabase.rowCount)
            #expect(Set(models.map(\.id.rawValue)) == Set(before.keys))
            #expect(models.allSatisfy { $0.isListed && $0.huggingFaceID == nil })
            let after = try Self.rows(path)
            for (id, row) in before {
                let kept = try #require(after[id])
                for (column, value) in row { #expect(kept[column] == value, "\(id) \(column)") }
            }
            try await Self.expectOurSchema(store, journalMode: predecessor.journalMode)
        }
    }

    @Test(arguments: PredecessorDatabase.all)
    func aCopyIsMadeFirst(predecessor: PredecessorDatabase) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            try predecessor.write(to: path)
            let before = try Self.rows(path)
            _ = try Store.open(path: path, now: TimeSource.noon)
            let copies = try folder.fileNames.filter { $0.contains(".before-") }
            #expect(copies == ["models.sqlite.before-20261122T120000Z"])
            let copy = folder.file(try #require(copies.first))
            #expect(try Self.rows(copy) == before)
            // Opened again there is nothing to do, and so nothing to copy.
            _ = try Store.open(path: path, now: TimeSource.noon.addingTimeInterval(60))
            #expect(try folder.fileNames.filter { $0.contains(".before-") } == copies)
        }
    }

    @Test(arguments: PredecessorDatabase.all)
    func aRefreshUpdatesAndInserts(predecessor: PredecessorDatabase) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            try predecessor.write(to: path)
            let before = try Self.rows(path)
            let store = try Store.open(path: path, now: TimeSource.noon)
            var rows = (0..<PredecessorDatabase.rowCount).map {
                FetchedModel.example(PredecessorDatabase.id($0), huggingFaceID: "A/Model-\($0)")
            }
            rows += (0..<3).map { FetchedModel.example("new/model-\($0)") }
            let change = try await store.apply(.example(rows), now: TimeSource.noon)
            #expect(change.rejected.isEmpty)
            #expect(change.added == 3)
            #expect(change.updated == PredecessorDatabase.rowCount)
            #expect(change.total == rows.count)
            #expect(change.withHuggingFaceID == PredecessorDatabase.rowCount)
            let after = try Self.rows(path)
            #expect(after.count == rows.count)
            for (id, row) in before {
                let kept = try #require(after[id])
                #expect(kept["score"] == row["score"])
                #expect(kept["hugging_face_id"] != .null)
                #expect(kept["disabled"] == row["disabled"] ?? 0.databaseValue)
            }
            let again = try await store.apply(.example(rows), now: TimeSource.noon)
            #expect(again.updated == 0)
            #expect(again.added == 0)
        }
    }

    /// Of several first starts at once one does the work, and the others wait for it.
    @Test(arguments: [nil] + PredecessorDatabase.all.map(Optional.some))
    func severalMayBeTheFirst(predecessor: PredecessorDatabase?) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            try predecessor?.write(to: path)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { _ = try Store.open(path: path, now: TimeSource.noon) }
                }
                try await group.waitForAll()
            }
            let copies = try folder.fileNames.filter { $0.hasSuffix(".before-20261122T120000Z") }
            let expected = predecessor == nil ? 0 : 1
            #expect(copies.count == expected)
            try await Self.expectOurSchema(
                Store.open(path: path, now: TimeSource.noon),
                journalMode: predecessor?.journalMode ?? "DELETE"
            )
        }
    }

    @Test func anIdleProgramOnItsWALStopsNothing() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            let predecessor = try #require(
                PredecessorDatabase.all.first { $0.journalMode == "WAL" }
            )
            try predecessor.write(to: path)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let idle = try DatabaseQueue(path: path, configuration: configuration)
            let count = "SELECT COUNT(*) FROM model_capabilities"
            _ = try await idle.read { try Int.fetchOne($0, sql: count) }
            let store = try Store.open(path: path, now: TimeSource.noon)
            #expect(try store.models(now: TimeSource.noon).count == PredecessorDatabase.rowCount)
            let seen = try await idle.read { try Int.fetchOne($0, sql: count) }
            #expect(seen == PredecessorDatabase.rowCount)
            // Neither does one that is still reading.
            try await idle.writeWithoutTransaction { db in
                try db.execute(sql: "BEGIN")
                _ = try Int.fetchOne(db, sql: count)
            }
            let rows = [FetchedModel.example("new/model")]
            #expect(try await store.apply(.example(rows), now: TimeSource.noon).added == 1)
            try await idle.writeWithoutTransaction { db in
                #expect(try Int.fetchOne(db, sql: count) == PredecessorDatabase.rowCount)
                try db.execute(sql: "COMMIT")
            }
            try idle.close()
            let mode = try await store.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
            #expect(mode == "wal")
        }
    }

    @Test func aFailedAdoptionLeavesNoCopy() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            try PredecessorDatabase.all[0].write(to: path)
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "CREATE TABLE evidence (id INTEGER)") }
            try queue.close()
            let before = try Self.rows(path)
            #expect(throws: StoreError.self) { try Store.open(path: path, now: TimeSource.noon) }
            #expect(try folder.fileNames == ["models.sqlite"])
            #expect(try Self.rows(path) == before)
        }
    }

    @Test func otherTablesAreKept() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            let predecessor = try #require(PredecessorDatabase.all.first { !$0.extras.isEmpty })
            try predecessor.write(to: path)
            _ = try Store.open(path: path, now: TimeSource.noon)
            let queue = try DatabaseQueue(path: path)
            let (result, good) = try await queue.read { db in
                (
                    try String.fetchOne(db, sql: "SELECT result FROM benchmark_run WHERE id = 1"),
                    try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM good_models")
                )
            }
            #expect(result == "passed")
            #expect(good == 189)
        }
    }

    /// The file's rows by model ID, each value by its column in lower case.
    private static func rows(_ path: String) throws -> [String: [String: DatabaseValue]] {
        let queue = try DatabaseQueue(path: path)
        return try queue.read { db in
            var rows: [String: [String: DatabaseValue]] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT * FROM model_capabilities") {
                let values = row.map { ($0.0.lowercased(), $0.1) }
                rows[row["model_id"]] = Dictionary(uniqueKeysWithValues: values)
            }
            return rows
        }
    }

    private static func expectOurSchema(_ store: Store, journalMode: String) async throws {
        try await store.read { db in
            let columns = Set(try db.columns(in: "model_capabilities").map { $0.name.lowercased() })
            #expect(columns.isSuperset(of: ModelTable.columns.map(\.name)))
            #expect(
                try db.columns(in: "model_capabilities").first { $0.name == "hugging_face_id" }?
                    .type == "VARCHAR(200)"
            )
            let indexes = try db.indexes(on: "model_capabilities")
            #expect(indexes.first { $0.name == "idx_model_hf_id" }?.columns == ["hugging_face_id"])
            let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
            #expect(mode == journalMode.lowercased())
            #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
        }
    }
}
