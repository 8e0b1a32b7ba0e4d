package import Foundation
import GRDB

extension Store {
    /// The free tier of the current account.
    package func freeTier(now: Date) async throws(StoreError) -> FreeTier {
        let sent = try await freeTierRequests(since: FreeTier.dayStart(of: now))
        return try await read { [account] db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT daily_limit, used_up_until_ms FROM free_tier WHERE account = ?",
                arguments: [account.value.rawValue]
            )
            return FreeTier(
                dailyLimit: row?["daily_limit"],
                usedUpUntil: (row?["used_up_until_ms"] as Int64?).map(Date.init(milliseconds:)),
                sentToday: sent
            )
        }
    }

    package func rememberFreeTier(dailyLimit: Int) async throws(StoreError) {
        try await write { [account] db in
            try db.execute(
                sql: """
                    INSERT INTO free_tier (account, daily_limit) VALUES (?, ?)
                    ON CONFLICT (account) DO UPDATE SET daily_limit = excluded.daily_limit
                    """,
                arguments: [account.value.rawValue, dailyLimit]
            )
        }
    }

    /// Stores the end of the day's quota, if that is what a failure tells.
    func note(quotaIn failure: ServiceFailure?, now: Date) async throws(StoreError) {
        guard failure?.kind == .dailyQuota else { return }
        try await write { [self] db in try note(quotaIn: failure, now: now, db) }
    }

    func note(quotaIn failure: ServiceFailure?, now: Date, _ db: Database) throws {
        guard let failure, failure.kind == .dailyQuota else { return }
        try rememberFreeTier(
            usedUpUntil: FreeTier.reset(failure.resetsAt, now: now),
            dailyLimit: failure.limitSize.flatMap { $0 > 0 ? $0 : nil },
            db
        )
    }

    /// Stores the end of an exhausted quota.
    private func rememberFreeTier(
        usedUpUntil date: Date,
        dailyLimit: Int?,
        _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO free_tier (account, daily_limit, used_up_until_ms)
                VALUES (?, ?, ?)
                ON CONFLICT (account) DO UPDATE
                SET daily_limit = COALESCE(excluded.daily_limit, daily_limit),
                used_up_until_ms = excluded.used_up_until_ms
                """,
            arguments: [account.value.rawValue, dailyLimit, date.milliseconds]
        )
    }
}
