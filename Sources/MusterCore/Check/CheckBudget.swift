package import Foundation

/// What a check may use.
package struct CheckBudget: Sendable, Hashable {
    /// The most requests; `nil` is no bound but the number of models.
    package var requests: Int?
    /// The most US dollars; `nil` is no bound.
    package var cost: Decimal?
    /// How many free-tier requests are left today; `nil` when nothing says so.
    package var freeTierLeft: Int?

    /// Creates a budget.
    package init(requests: Int? = nil, cost: Decimal? = nil, freeTierLeft: Int? = nil) {
        self.requests = requests
        self.cost = cost
        self.freeTierLeft = freeTierLeft
    }
}
