package import Foundation
import GRDB

extension Store {
    /// A version of the models, for asking later what changed since.
    package struct ModelsVersion: Sendable, Hashable {
        /// Changes whenever another connection commits (`PRAGMA data_version`).
        fileprivate var data = 0
        /// The number of times a catalog or a mark was written.
        fileprivate var writes = 0
        /// The last ID of each AUTOINCREMENT table (`sqlite_sequence`).
        fileprivate var sequences: [String: Int64] = [:]
    }

    /// Changes to the models by other connections.
    package enum ModelChanges: Sendable, Hashable {
        case none
        /// Only these have new evidence.
        case some(Set<ModelID>)
        case any
    }

    /// Above this number, rereading all models is faster.
    private static let changeLimit = 100
    private static let writesKey = "models.writes"

    /// The delay between two checks for changes.
    private static let changeInterval = Duration.seconds(1)

    /// Watches for changes to models by other connections.
    ///
    /// It does nothing until the file's folder reports a write, which each transaction causes with
    /// its journal. It yields at once after a quiet time, then at most once per second, and always
    /// after the last change. In WAL mode, the log is written before others see the transaction, so
    /// it looks again after the pause if at first there is nothing new.
    package func foreignChanges(
        pause: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) -> AsyncStream<ModelChanges> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let watching = Task {
                let isWAL = await usesWAL()
                let files = FileChanges.stream(of: path, hearsWAL: isWAL)
                var version = try? await modelsVersion()
                for await _ in files {
                    var (changes, now) = await changes(since: version)
                    if isWAL, now?.data == version?.data {
                        guard (try? await pause(Self.changeInterval)) != nil else { break }
                        (changes, now) = await self.changes(since: version)
                    }
                    let isForeign = now == nil || now?.data != version?.data
                    version = now
                    guard isForeign else { continue }
                    // What nobody has taken yet and what is new may be any together.
                    if changes != .none, case .dropped = continuation.yield(changes) {
                        continuation.yield(.any)
                    }
                    // What is written meanwhile, the stream of the files remembers.
                    guard (try? await pause(Self.changeInterval)) != nil else { break }
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in watching.cancel() }
        }
    }

    /// Whether the database has a write-ahead log, as that of another program may.
    private func usesWAL() async -> Bool {
        let mode = try? await read { db in
            // The connection knows another's change of mode only once it reads.
            _ = try Self.fetchVersion(db)
            return try String.fetchOne(db, sql: "PRAGMA journal_mode")
        }
        return mode == "wal"
    }

    /// Assumes that any model changed if the version cannot be read.
    private func changes(since version: ModelsVersion?) async -> (ModelChanges, ModelsVersion?) {
        guard let version, let (changes, now) = try? await modelChanges(since: version) else {
            return (.any, try? await modelsVersion())
        }
        return (changes, now)
    }

    /// The current version; get it before reading the models.
    package func modelsVersion() async throws(StoreError) -> ModelsVersion {
        try await read { db in try Self.fetchVersion(db) }
    }

    /// Changes by others since a version, with the current version.
    ///
    /// It costs three small reads, however many models there are. If others have written, the
    /// changes may include this process's own.
    package func modelChanges(
        since version: ModelsVersion
    ) async throws(StoreError) -> (ModelChanges, ModelsVersion) {
        try await read { db in
            let now = try Self.fetchVersion(db)
            // A change that no counter shows comes from a program that does not count.
            guard now.data != version.data else { return (.none, now) }
            if now.writes != version.writes || now.sequences == version.sequences {
                return (.any, now)
            }
            let last = version.sequences["evidence", default: 0]
            guard now.sequences["evidence", default: 0] != last else { return (.none, now) }
            let ids = try String.fetchAll(
                db,
                sql: "SELECT DISTINCT model_id FROM evidence WHERE id > ? LIMIT ?",
                arguments: [last, Self.changeLimit + 1]
            )
            guard ids.count <= Self.changeLimit else { return (.any, now) }
            return (.some(Set(ids.map(ModelID.init(rawValue:)))), now)
        }
    }

    /// Reads some of the models, ordered by ID, without missing ones.
    package func models(
        _ ids: Set<ModelID>,
        now: Date
    ) async throws(StoreError) -> [Model] {
        try await read { [self] db in try fetchModels(db, .some(ids), now: now) }
    }

    /// Counts a write to models that adds no row, within its transaction.
    static func countModelWrite(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO setting (key, value) VALUES (?, '1')
                ON CONFLICT (key) DO UPDATE SET value = value + 1
                """,
            arguments: [writesKey]
        )
    }

    private static func fetchVersion(_ db: Database) throws -> ModelsVersion {
        var version = ModelsVersion()
        version.data = try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0
        version.writes =
            try Int.fetchOne(
                db,
                sql: "SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?",
                arguments: [writesKey]
            ) ?? 0
        for row in try Row.fetchAll(db, sql: "SELECT name, seq FROM sqlite_sequence") {
            version.sequences[row[0]] = row[1]
        }
        return version
    }
}
