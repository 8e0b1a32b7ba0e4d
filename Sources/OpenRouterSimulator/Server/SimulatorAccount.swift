package import Foundation

/// What OpenRouter knows of a bearer key: its limits, and what its settings leave out.
package struct SimulatorAccount: Sendable {
    /// The catalog IDs that its settings leave out: not in `/models/user`, and refused by chat.
    package var excludes: @Sendable (String) -> Bool
    /// The way in which chat refuses an excluded model.
    package var exclusion: RefusalKind
    /// The most USD that the key may spend; `nil` for no limit.
    package var limit: Decimal?
    /// How often the limit starts anew: `daily`, `weekly` or `monthly`; `nil` for never.
    ///
    /// The server only tells it; spending starts anew with `setAccount` alone.
    package var limitReset: String?
    /// The end of the key's life, as in ISO 8601.
    package var expiresAt: String?
    package var isFreeTier: Bool
    /// USD spent before the start; what chat charges is added while the server runs.
    package var spent: Decimal
    /// The answer to every chat request; `nil` for a key in good standing.
    package var refusal: RefusalKind?
    /// The answer to chat requests once nothing of the limit remains.
    package var spentRefusal: RefusalKind

    /// The default is an account without limits or exclusions.
    package init(
        excludes: @escaping @Sendable (String) -> Bool = { _ in false },
        exclusion: RefusalKind = .dataPolicy,
        limit: Decimal? = nil,
        limitReset: String? = nil,
        expiresAt: String? = nil,
        isFreeTier: Bool = false,
        spent: Decimal = 0,
        refusal: RefusalKind? = nil,
        spentRefusal: RefusalKind = .keyLimit
    ) {
        self.excludes = excludes
        self.exclusion = exclusion
        self.limit = limit
        self.limitReset = limitReset
        self.expiresAt = expiresAt
        self.isFreeTier = isFreeTier
        self.spent = spent
        self.refusal = refusal
        self.spentRefusal = spentRefusal
    }

    /// What remains of the limit, at least 0; `nil` without a limit.
    var remaining: Decimal? { limit.map { max(0, $0 - spent) } }

    /// The error for any chat request of the key at this point.
    var standingRefusal: RefusalKind? {
        refusal ?? (remaining == 0 ? spentRefusal : nil)
    }
}

extension SimulatorAccount {
    /// One key for each thing that an account can be, for the demo; one of them expires 30 days
    /// after `today`.
    package static func demo(today: Date) -> [String: SimulatorAccount] {
        let end = today.addingTimeInterval(30 * 86_400).formatted(.iso8601)
        return [
            "sk-or-v1-demo-restricted": SimulatorAccount(
                excludes: { id in
                    // An alias has a tilde before the author.
                    let author = id.drop { $0 == "~" }.prefix { $0 != "/" }
                    return ["openai", "anthropic", "google"].contains(author)
                }
            ),
            "sk-or-v1-demo-budget": SimulatorAccount(
                limit: Decimal(1) / 100,
                limitReset: "monthly",
                expiresAt: end
            ),
            "sk-or-v1-demo-spent": SimulatorAccount(limit: 5, spent: 5, spentRefusal: .budgetLimit),
            "sk-or-v1-demo-broke": SimulatorAccount(refusal: .credits),
        ]
    }
}
