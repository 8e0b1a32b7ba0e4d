package import Foundation
import GRDB

extension Store {
    /// The spelling that last worked for a model, if known.
    package func workingRoute(for id: ModelID) async throws(StoreError) -> Route? {
        try await read { db in
            try String.fetchOne(
                db,
                sql: "SELECT sent_model FROM route WHERE model_id = ?",
                arguments: [id.rawValue]
            ).map(Route.init(rawValue:))
        }
    }

    /// The spellings that last worked, by model.
    package func workingRoutes() async throws(StoreError) -> [ModelID: Route] {
        try await read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT model_id, sent_model FROM route")
            return Dictionary(
                rows.map { (ModelID(rawValue: $0["model_id"]), Route(rawValue: $0["sent_model"])) },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    /// Stores the spelling that worked, to try it first next time.
    package func rememberRoute(
        _ route: Route,
        for id: ModelID,
        now: Date
    ) async throws(StoreError) {
        try await write { db in try Self.rememberRoute(route, for: id, now: now, db) }
    }

    static func rememberRoute(_ route: Route, for id: ModelID, now: Date, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO route (model_id, sent_model, worked_ms) VALUES (?, ?, ?)
                ON CONFLICT (model_id) DO UPDATE
                SET sent_model = excluded.sent_model, worked_ms = excluded.worked_ms
                """
        ).execute(arguments: [id.rawValue, route.rawValue, now.milliseconds])
    }
}
