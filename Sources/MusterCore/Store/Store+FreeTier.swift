package import Foundation
import GRDB

extension Store {
    package func freeTier(baseURL: ServiceURL, now: Date) async throws(StoreError) -> FreeTier {
        let sent = try await freeTierRequests(since: FreeTier.dayStart(of: now))
        return try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT daily_limit, used_up_until_ms FROM free_tier WHERE base_url = ?",
                arguments: [baseURL.string]
            )
            return FreeTier(
                dailyLimit: row?["daily_limit"],
                usedUpUntil: (row?["used_up_until_ms"] as Int64?).map(Date.init(milliseconds:)),
                sentToday: sent
            )
        }
    }

    package func rememberFreeTier(
        dailyLimit: Int,
        baseURL: ServiceURL
    ) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO free_tier (base_url, daily_limit) VALUES (?, ?)
                    ON CONFLICT (base_url) DO UPDATE SET daily_limit = excluded.daily_limit
                    """,
                arguments: [baseURL.string, dailyLimit]
            )
        }
    }

    /// Stores the end of the day's quota, if that is what a failure tells.
    func note(
        quotaIn failure: ServiceFailure?,
        baseURL: ServiceURL,
        now: Date
    ) async throws(StoreError) {
        guard let failure, failure.kind == .dailyQuota else { return }
        try await rememberFreeTier(
            usedUpUntil: FreeTier.reset(failure.resetsAt, now: now),
            dailyLimit: failure.limitSize.flatMap { $0 > 0 ? $0 : nil },
            baseURL: baseURL
        )
    }

    /// Stores the end of an exhausted quota.
    package func rememberFreeTier(
        usedUpUntil date: Date,
        dailyLimit: Int?,
        baseURL: ServiceURL
    ) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO free_tier (base_url, daily_limit, used_up_until_ms)
                    VALUES (?, ?, ?)
                    ON CONFLICT (base_url) DO UPDATE
                    SET daily_limit = COALESCE(excluded.daily_limit, daily_limit),
                    used_up_until_ms = excluded.used_up_until_ms
                    """,
                arguments: [baseURL.string, dailyLimit, date.milliseconds]
            )
        }
    }
}
