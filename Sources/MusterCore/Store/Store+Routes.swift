package import Foundation
import GRDB

extension Store {
    /// The spelling that last worked for a model at a service, if known.
    package func workingRoute(
        for id: ModelID,
        baseURL: ServiceURL
    ) async throws(StoreError) -> Route? {
        try await read { db in
            try String.fetchOne(
                db,
                sql: "SELECT sent_model FROM route WHERE model_id = ? AND base_url = ?",
                arguments: [id.rawValue, baseURL.string]
            ).map(Route.init(rawValue:))
        }
    }

    /// The spellings that last worked at a service, by model.
    package func workingRoutes(baseURL: ServiceURL) async throws(StoreError) -> [ModelID: Route] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT model_id, sent_model FROM route WHERE base_url = ?",
                arguments: [baseURL.string]
            )
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
        baseURL: ServiceURL,
        now: Date
    ) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO route (model_id, base_url, sent_model, worked_ms) VALUES (?, ?, ?, ?)
                    ON CONFLICT (model_id, base_url) DO UPDATE
                    SET sent_model = excluded.sent_model, worked_ms = excluded.worked_ms
                    """,
                arguments: [id.rawValue, baseURL.string, route.rawValue, now.milliseconds]
            )
        }
    }
}
