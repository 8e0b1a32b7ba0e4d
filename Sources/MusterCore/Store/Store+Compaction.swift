import GRDB

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
