package import Foundation
import GRDB

/// Age limits for evidence and past generations; `nil` keeps them forever.
package struct Retention: Sendable, Hashable {
    /// The limit for evidence in seconds.
    package var evidence: TimeInterval?
    /// The limit for past generations in seconds.
    package var history: TimeInterval?

    package init(evidence: TimeInterval? = nil, history: TimeInterval? = nil) {
        self.evidence = evidence
        self.history = history
    }

    package var isUnlimited: Bool { evidence == nil && history == nil }

    /// Parses an age such as `36h` or `180d` into seconds.
    ///
    /// It rejects ages below a day: `6m` means six minutes here, and a user who meant months would
    /// lose the history.
    package static func readAge(_ text: String) -> TimeInterval? {
        VerdictLifetimes.read(text).flatMap { $0 >= 86_400 ? $0 : nil }
    }
}

extension Store {
    /// Rows per transaction, so concurrent streams and readers wait for milliseconds at most.
    private static let portion = 250

    /// Deletes evidence and generations beyond their age limits; returns how many.
    ///
    /// It keeps each model's newest evidence of every kind and finding, however old, because the
    /// verdict depends on it. It also keeps generations that still stream. It works in many small
    /// transactions and can be cancelled between them; the next run continues.
    @discardableResult
    package func forget(
        beyond retention: Retention,
        now: Date
    ) async throws(StoreError) -> (evidence: Int, generations: Int) {
        var forgotten = (evidence: 0, generations: 0)
        if let age = retention.history {
            forgotten.generations = try await forgetGenerations(
                before: now.addingTimeInterval(-age),
                now: now
            )
        }
        if let age = retention.evidence {
            forgotten.evidence = try await forgetEvidence(before: now.addingTimeInterval(-age))
        }
        return forgotten
    }

    /// Deletes generations started before `date`, except streaming ones; returns their number.
    @discardableResult
    package func forgetGenerations(
        before date: Date,
        now: Date
    ) async throws(StoreError) -> Int {
        try await inPortions { db, last in
            let ids = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM generation WHERE id > ? AND created_ms < ?
                    AND \(Self.isOver) ORDER BY id LIMIT ?
                    """,
                arguments: [last, date.milliseconds, Self.portion]
            )
            for id in ids { try Self.forgetGeneration(id, now: now, db) }
            return (ids.last, ids.count)
        }
    }

    /// Deletes generations, all or none.
    ///
    /// It deletes nothing and returns the ones at fault if some are missing or still stream. By
    /// `now` it knows which requests still count against today's quota.
    package func forgetGenerations(
        _ ids: [Int64],
        now: Date
    ) async throws(StoreError) -> [Int64] {
        try await write { db in
            let missing = try ids.filter { id in
                try Int64.fetchOne(
                    db,
                    sql: "SELECT id FROM generation WHERE id = ? AND \(Self.isOver)",
                    arguments: [id]
                ) == nil
            }
            guard missing.isEmpty else { return missing }
            try Self.eraseWhatIsDeleted(db)
            for id in ids { try Self.forgetGeneration(id, now: now, db) }
            return []
        }
    }

    /// The number of finished generations started before `date`.
    package func generationCount(before date: Date) async throws(StoreError) -> Int {
        try await read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT COUNT(*) FROM generation WHERE created_ms < ? AND \(Self.isOver)",
                arguments: [date.milliseconds]
            ) ?? 0
        }
    }

    /// An index finds the few that stream, so SQLite reads no long prompt to get at the status.
    private static let isOver = "id NOT IN (SELECT id FROM generation WHERE status = 'streaming')"

    /// Overwrites deleted data, so it cannot be recovered from unused pages.
    private static func eraseWhatIsDeleted(_ db: Database) throws {
        try db.execute(sql: "PRAGMA secure_delete = ON")
    }

    /// Deletes a generation with its pieces and the attempts that nothing else needs.
    ///
    /// Attempts behind evidence belong to the evidence, and attempts of the last two days count
    /// against the free tier.
    private static func forgetGeneration(_ id: Int64, now: Date, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE attempt SET generation_id = NULL WHERE generation_id = ?
                AND (evidence_id IS NOT NULL OR is_free_tier AND started_ms >= ?)
                """,
            arguments: [id, now.addingTimeInterval(-2 * 86_400).milliseconds]
        )
        try db.execute(sql: "DELETE FROM generation WHERE id = ?", arguments: [id])
    }

    private func forgetEvidence(before date: Date) async throws(StoreError) -> Int {
        let time = date.milliseconds
        let forgotten = try await inPortions { db, last in
            let ids = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM evidence e WHERE id > ? AND observed_ms < ?
                    AND id NOT IN (SELECT evidence_id FROM newest_evidence)
                    AND (capability IS NULL OR EXISTS (SELECT 1 FROM evidence n
                    WHERE n.model_id = e.model_id AND n.capability = e.capability
                    AND n.observed_ms > e.observed_ms))
                    ORDER BY id LIMIT ?
                    """,
                arguments: [last, time, Self.portion]
            )
            for id in ids {
                // Attempts of a kept generation are kept.
                try db.execute(
                    sql: """
                        UPDATE attempt SET evidence_id = NULL
                        WHERE evidence_id = ? AND generation_id IS NOT NULL
                        """,
                    arguments: [id]
                )
                try db.execute(sql: "DELETE FROM evidence WHERE id = ?", arguments: [id])
            }
            return (ids.last, ids.count)
        }
        // Attempts of deleted generations that say nothing about a model.
        _ = try await inPortions { db, last in
            let ids = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM attempt WHERE id > ? AND generation_id IS NULL
                    AND evidence_id IS NULL AND started_ms < ? ORDER BY id LIMIT ?
                    """,
                arguments: [last, time, Self.portion]
            )
            for id in ids {
                try db.execute(sql: "DELETE FROM attempt WHERE id = ?", arguments: [id])
            }
            return (ids.last, ids.count)
        }
        return forgotten
    }

    /// Runs a transaction per portion of a table, until no rows remain or the task is cancelled;
    /// returns the sum of the counts.
    private func inPortions(
        _ body: @escaping @Sendable (Database, Int64) throws -> (last: Int64?, count: Int)
    ) async throws(StoreError) -> Int {
        var sum = 0
        var last: Int64? = 0
        while let after = last, !Task.isCancelled {
            let (next, count) = try await write { db in
                try Self.eraseWhatIsDeleted(db)
                return try body(db, after)
            }
            last = next
            sum += count
        }
        return sum
    }
}
