package import Foundation
import GRDB

extension Store {
    /// How far the models were read, to ask later what has changed since.
    package struct ModelsVersion: Sendable, Hashable {
        /// Changes whenever another connection commits (`PRAGMA data_version`).
        fileprivate var data = 0
        /// How often a catalog or a mark was written.
        fileprivate var writes = 0
        /// The last ID of each table that counts its rows (`sqlite_sequence`).
        fileprivate var sequences: [String: Int64] = [:]
    }

    /// What others have done to the models.
    package enum ModelChanges: Sendable, Hashable {
        case none
        /// These alone have new evidence.
        case some(Set<ModelID>)
        /// Any of them may be another.
        case any
    }

    /// More models than that are read faster all at once.
    private static let changeLimit = 100
    private static let writesKey = "models.writes"

    /// How long after one change the next is looked for.
    private static let changeInterval = Duration.seconds(1)

    /// Watches for models that somebody else's connection changes.
    ///
    /// Nothing is looked at until the folder of the file says that something was written, as each
    /// transaction does with its journal.
    ///
    /// - Parameter pause: waits; throws when it is cancelled.
    /// - Returns: a value at once after a quiet time, then at most once a second, and always after
    ///   the last change.
    package func foreignChanges(
        pause: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) -> AsyncStream<ModelChanges> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let files = FileChanges.stream(of: path)
            let watching = Task {
                var version = try? await modelsVersion()
                for await _ in files {
                    let (changes, now) = await changes(since: version)
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

    /// A version that cannot be told may be any.
    private func changes(since version: ModelsVersion?) async -> (ModelChanges, ModelsVersion?) {
        guard let version, let (changes, now) = try? await modelChanges(since: version) else {
            return (.any, try? await modelsVersion())
        }
        return (changes, now)
    }

    /// How the models stand now; to be asked before they are read.
    package func modelsVersion() async throws(StoreError) -> ModelsVersion {
        try await read { db in try Self.fetchVersion(db) }
    }

    /// What others have done to the models since a version, and the version now.
    ///
    /// It costs three reads of a row or two, however many models there are. This process's own
    /// writes may be among the changes when others have written too.
    package func modelChanges(
        since version: ModelsVersion
    ) async throws(StoreError) -> (ModelChanges, ModelsVersion) {
        try await read { db in
            let now = try Self.fetchVersion(db)
            // A change that no count tells of is of a program that does not count.
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

    /// Some of the models as they are now, in no order; without those that are not there.
    package func models(
        _ ids: Set<ModelID>,
        now: Date
    ) async throws(StoreError) -> [Model] {
        try await read { [lifetimes] db in
            try ids.flatMap { try Self.fetchModels(db, id: $0, now: now, lifetimes) }
        }
    }

    /// Counts a write of models that leaves no new row, within its transaction.
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
