import Foundation
import GRDB
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct StoreOpeningTests {
    @Test func aNewDatabaseHasTheSchemaAndTheSafeSettings() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("a/b/muster.sqlite")
            let store = try Store.open(path: path, now: TimeSource.noon)
            #expect(FileManager.default.fileExists(atPath: path))
            #expect(store.path == path)
            try await Self.expectFreshSchema(store)
            let mode = try await store.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
            #expect(mode == "delete")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.file("a/b")) == [
                    "muster.sqlite"
                ]
            )
        }
    }

    @Test func aDatabaseInMemoryHasTheSameSchema() async throws {
        try await Self.expectFreshSchema(Store.inMemory())
    }

    @Test func anEmptyFileBecomesADatabase() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            try Data().write(to: URL(filePath: path))
            try await Self.expectFreshSchema(Store.open(path: path, now: TimeSource.noon))
            #expect(try folder.fileNames == ["muster.sqlite"])
        }
    }

    @Test func whatWasStoredIsThereAgain() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            let first = try Store.open(path: path, now: TimeSource.noon)
            _ = try await first.apply(.example([.example("a/b")]), now: TimeSource.noon)
            let second = try Store.open(path: path, now: TimeSource.noon)
            #expect(try second.models(now: TimeSource.noon).map(\.id.rawValue) == ["a/b"])
            #expect(try second.lastRefresh() == TimeSource.noon)
            #expect(try folder.fileNames == ["muster.sqlite"])
        }
    }

    @Test func aNewerVersionIsRefusedUntouched() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            _ = try Store.open(path: path, now: TimeSource.noon)
            try Self.execute("PRAGMA user_version = \(Schema.version + 1)", path)
            try Self.expectUntouched(path, folder, throwing: .newerVersion(path: path))
        }
    }

    @Test(
        arguments: [
            "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)",
            "CREATE TABLE model_capabilities (id INTEGER PRIMARY KEY, name TEXT)",
            "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)",
        ]
    )
    func aDatabaseOfAnotherProgramIsRefusedUntouched(schema: String) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("other.sqlite")
            try Self.execute(schema, path)
            try Self.expectUntouched(path, folder, throwing: .foreign(path: path))
        }
    }

    @Test(arguments: [false, true])
    func whatIsRefusedKeepsItsJournalMode(isOurs: Bool) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            if isOurs { _ = try Store.open(path: path, now: TimeSource.noon) }
            let queue = try DatabaseQueue(path: path)
            try await queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(
                    sql: isOurs
                        ? "PRAGMA user_version = \(Schema.version + 1)"
                        : "CREATE TABLE note (text TEXT)"
                )
            }
            try queue.close()
            try Self.expectUntouched(
                path,
                folder,
                throwing: isOurs ? .newerVersion(path: path) : .foreign(path: path)
            )
        }
    }

    @Test(arguments: ["This is no database. ", "SQLite format 3\u{00}", "\u{00}"])
    func aFileOfJunkIsReportedDamagedAndLeftAsItIs(start: String) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            let junk = Data(String(repeating: start, count: 4096).utf8)
            try junk.write(to: URL(filePath: path))
            let error = #expect(throws: StoreError.self) {
                try Store.open(path: path, now: TimeSource.noon)
            }
            guard case .damaged(path, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == junk)
            #expect(try folder.fileNames == ["muster.sqlite"])
        }
    }

    @Test func damageWithinADatabaseIsReported() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            let rows = (0..<500).map { FetchedModel.example("a/\($0)") }
            _ = try await Store.open(path: path, now: TimeSource.noon)
                .apply(.example(rows), now: TimeSource.noon)
            var bytes = try Data(contentsOf: URL(filePath: path))
            for index in 4096..<bytes.count { bytes[index] = 0xAA }
            try bytes.write(to: URL(filePath: path))
            let error = #expect(throws: StoreError.self) {
                _ = try Store.open(path: path, now: TimeSource.noon).models(now: TimeSource.noon)
            }
            guard case .damaged = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func aFolderInTheFilesPlaceCannotBeOpened() async throws {
        try await TemporaryFolder.withFolder { folder in
            #expect {
                try Store.open(path: folder.path, now: TimeSource.noon)
            } throws: { error in
                if case .cannotOpen = error as? StoreError { true } else { false }
            }
        }
    }

    @Test(arguments: ["file/muster.sqlite", "file/a/b/muster.sqlite"])
    func aFileInTheFoldersPlaceCannotBeOpened(name: String) async throws {
        try await TemporaryFolder.withFolder { folder in
            try Data("x".utf8).write(to: URL(filePath: folder.file("file")))
            #expect {
                try Store.open(path: folder.file(name), now: TimeSource.noon)
            } throws: { error in
                if case .cannotOpen(folder.file(name), _) = error as? StoreError {
                    true
                } else {
                    false
                }
            }
        }
    }

    /// Root may write whatever it likes, so this is for everybody else.
    @Test(.enabled(if: geteuid() != 0))
    func aFileThatMayNotBeWrittenIsReadOnly() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("muster.sqlite")
            _ = try Store.open(path: path, now: TimeSource.noon)
            try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
            let store = try Store.open(path: path, now: TimeSource.noon)
            #expect(try store.models(now: TimeSource.noon).isEmpty)
            await #expect(throws: StoreError.readOnly(path: path)) {
                try await store.apply(.example([.example("a/b")]), now: TimeSource.noon)
            }
        }
    }

    @Test func everyErrorSaysWhatToDo() {
        let errors: [StoreError] = [
            .cannotOpen(path: "/p", reason: "r"), .damaged(path: "/p", reason: "r"),
            .foreign(path: "/p"), .newerVersion(path: "/p"), .cannotCopy(path: "/p", reason: "r"),
            .readOnly(path: "/p"), .diskFull(path: "/p"), .busy(path: "/p"),
            .failed(path: "/p", reason: "r"),
        ]
        #expect(Set(errors.map { "\($0)" }).count == errors.count)
        #expect(
            errors.allSatisfy {
                "\($0)".contains("/p") && "\($0)".hasSuffix(".")
                    || "\($0)".hasSuffix("'")
            }
        )
    }

    private static func expectFreshSchema(_ store: Store) async throws {
        try await store.read { db in
            let columns = try db.columns(in: "model_capabilities")
            #expect(
                columns.prefix(3).map(\.name) == [
                    "canonical_slug", "model_id", "hugging_face_id",
                ]
            )
            #expect(columns.first { $0.name == "hugging_face_id" }?.type == "VARCHAR(200)")
            let indexes = try db.indexes(on: "model_capabilities")
            #expect(indexes.first { $0.name == "idx_model_hf_id" }?.columns == ["hugging_face_id"])
            #expect(try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2)
            #expect(try Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1)
            for table in ["evidence", "generation", "attempt", "route", "catalog_refresh"] {
                #expect(try db.tableExists(table))
            }
        }
    }

    private static func execute(_ sql: String, _ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    private static func expectUntouched(
        _ path: String,
        _ folder: TemporaryFolder,
        throwing error: StoreError
    ) throws {
        let before = try Data(contentsOf: URL(filePath: path))
        let names = try folder.fileNames
        #expect(throws: error) { try Store.open(path: path, now: TimeSource.noon) }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        #expect(try folder.fileNames == names)
    }
}
