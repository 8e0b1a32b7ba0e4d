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
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT model_id, observed_ms, kind, finding, detail, sent_model, http_status,
                    provider, latency_ms, cost, id FROM evidence
                    WHERE model_id = ? ORDER BY observed_ms DESC, id DESC LIMIT ?
                    """,
                arguments: [id.rawValue, limit]
            )
            return try rows.compactMap { row in
                var evidence = Evidence(row: row)
                evidence?.endpoints = try Self.endpoints(seenIn: row[10], db)
                return evidence
            }
        }
    }

    static func append(_ evidence: Evidence, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO evidence (model_id, observed_ms, kind, finding, detail, sent_model,
                http_status, provider, latency_ms, cost) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                evidence.modelID.rawValue, evidence.observedAt.milliseconds,
                evidence.kind.rawValue, evidence.finding.rawValue, evidence.detail,
                evidence.sentModel, evidence.httpStatus, evidence.provider,
                evidence.latencyMilliseconds, evidence.cost.map { "\($0)" },
            ]
        )
        let id = db.lastInsertedRowID
        for endpoint in evidence.endpoints {
            try db.execute(
                sql: """
                    INSERT INTO endpoint (evidence_id, provider, status, uptime, quantization,
                    context_length, prompt_price, completion_price)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, endpoint.provider, endpoint.status, endpoint.uptime,
                    endpoint.quantization, endpoint.contextLength,
                    endpoint.promptPrice?.perTokenString, endpoint.completionPrice?.perTokenString,
                ]
            )
        }
    }

    /// For each model, of each kind its newest evidence that says anything.
    static func newestEvidence(_ db: Database) throws -> [ModelID: [Evidence]] {
        // Beside MAX(), SQLite takes the other columns from the row that holds the maximum
        // (https://sqlite.org/lang_select.html#bareagg).
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT model_id, MAX(observed_ms), kind, finding, detail, sent_model, http_status,
                provider, latency_ms, cost FROM evidence
                WHERE finding <> 'inconclusive' GROUP BY model_id, kind
                """
        )
        var newest: [ModelID: [Evidence]] = [:]
        while let row = try rows.next() {
            guard let evidence = Evidence(row: row) else { continue }
            newest[evidence.modelID, default: []].append(evidence)
        }
        return newest
    }

    private static func endpoints(seenIn evidenceID: Int64, _ db: Database) throws -> [Endpoint] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT provider, status, uptime, quantization, context_length, prompt_price,
                completion_price FROM endpoint WHERE evidence_id = ? ORDER BY id
                """,
            arguments: [evidenceID]
        )
        return rows.map { row in
            Endpoint(
                provider: row[0],
                status: row[1],
                uptime: row[2],
                quantization: row[3],
                contextLength: row[4],
                promptPrice: (row[5] as String?).flatMap(Price.init(decimalString:)),
                completionPrice: (row[6] as String?).flatMap(Price.init(decimalString:))
            )
        }
    }
}

extension Evidence {
    /// Reads a row in the order of the queries above; `nil` for one of a later version.
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
        sentModel = row[5]
        httpStatus = row[6]
        provider = row[7]
        latencyMilliseconds = row[8]
        cost = (row[9] as String?).flatMap { DecimalNumber($0)?.value }
    }
}
