package import Foundation
import GRDB

extension Store {
    /// How long a write waits for another process before it gives up.
    private static let busyTimeoutSeconds: TimeInterval = 5

    /// Opens the database at `path`, creating it and its folder when they are missing.
    ///
    /// A database of the predecessor is adopted and one of the first edition brought up to date, both
    /// after a copy; one of a newer version, and one of another program, is refused untouched.
    ///
    /// - Parameters:
    ///   - path: the database's file.
    ///   - now: names the copy, should one be made.
    /// - Returns: the store, its schema up to date.
    /// - Throws: `StoreError`; then the file is as it was.
    package static func open(path: String, now: Date) throws(StoreError) -> Store {
        do {
            let isNew = !FileManager.default.fileExists(atPath: path)
            if isNew {
                try PrivateFile.createFolder(
                    at: URL(filePath: path).deletingLastPathComponent().path
                )
                // SQLite would make one that others can read; a journal has the mode of its file.
                PrivateFile.create(at: path)
            }
            if !isNew { try requireFile(path) }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let store = Store(queue: queue, path: path)
            try store.bringUpToDate(queue, now: now)
            return store
        } catch let failure as FileFailure {
            throw StoreError.cannotOpen(path: path, reason: failure.reason)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Creates an empty database in memory.
    package static func inMemory() throws(StoreError) -> Store {
        do {
            let queue = try DatabaseQueue(configuration: configuration)
            try queue.write(Schema.create)
            return Store(queue: queue, path: ":memory:")
        } catch {
            throw StoreError(error, path: ":memory:")
        }
    }

    /// Makes sure that SQLite is given a file, links followed: of a device or a pipe it could only
    /// say that reading fails.
    static func requireFile(_ path: String) throws(StoreError) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        // Of a folder it is told when it cannot be opened.
        guard kind != S_IFREG, kind != S_IFDIR else { return }
        throw StoreError.cannotOpen(path: path, reason: "it is not a file")
    }

    /// How every connection is set up.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "muster.store"
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            db.add(function: holdsWords)
        }
        return configuration
    }

    private func bringUpToDate(_ queue: DatabaseQueue, now: Date) throws {
        let state = try queue.read { db in try SchemaState(db, path: path) }
        try leaveWAL(queue)
        switch state {
        case .current: return
        case .empty: break
        case .firstEdition, .predecessor: try copyAside(queue, now: now)
        }
        try queue.write { db in
            // Another process may have done it meanwhile.
            switch try SchemaState(db, path: path) {
            case .current: break
            case .empty, .predecessor: try Schema.create(db)
            case .firstEdition: try Schema.upgradeFirstEdition(db)
            }
        }
    }

    /// Turns a database that came in WAL mode back, once it is known to be ours.
    private func leaveWAL(_ queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { db in
            // Asking first keeps one that may only be read readable.
            if try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" {
                try db.execute(sql: "PRAGMA journal_mode = DELETE")
            }
        }
    }

    /// Writes a copy beside the database, by SQLite's backup API so that it is consistent.
    private func copyAside(_ queue: DatabaseQueue, now: Date) throws {
        let stamp = now.formatted(
            .iso8601.dateSeparator(.omitted).timeSeparator(.omitted)
        )
        let copyPath = "\(path).before-\(stamp)"
        PrivateFile.create(at: copyPath)
        do {
            try queue.backup(to: DatabaseQueue(path: copyPath))
        } catch {
            try? FileManager.default.removeItem(atPath: copyPath)
            throw StoreError.cannotCopy(path: path, reason: StoreError.reason(of: error))
        }
    }
}

extension StoreError {
    fileprivate static func reason(of error: any Error) -> String {
        (error as? DatabaseError)?.message ?? "\(error)"
    }
}
