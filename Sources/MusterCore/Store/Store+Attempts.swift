package import Foundation
import GRDB

extension Store {
    /// All observations of and requests to one model, newest first, at most `limit` entries.
    package func timeline(
        of id: ModelID,
        limit: Int = 100
    ) async throws(StoreError) -> [TimelineEntry] {
        try await read { db in
            let evidence = try Self.fetchEvidence(of: id, limit: limit, db)
            var entries = try evidence.map { piece in
                TimelineEntry(
                    date: piece.evidence.observedAt,
                    evidence: piece.evidence,
                    attempts: try Self.fetchAttempts(
                        db,
                        "evidence_id = ? ORDER BY id",
                        [piece.id]
                    ).map(\.attempt)
                )
            }
            // Attempts of generations that said nothing about the model, as with a bad key.
            entries += try Self.fetchAttempts(
                db,
                "model_id = ? AND evidence_id IS NULL ORDER BY id DESC LIMIT ?",
                [id.rawValue, limit]
            ).map { TimelineEntry(date: $0.date, evidence: nil, attempts: [$0.attempt]) }
            return Array(entries.sorted { $0.date > $1.date }.prefix(limit))
        }
    }

    /// The number of the account's free-tier requests since `date`, without those that never left
    /// this machine.
    package func freeTierRequests(since date: Date) async throws(StoreError) -> Int {
        try await read { [account] db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*) FROM attempt
                    WHERE is_free_tier AND started_ms >= ? AND http_status IS NOT NULL
                    AND account = ?
                    """,
                arguments: [date.milliseconds, account.value.rawValue]
            ) ?? 0
        }
    }

    func append(
        _ attempt: Attempt,
        _ modelID: ModelID,
        generation: Int64?,
        evidence: Int64?,
        at date: Date,
        _ db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO attempt (generation_id, evidence_id, model_id, started_ms,
                is_free_tier, sent_model, http_status, kind, message, waited_ms, trouble, account)
                VALUES (?, ?, ?, ?, COALESCE(
                (SELECT is_free FROM model_capabilities WHERE model_id = ?), 0), ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                generation, evidence, modelID.rawValue, date.milliseconds, modelID.rawValue,
                attempt.sentModel.rawValue, attempt.httpStatus, attempt.kind.rawValue,
                attempt.message, attempt.waitedMilliseconds, attempt.trouble?.rawValue,
                account.value.rawValue,
            ]
        )
    }

    /// Fetches the attempts that meet a condition, with the time each ended.
    static func fetchAttempts(
        _ db: Database,
        _ condition: String,
        _ arguments: StatementArguments
    ) throws -> [(date: Date, attempt: Attempt)] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT started_ms, sent_model, http_status, kind, message, waited_ms, model_id,
                trouble
                FROM attempt
                WHERE \(condition)
                """,
            arguments: arguments
        )
        return rows.map { row in
            let attempt = Attempt(
                modelID: ModelID(rawValue: row["model_id"]),
                sentModel: Route(rawValue: row["sent_model"]),
                httpStatus: row["http_status"],
                kind: Attempt.Kind(rawValue: row["kind"]),
                message: row["message"],
                waitedMilliseconds: row["waited_ms"],
                trouble: (row["trouble"] as String?).flatMap(Trouble.init(rawValue:))
            )
            return (Date(milliseconds: row["started_ms"]), attempt)
        }
    }
}
