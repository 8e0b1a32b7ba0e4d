package import Foundation
import GRDB

/// How long evidence and past generations are kept; without a limit, for ever.
package struct Retention: Sendable, Hashable {
    /// How long evidence is kept, in seconds.
    package var evidence: TimeInterval?
    /// How long past generations are kept, in seconds.
    package var history: TimeInterval?

    /// Creates a retention.
    package init(evidence: TimeInterval? = nil, history: TimeInterval? = nil) {
        self.evidence = evidence
        self.history = history
    }

    /// Whether everything is kept.
    package var isUnlimited: Bool { evidence == nil && history == nil }

    /// Reads an age such as `36h` or `180d`, in seconds.
    ///
    /// Less than a day is refused: `6m` is six minutes here, and meant as months by somebody whose
    /// history would be gone.
    package static func readAge(_ text: String) -> TimeInterval? {
        VerdictLifetimes.read(text).flatMap { $0 >= 86_400 ? $0 : nil }
    }
}

extension Store {
    /// How many rows one transaction looks at, so that whoever streams or browses meanwhile waits
    /// for some milliseconds at most.
    private static let portion = 250

    /// Forgets evidence and generations that are older than they are to be kept.
    ///
    /// Of each model, the newest evidence of each kind and finding stays, however old: its verdict
    /// is made of that. A generation that still streams stays too. It is done in many small
    /// transactions and can be cancelled between them; what is left is forgotten the next time.
    ///
    /// - Parameters:
    ///   - retention: how long to keep them.
    ///   - now: the time that ages are counted from.
    /// - Returns: how many were forgotten.
    /// - Throws: `StoreError`; then what came before was forgotten.
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

    /// Forgets the generations that began before a time, but none that still streams.
    ///
    /// - Returns: how many there were.
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

    /// Forgets generations, all of them or none.
    ///
    /// - Parameters:
    ///   - ids: the generations.
    ///   - now: the time, by which it is known what is still needed to count the day's requests.
    /// - Returns: those that could not be forgotten, because they are not there or still stream;
    ///   then nothing was.
    /// - Throws: `StoreError`; then nothing was forgotten.
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

    /// How many generations began before a time, and are over.
    package func generationCount(before date: Date) async throws(StoreError) -> Int {
        try await read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT COUNT(*) FROM generation WHERE created_ms < ? AND \(Self.isOver)",
                arguments: [date.milliseconds]
            ) ?? 0
        }
    }

    /// The few that stream are found by an index, so that no long prompt is read for its status.
    private static let isOver = "id NOT IN (SELECT id FROM generation WHERE status = 'streaming')"

    /// Lets nothing that is forgotten be found in the file's unused pages.
    private static func eraseWhatIsDeleted(_ db: Database) throws {
        try db.execute(sql: "PRAGMA secure_delete = ON")
    }

    /// Deletes a generation with its pieces and those attempts that nothing else needs.
    ///
    /// Attempts that made evidence belong to that, and those of the last two days are counted
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
                // The attempts of a generation that is kept are kept with it.
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
        // Those whose generation was forgotten, and which say nothing of a model.
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

    /// Runs a transaction for each portion of a table, until one has no more rows or the task is
    /// cancelled; returns the sum of what they counted.
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
