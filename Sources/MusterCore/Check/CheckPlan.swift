package import Foundation

/// The planned requests of a check.
package struct CheckPlan: Sendable, Hashable {
    package struct Item: Sendable, Hashable {
        package var model: Model
        package var kind: CheckKind
        /// Capabilities to probe once the model has answered.
        package var probes: [Capability] = []
        /// The tag of the one endpoint to ask; `nil` lets routing choose.
        package var endpoint: String?
        /// What a slate pins it to.
        package var pin: ProviderPin?
        /// The maximum number of requests: one per spelling and one per probe; 0 if the catalog's row
        /// says enough.
        package var maximumRequests = 1
        /// The maximum cost in US dollars; `nil` if the price is unknown or varies.
        package var maximumCost: Decimal?

        /// The number of requests if the first spelling works.
        package var requests: Int { maximumRequests == 0 ? 0 : 1 + probes.count }

        /// Whether it counts against the free tier's daily quota.
        package var isFreeTier: Bool { kind == .deep && model.isFree }
    }

    /// Models in the order to ask them.
    package var items: [Item]
    /// The maximum number of requests; `nil` for no limit.
    package var requestLimit: Int?
    /// The most that it may cost in US dollars; `nil` for no limit.
    package var costLimit: Decimal?
    /// Requested models that exceed the budget.
    package var leftOut = 0
    /// Those of ``leftOut`` whose price is unknown, so that a cost limit cannot be kept.
    package var leftOutUnpriced = 0
    /// Requested models that exceed the rest of the free tier's daily quota.
    package var leftOutOfFreeTier = 0
    /// Requested models that the user disabled, which muster never calls.
    package var disabled = 0
    /// Requested models that cannot answer a question in text.
    package var cannotChat = 0
    /// Requested models that the account's settings leave out, so that a completion is pointless.
    package var excluded: [Model] = []
    /// Estimated free-tier requests remaining today; `nil` if none are planned.
    package var freeTierLeft: Int?
    /// Whether `freeTierLeft` is reliable, because the service or the key gave the limit.
    package var isFreeTierKnown = false
    /// The end of an exhausted free tier, if the service gave one.
    package var freeTierUsedUpUntil: Date?

    /// The number of requests if each first spelling works.
    package var requestCount: Int { items.reduce(0) { $0 + $1.requests } }

    /// The number of requests if no first spelling works.
    package var maximumRequestCount: Int {
        min(items.reduce(0) { $0 + $1.maximumRequests }, requestLimit ?? .max)
    }

    package var freeTierRequestCount: Int {
        items.reduce(0) { $0 + ($1.isFreeTier ? $1.requests : 0) }
    }

    /// The maximum cost in US dollars, as far as prices are known.
    package var maximumCost: Decimal {
        items.reduce(0) { $0 + ($1.maximumCost ?? 0) }
    }

    /// Items whose price is unknown in advance.
    package var unpricedCount: Int {
        items.count { $0.kind == .deep && $0.maximumCost == nil }
    }
}

/// The method of checking a model.
package enum CheckKind: String, Sendable, CaseIterable {
    /// Requests the endpoints list, which costs nothing and uses no quota.
    case shallow
    /// Requests a small completion, which may cost money or use the free tier's daily quota.
    case deep
}

/// A check's settings apart from its budget.
package struct CheckOptions: Sendable, Hashable {
    package var kind: CheckKind
    /// Capabilities to probe, in deep checks only.
    package var probes: [Capability]
    /// Skips models whose verdict is still valid.
    package var onlyStale: Bool
    /// The tag of the one endpoint to ask, in deep checks only; `nil` lets routing choose.
    package var endpoint: String?
    /// What a slate pins models to, in deep checks only.
    package var pins: [ModelID: ProviderPin] = [:]
    /// Marked models, which go first among equals; favourites always do.
    package var preferred: Set<ModelID>
    /// The spelling to try first.
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

/// The spending limits of a check.
package struct CheckBudget: Sendable, Hashable {
    /// `nil` for no limit.
    package var requests: Int?
    /// US dollars; `nil` for no limit.
    package var cost: Decimal?
    package var freeTier: FreeTier

    package init(requests: Int? = nil, cost: Decimal? = nil, freeTier: FreeTier = FreeTier()) {
        self.requests = requests
        self.cost = cost
        self.freeTier = freeTier
    }
}

extension CheckPlan {
    /// For example `43 requests, 12 on the free tier (~38 left today), at most $0.004`.
    package var summary: String {
        guard !items.isEmpty else { return "nothing to check" + leftOutText }
        var parts = ["\(requestCount) \(requestCount == 1 ? "request" : "requests")"]
        if maximumRequestCount > requestCount {
            parts[0] += " (up to \(maximumRequestCount) if a first ID is refused)"
        }
        if freeTierRequestCount > 0 {
            let left = freeTierLeft.map { " (~\($0) left today)" } ?? ""
            parts.append("\(freeTierRequestCount) on the free tier\(left)")
        }
        parts += costs
        return parts.joined(separator: ", ") + leftOutText
    }

    /// The bound of what is priced, then what is not: an unknown price is never "free".
    private var costs: [String] {
        let bound = "at most about $\(maximumCost.roundedUp)"
        if unpricedCount == 0 { return [maximumCost > 0 ? bound : "free"] }
        if unpricedCount == items.count { return ["price unknown"] }
        return (maximumCost > 0 ? [bound] : []) + ["\(unpricedCount) of unknown price"]
    }

    private var leftOutText: String {
        var text = leftOut == 0 ? "" : "; \(leftOut) left out by the budget"
        if leftOutUnpriced > 0 { text += " (the price of \(leftOutUnpriced) is unknown)" }
        if leftOutOfFreeTier > 0 {
            text += "; \(leftOutOfFreeTier) left out: the free tier is used up"
            text += freeTierUsedUpUntil.map { " until \($0.formatted(.iso8601))" } ?? " for today"
        }
        if cannotChat > 0 { text += "; \(cannotChat) left out: no chat in text" }
        if !excluded.isEmpty { text += "; \(excluded.count) left out: not for this key" }
        if disabled > 0 { text += "; \(disabled) disabled" }
        return text
    }
}

extension Decimal {
    /// Dollars rounded up to four decimals, or to two significant digits below a cent: a limit must
    /// not look smaller than it is.
    var roundedUp: Decimal {
        var value = self
        var result = Decimal()
        var digits = 4
        if self > 0, self < 0.01 {
            digits = 3
            while self * pow(10, digits - 1) < 1 { digits += 1 }
        }
        NSDecimalRound(&result, &value, digits, .up)
        return result
    }
}
