import GRDB

extension Store {
    /// A value whenever somebody else's connection has changed the database.
    ///
    /// Nothing is looked at until the folder of the file says that something was written, as each
    /// transaction does with its journal; whose it was, SQLite knows (`PRAGMA data_version`).
    package func foreignChanges() -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let watching = Task {
                var version = try? await dataVersion()
                for await _ in FileChanges.stream(of: path) {
                    guard let now = try? await dataVersion(), now != version else { continue }
                    version = now
                    continuation.yield()
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in watching.cancel() }
        }
    }

    private func dataVersion() async throws(StoreError) -> Int? {
        try await read { db in try Int.fetchOne(db, sql: "PRAGMA data_version") }
    }
}
