import Foundation
import GRDB

extension Store {
    /// Stores the start of a generation; returns its ID.
    func beginGeneration(
        _ request: GenerationRequest,
        now: Date
    ) async throws(StoreError) -> Int64 {
        try await write { db in try Self.insert(request, now: now, db) }
    }

    private static func insert(
        _ request: GenerationRequest,
        now: Date,
        _ db: Database
    ) throws -> Int64 {
        let owner = ProcessIdentity.current
        try db.cachedStatement(
            sql: """
                INSERT INTO generation
                (created_ms, owner_pid, owner_boot, owner_started, model_id, system_prompt,
                prompt, status)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                now.milliseconds, owner.id, owner.bootID, owner.startTime,
                request.modelID.rawValue, request.systemPrompt, request.prompt,
                GenerationStatus.streaming.rawValue,
            ]
        )
        return db.lastInsertedRowID
    }

    func appendPiece(
        text: String,
        reasoning: String,
        to id: Int64
    ) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql:
                    "INSERT INTO generation_piece (generation_id, text, reasoning) VALUES (?, ?, ?)",
                arguments: [id, text, reasoning]
            )
        }
    }

    /// Stores finished generations, the evidence about each model asked, and what they say of routes
    /// and quotas, in one transaction; returns their IDs in the same order.
    @discardableResult
    func keep(_ all: [FinishedGeneration]) async throws(StoreError) -> [Int64] {
        try await write { [self] db in
            try all.map { try keep($0, db) }
        }
    }

    private func keep(_ finished: FinishedGeneration, _ db: Database) throws -> Int64 {
        var generation = finished.generation
        if generation.id == 0 {
            generation.id = try Self.insert(finished.request, now: finished.startedAt, db)
        }
        try Self.finish(generation, db)
        var ids: [ModelID: Int64] = [:]
        for piece in finished.evidence { ids[piece.modelID] = try append(piece, db) }
        for attempt in generation.attempts {
            let model = attempt.modelID ?? generation.modelID
            try append(
                attempt,
                model,
                generation: generation.id,
                evidence: ids[model],
                at: finished.finishedAt,
                db
            )
        }
        for failure in finished.failures {
            try note(quotaIn: failure, now: finished.finishedAt, db)
        }
        if let (model, route) = finished.workingRoute {
            try Self.rememberRoute(route, for: model, now: finished.finishedAt, db)
        }
        return generation.id
    }

    /// Marks generations whose process is gone as interrupted; returns their number.
    @discardableResult
    package func markInterruptedGenerations(
        isAlive: @escaping @Sendable (ProcessIdentity) -> Bool = { $0.isAlive }
    ) async throws(StoreError) -> Int {
        try await write { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, owner_pid, owner_boot, owner_started FROM generation
                    WHERE status = 'streaming'
                    """
            )
            var count = 0
            for row in rows {
                guard let process = Int32(exactly: row["owner_pid"] as Int64) else { continue }
                let owner = ProcessIdentity(
                    id: process,
                    bootID: row["owner_boot"],
                    startTime: row["owner_started"]
                )
                guard !isAlive(owner) else { continue }
                let id: Int64 = row["id"]
                try collectPieces(of: id, db)
                try db.execute(
                    sql: "UPDATE generation SET status = 'interrupted' WHERE id = ?",
                    arguments: [id]
                )
                count += 1
            }
            return count
        }
    }

    private static func finish(_ generation: Generation, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE generation SET sent_model = ?, served_model = ?, provider = ?, status = ?,
                text = ?, reasoning = ?, finish_reason = ?, prompt_tokens = ?,
                completion_tokens = ?, reasoning_tokens = ?, cost = ?,
                time_to_first_token_ms = ?, duration_ms = ?, failure_kind = ?, failure = ?,
                answering_model_id = ?
                WHERE id = ?
                """
        ).execute(
            arguments: [
                generation.sentModel?.rawValue, generation.servedModel, generation.provider,
                generation.status.rawValue, generation.text, generation.reasoning,
                generation.finishReason?.rawValue, generation.usage?.promptTokens,
                generation.usage?.completionTokens, generation.usage?.reasoningTokens,
                generation.usage?.cost.map { "\($0)" }, generation.timeToFirstTokenMilliseconds,
                generation.durationMilliseconds, generation.failure?.kind.rawValue,
                generation.failure.map { "\($0)" }, generation.answeringModelID?.rawValue,
                generation.id,
            ]
        )
        try db.cachedStatement(sql: "DELETE FROM generation_piece WHERE generation_id = ?")
            .execute(arguments: [generation.id])
    }

    /// Moves the pieces of a generation into its row.
    private func collectPieces(of id: Int64, _ db: Database) throws {
        let pieces = try Row.fetchAll(
            db,
            sql: "SELECT text, reasoning FROM generation_piece WHERE generation_id = ? ORDER BY id",
            arguments: [id]
        )
        try db.execute(
            sql: "UPDATE generation SET text = ?, reasoning = ? WHERE id = ?",
            arguments: [
                pieces.map { $0["text"] as String }.joined(),
                pieces.map { $0["reasoning"] as String }.joined(), id,
            ]
        )
        try db.execute(
            sql: "DELETE FROM generation_piece WHERE generation_id = ?",
            arguments: [id]
        )
    }
}
