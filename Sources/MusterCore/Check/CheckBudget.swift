package import Foundation

/// What a check may use.
package struct CheckBudget: Sendable, Hashable {
    /// The most requests; `nil` is no bound.
    package var requests: Int?
    /// The most US dollars; `nil` is no bound.
    package var cost: Decimal?
    /// What is known of the free tier's day.
    package var freeTier: FreeTier

    /// Creates a budget.
    package init(requests: Int? = nil, cost: Decimal? = nil, freeTier: FreeTier = FreeTier()) {
        self.requests = requests
        self.cost = cost
        self.freeTier = freeTier
    }
}
