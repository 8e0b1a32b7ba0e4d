package import Foundation

/// What a check will ask, before anything is sent.
package struct CheckPlan: Sendable, Hashable {
    /// One model to check.
    package struct Item: Sendable, Hashable {
        /// The model.
        package var model: Model
        /// How.
        package var kind: CheckKind
        /// What is probed, once the model has answered.
        package var probes: [Capability]
        /// The most requests that it may take: each spelling once, and one for each probe.
        package var maximumRequests: Int
        /// The most that it may cost in US dollars; `nil` when its price is unknown or varies.
        package var maximumCost: Decimal?

        /// Creates an item.
        package init(
            model: Model,
            kind: CheckKind,
            probes: [Capability] = [],
            maximumRequests: Int = 1,
            maximumCost: Decimal?
        ) {
            self.model = model
            self.kind = kind
            self.probes = probes
            self.maximumRequests = maximumRequests
            self.maximumCost = maximumCost
        }

        /// How many requests it takes when the first spelling works.
        package var requests: Int { 1 + probes.count }

        /// Whether it counts against the free tier's day.
        package var isFreeTier: Bool { kind == .deep && model.isFree }
    }

    /// The models to check, in the order of asking.
    package var items: [Item]
    /// The most requests that may be sent; `nil` is no bound.
    package var requestLimit: Int?
    /// Models that were asked for and do not fit the budget.
    package var leftOut: Int
    /// Models that were asked for and do not fit what is left of the free tier's day.
    package var leftOutOfFreeTier: Int
    /// Models that were asked for and are disabled: never called, whatever else is said.
    package var disabled: Int
    /// How many free-tier requests are probably left today; `nil` when none are planned.
    package var freeTierLeft: Int?
    /// Whether that number is a bound, because the service or the key told it.
    package var isFreeTierKnown: Bool
    /// Until when the free tier is used up, if the service said so.
    package var freeTierUsedUpUntil: Date?

    /// Creates a plan.
    package init(
        items: [Item],
        requestLimit: Int? = nil,
        leftOut: Int = 0,
        leftOutOfFreeTier: Int = 0,
        disabled: Int = 0,
        freeTierLeft: Int? = nil,
        isFreeTierKnown: Bool = false,
        freeTierUsedUpUntil: Date? = nil
    ) {
        self.items = items
        self.requestLimit = requestLimit
        self.leftOut = leftOut
        self.leftOutOfFreeTier = leftOutOfFreeTier
        self.disabled = disabled
        self.freeTierLeft = freeTierLeft
        self.isFreeTierKnown = isFreeTierKnown
        self.freeTierUsedUpUntil = freeTierUsedUpUntil
    }

    /// How many requests will be sent, if each first spelling works.
    package var requestCount: Int { items.reduce(0) { $0 + $1.requests } }

    /// How many requests will be sent at most, if no first spelling works.
    package var maximumRequestCount: Int {
        min(items.reduce(0) { $0 + $1.maximumRequests }, requestLimit ?? .max)
    }

    /// How many of the requests count against the free tier's day.
    package var freeTierRequestCount: Int {
        items.reduce(0) { $0 + ($1.isFreeTier ? $1.requests : 0) }
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
