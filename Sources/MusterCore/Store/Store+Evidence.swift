import Foundation
import GRDB

extension Store {
    /// Appends observations.
    package func append(_ evidence: [Evidence]) async throws(StoreError) {
        try await write { db in
            for piece in evidence { try Self.append(piece, db) }
        }
    }

    /// All evidence about one model, newest first, at most `limit` pieces.
    package func evidence(
        of id: ModelID,
        limit: Int = 100
    ) async throws(StoreError) -> [Evidence] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT model_id, observed_ms, kind, finding, detail FROM evidence
                    WHERE model_id = ? ORDER BY observed_ms DESC, id DESC LIMIT ?
                    """,
                arguments: [id.rawValue, limit]
            ).compactMap(Evidence.init(row:))
        }
    }

    static func append(_ evidence: Evidence, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO evidence (model_id, observed_ms, kind, finding, detail)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                evidence.modelID.rawValue, evidence.observedAt.milliseconds,
                evidence.kind.rawValue, evidence.finding.rawValue, evidence.detail,
            ]
        )
    }

    /// For each model its newest evidence that says anything.
    static func newestEvidence(_ db: Database) throws -> [ModelID: Evidence] {
        // Beside MAX(), SQLite takes the other columns from the row that holds the maximum
        // (https://sqlite.org/lang_select.html#bareagg).
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT model_id, MAX(observed_ms), kind, finding, detail FROM evidence
                WHERE finding <> 'inconclusive' GROUP BY model_id
                """
        )
        var newest: [ModelID: Evidence] = [:]
        while let row = try rows.next() {
            guard let evidence = Evidence(row: row) else { continue }
            newest[evidence.modelID] = evidence
        }
        return newest
    }
}

extension Evidence {
    /// Reads a row of model ID, time, kind, finding and detail; `nil` for one of a later version.
    fileprivate init?(row: Row) {
        guard let kind = Kind(rawValue: row[2]), let finding = Finding(rawValue: row[3]) else {
            return nil
        }
        self.init(
            modelID: ModelID(rawValue: row[0]),
            observedAt: Date(milliseconds: row[1]),
            kind: kind,
            finding: finding,
            detail: row[4]
        )
    }
}
