package import Foundation
import GRDB

extension Store {
    /// The time a write waits for another process before it gives up.
    private static let busyTimeoutSeconds: TimeInterval = 5

    /// Opens the database at `path`, creating it and its folder if missing.
    ///
    /// It adopts a database of the predecessor and upgrades one of the first edition, both after
    /// making a copy, which it names by `now`. It rejects databases of newer versions, of other
    /// programs, and of another service. After an error the file is unchanged.
    package static func open(
        path: String,
        service: ServiceURL,
        now: Date
    ) throws(StoreError) -> Store {
        do {
            let isNew = !FileManager.default.fileExists(atPath: path)
            if isNew {
                try PrivateFile.createFolder(
                    at: URL(filePath: path).deletingLastPathComponent().path
                )
                // SQLite would create a file that others can read; journals inherit its mode.
                PrivateFile.create(at: path)
            }
            if !isNew { try requireFile(path) }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let store = Store(queue: queue, path: path, service: service)
            try store.bringUpToDate(queue, now: now)
            return store
        } catch let failure as FileFailure {
            throw StoreError.cannotOpen(path: path, reason: failure.reason)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    package static func inMemory(service: ServiceURL = .openRouter) throws(StoreError) -> Store {
        do {
            let queue = try DatabaseQueue(configuration: configuration)
            try queue.write { db in try Schema.create(db) }
            return Store(queue: queue, path: ":memory:", service: service)
        } catch {
            throw StoreError(error, path: ":memory:")
        }
    }

    /// Checks that the path, with links resolved, is a file: for a device or a pipe SQLite could
    /// only report that reading fails.
    static func requireFile(_ path: String) throws(StoreError) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        // For a folder, opening fails with a clear message.
        guard kind != S_IFREG, kind != S_IFDIR else { return }
        throw StoreError.cannotOpen(path: path, reason: "it is not a file")
    }

    /// The settings of every connection.
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
        let state = try queue.read { db in
            try requireService(db)
            return try SchemaState(db, path: path)
        }
        if case .current = state { return }
        var copyPath: String?
        do {
            try queue.write { db in
                // Another process may have upgraded it in the meantime.
                switch try SchemaState(db, path: path) {
                case .current: break
                case .empty: try Schema.create(db)
                case .predecessor:
                    copyPath = try copyAside(now: now)
                    try Schema.create(db, service: service)
                case .older(let version):
                    copyPath = try copyAside(now: now)
                    try Schema.upgrade(db, from: version, service: service)
                }
            }
        } catch {
            // The database is as it was, so the copy would be one of many.
            if let copyPath { try? FileManager.default.removeItem(atPath: copyPath) }
            throw error
        }
    }

    /// Writes a copy beside the database, using SQLite's backup API for consistency; returns its path.
    private func copyAside(now: Date) throws -> String {
        let stamp = now.formatted(
            .iso8601.dateSeparator(.omitted).timeSeparator(.omitted)
        )
        let copyPath = "\(path).before-\(stamp)"
        PrivateFile.create(at: copyPath)
        do {
            // The writing connection cannot be copied, another one can until the first change.
            try DatabaseQueue(path: path).backup(to: DatabaseQueue(path: copyPath))
            return copyPath
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
