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
        package var probes: [Capability] = []
        /// The most requests that it may take: each spelling once, and one for each probe.
        package var maximumRequests = 1
        /// The most that it may cost in US dollars; `nil` when its price is unknown or varies.
        package var maximumCost: Decimal?

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
    package var leftOut = 0
    /// Models that were asked for and do not fit what is left of the free tier's day.
    package var leftOutOfFreeTier = 0
    /// Models that were asked for and are disabled: never called, whatever else is said.
    package var disabled = 0
    /// How many free-tier requests are probably left today; `nil` when none are planned.
    package var freeTierLeft: Int?
    /// Whether that number is a bound, because the service or the key told it.
    package var isFreeTierKnown = false
    /// Until when the free tier is used up, if the service said so.
    package var freeTierUsedUpUntil: Date?

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

/// How a model is checked.
package enum CheckKind: String, Sendable, CaseIterable {
    /// Its endpoints list, which costs nothing and counts against no quota.
    case shallow
    /// A small completion, which may cost and counts against the free tier's day.
    case deep
}

/// What a check asks, apart from what it may use.
package struct CheckOptions: Sendable, Hashable {
    /// How each model is checked.
    package var kind: CheckKind
    /// What is probed beyond a plain answer; for deep checks only.
    package var probes: [Capability]
    /// Leaves out models whose verdict still holds.
    package var onlyStale: Bool
    /// Models that go first among equals, the marked ones; favourites do so anyway.
    package var preferred: Set<ModelID>
    /// Which spelling goes first.
    package var routes: RoutePreference

    package init(
        _ kind: CheckKind,
        probes: [Capability] = [],
        onlyStale: Bool = false,
        preferred: Set<ModelID> = [],
        routes: RoutePreference = .casedFirst
    ) {
        self.kind = kind
        self.probes = kind == .deep ? probes : []
        self.onlyStale = onlyStale
        self.preferred = preferred
        self.routes = routes
    }
}

/// What a check may use.
package struct CheckBudget: Sendable, Hashable {
    /// The most requests; `nil` is no bound.
    package var requests: Int?
    /// The most US dollars; `nil` is no bound.
    package var cost: Decimal?
    /// What is known of the free tier's day.
    package var freeTier: FreeTier

    package init(requests: Int? = nil, cost: Decimal? = nil, freeTier: FreeTier = FreeTier()) {
        self.requests = requests
        self.cost = cost
        self.freeTier = freeTier
    }
}

extension CheckPlan {
    /// The plan in a sentence: `43 requests, 12 on the free tier (~38 left today), at most $0.004`.
    package var summary: String {
        guard !items.isEmpty else { return "nothing to check" + leftOutText }
        var parts = ["\(requestCount) \(requestCount == 1 ? "request" : "requests")"]
        if maximumRequestCount > requestCount {
            parts[0] += " (up to \(maximumRequestCount) where a first spelling is refused)"
        }
        if freeTierRequestCount > 0 {
            let left = freeTierLeft.map { " (~\($0) left today)" } ?? ""
            parts.append("\(freeTierRequestCount) on the free tier\(left)")
        }
        parts.append(costText)
        if unpricedCount > 0 { parts.append("\(unpricedCount) of unknown price") }
        return parts.joined(separator: ", ") + leftOutText
    }

    /// What it may cost, in words.
    package var costText: String {
        maximumCost > 0 ? "at most about $\(maximumCost.roundedUp)" : "free"
    }

    private var leftOutText: String {
        var text = leftOut == 0 ? "" : "; \(leftOut) left out by the budget"
        if leftOutOfFreeTier > 0 {
            text += "; \(leftOutOfFreeTier) left out: the free tier is used up"
            text += freeTierUsedUpUntil.map { " until \($0.formatted(.iso8601))" } ?? " for today"
        }
        if disabled > 0 { text += "; \(disabled) disabled" }
        return text
    }
}

extension Decimal {
    /// Dollars to four decimals, rounded up: a bound must not look smaller than it is.
    var roundedUp: Decimal {
        var value = self
        var result = Decimal()
        NSDecimalRound(&result, &value, 4, .up)
        return result
    }
}
