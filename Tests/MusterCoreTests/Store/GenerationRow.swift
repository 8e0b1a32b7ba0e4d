import GRDB

@testable import MusterCore

/// A generation as the database has it.
struct GenerationRow: Sendable, Equatable {
    let id: Int64
    let status: String
    let prompt: String
    let text: String
    let reasoning: String
    let sentModel: String?
    let servedModel: String?
    let finishReason: String?
    let cost: String?
    let failure: String?
    /// The spelling and the kind of each attempt.
    let attempts: [[String]]
    /// How many pieces wait to be moved into the row.
    let pieces: Int

    /// All of them, oldest first.
    static func all(in store: Store) async throws -> [GenerationRow] {
        try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM generation ORDER BY id").map { row in
                let id: Int64 = row["id"]
                let attempts = try Row.fetchAll(
                    db,
                    sql: "SELECT sent_model, kind FROM attempt WHERE generation_id = ? ORDER BY id",
                    arguments: [id]
                )
                return GenerationRow(
                    id: id,
                    status: row["status"],
                    prompt: row["prompt"],
                    text: row["text"],
                    reasoning: row["reasoning"],
                    sentModel: row["sent_model"],
                    servedModel: row["served_model"],
                    finishReason: row["finish_reason"],
                    cost: row["cost"],
                    failure: row["failure"],
                    attempts: attempts.map { [$0["sent_model"], $0["kind"]] },
                    pieces: try Int.fetchOne(
                        db,
                        sql: "SELECT COUNT(*) FROM generation_piece WHERE generation_id = ?",
                        arguments: [id]
                    ) ?? 0
                )
            }
        }
    }
}
