import Foundation
import GRDB

extension Store {
    /// The age in milliseconds beyond which an endpoints list does not count for a verification.
    private static let endpointsLifetime: Int64 = 24 * 3600 * 1000

    /// Stores the facts of an observation on which a batch depends.
    ///
    /// An answer is a verification: later differences count as changes. Its endpoints come from the
    /// last list or, if that is too old, from the next one.
    static func takeFacts(of evidence: Evidence, _ db: Database) throws {
        guard evidence.capability == nil else { return }
        let id = evidence.modelID.rawValue
        let time = evidence.observedAt.milliseconds
        if !evidence.endpoints.isEmpty {
            let facts = ModelFacts(evidence.endpoints).stored
            try takeEndpoints(evidence.endpoints, of: id, at: time, db)
            try db.execute(
                sql: """
                    UPDATE verification SET endpoint_facts = ?
                    WHERE model_id = ? AND endpoint_facts IS NULL
                    """,
                arguments: [facts, id]
            )
        }
        guard evidence.finding == .answered, let model = try fetchFacts(of: id, db) else { return }
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO verification (model_id, verified_ms, facts, endpoint_facts)
                VALUES (?, ?, ?, (SELECT facts FROM newest_endpoints
                WHERE model_id = ? AND observed_ms >= ?))
                """
        ).execute(
            arguments: [id, time, model.stored, id, time - endpointsLifetime]
        )
    }

    /// For each model that ever answered, the facts at that time and its current endpoints.
    static func verifications(
        _ db: Database,
        _ span: ModelSpan
    ) throws -> [ModelID: Verification] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT v.model_id, v.facts, v.endpoint_facts, e.facts AS facts_now FROM verification v
                LEFT JOIN newest_endpoints e ON e.model_id = v.model_id
                WHERE \(span.condition(on: "v.model_id"))
                """,
            arguments: span.arguments
        )
        var verifications: [ModelID: Verification] = [:]
        while let row = try rows.next() {
            verifications[ModelID(rawValue: row["model_id"])] = Verification(
                facts: row["facts"],
                endpointFacts: row["endpoint_facts"],
                endpointFactsNow: row["facts_now"]
            )
        }
        return verifications
    }

    private static func fetchFacts(of id: String, _ db: Database) throws -> ModelFacts? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT \(ModelRecord.selection) FROM model_capabilities WHERE model_id = ?"
            ),
            arguments: [id]
        )
        var lists: [String: [String]] = [:]
        return row.map { row in
            let record = ModelRecord(row: row, lists: &lists)
            return ModelFacts(record.model(verdict: .neverChecked))
        }
    }

    /// The stored facts of a verification.
    struct Verification {
        let facts: String
        let endpointFacts: String?
        let endpointFactsNow: String?

        func changes(of model: Model) -> [ModelChange] {
            var changes: [ModelChange] = []
            let now = ModelFacts(model)
            if now.stored != facts { changes = ModelFacts(stored: facts).changes(to: now) }
            if let endpointFacts, let endpointFactsNow, endpointFacts != endpointFactsNow {
                changes += ModelFacts(stored: endpointFacts)
                    .changes(to: ModelFacts(stored: endpointFactsNow))
            }
            return changes
        }
    }
}
