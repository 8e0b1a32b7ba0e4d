package import Foundation

/// What a check will ask, before anything is sent.
package struct CheckPlan: Sendable, Hashable {
    /// One model to check.
    package struct Item: Sendable, Hashable {
        /// The model.
        package var model: Model
        /// How.
        package var kind: CheckKind
        /// The most that it may cost in US dollars; `nil` when its price is unknown or varies.
        package var maximumCost: Decimal?

        /// Creates an item.
        package init(model: Model, kind: CheckKind, maximumCost: Decimal?) {
            self.model = model
            self.kind = kind
            self.maximumCost = maximumCost
        }
    }

    /// The models to check, in the order of asking.
    package var items: [Item]
    /// Models that were asked for and do not fit the budget.
    package var leftOut: Int
    /// Models that were asked for and are disabled: never called, whatever else is said.
    package var disabled: Int
    /// How many free-tier requests are probably left today, as far as anything says so.
    package var freeTierLeft: Int?

    /// Creates a plan.
    package init(items: [Item], leftOut: Int = 0, disabled: Int = 0, freeTierLeft: Int? = nil) {
        self.items = items
        self.leftOut = leftOut
        self.disabled = disabled
        self.freeTierLeft = freeTierLeft
    }

    /// How many requests will be sent, if each first route works.
    package var requestCount: Int { items.count }

    /// How many of them count against the free tier's day.
    package var freeTierRequestCount: Int {
        items.count { $0.kind == .deep && $0.model.isFree }
    }

    /// The most that all of it may cost, in US dollars, as far as prices are known.
    package var maximumCost: Decimal {
        items.reduce(0) { $0 + ($1.maximumCost ?? 0) }
    }

    /// How many items have a price that nobody can tell beforehand.
    package var unpricedCount: Int {
        items.count { $0.kind == .deep && $0.maximumCost == nil }
    }
}
