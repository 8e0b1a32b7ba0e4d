import GRDB
import MusterTestSupport

@testable import MusterCore

/// A database that was made by SQL and is then adopted.
enum AdoptedTable {
    /// Runs the script without foreign keys, as SQLAlchemy does, and opens the database.
    static func withStore(
        _ script: String,
        _ body: (Store) async throws -> Void
    ) async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("models.sqlite")
            var configuration = Configuration()
            configuration.foreignKeysEnabled = false
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try await queue.writeWithoutTransaction { db in try db.execute(sql: script) }
            try queue.close()
            try await body(Store.open(path: path, now: TimeSource.noon))
        }
    }
}
