package import Foundation

/// A condition of a filter, which holds if any of its values matches.
package enum FilterCondition: Sendable, Hashable {
    /// The values of `is:`.
    package enum State: String, Sendable, CaseIterable {
        /// Verified, reachable or degraded: a request would be answered.
        case up
        case verified
        case reachable
        case degraded
        case limited
        case unavailable
        case unknown
        case free
        case router
        case disabled
        case favorite
        case marked
        case new
        case stale
        case changed
        case expiring
        case unlisted
        /// A row of the Batch API, which is hidden unless this asks for it.
        case batch
        /// A model that the account's settings leave.
        case mine
        /// A model with an endpoint that keeps no data.
        case zdr
    }

    /// The values of `has:`.
    package enum Property: String, Sendable, CaseIterable {
        case hf
        /// A reason given by the user for disabling it.
        case reason
        /// The same weights, alive at another service.
        case elsewhere
    }

    package enum Comparison: String, Sendable, CaseIterable {
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case equal = "="
    }

    package enum Quantity: String, Sendable, CaseIterable {
        case ctx
        case price
        case prompt
        case completion
        /// At the Batch API.
        case batch
        case age
        /// Tokens a second of the endpoint that routing prefers.
        case speed
        /// Seconds to its first token.
        case latency
        /// The best endpoint's uptime of the last 30 minutes, in percent.
        case uptime
        /// The indexes of Artificial Analysis.
        case intelligence
        case coding
        case agentic
        /// The last day that the model knows of.
        case cutoff
    }

    /// A bare word in the model ID, name or Hugging Face ID.
    case text([TextPattern])
    /// `author:meta-llama`.
    case author([String])
    /// `is:verified|reachable`.
    case state([State])
    /// `has:hf`.
    case property([Property])
    /// `in:image`.
    case input([String])
    /// `out:text`.
    case output([String])
    /// `param:tools`.
    case parameter([String])
    /// `reasoning:always`, `reasoning:high`: whether it reasons, or an effort that it takes.
    case reasoning([String])
    /// `ctx>=128k`, `age<30d` in days, `speed>=50`, or `latency<=2s` in seconds.
    case quantity(Quantity, Comparison, Double)
    /// `price<=0.5`: US dollars per token, though users write dollars per million.
    case price(Quantity, Comparison, Decimal)
    /// `@name`: the terms of a saved filter.
    case saved(name: String, [FilterTerm])

    /// Whether the passing of time can change its result.
    var dependsOnTime: Bool {
        switch self {
        case .quantity(.age, _, _): true
        case .state(let states): states.contains(.new) || states.contains(.expiring)
        case .saved(_, let terms): terms.contains { $0.condition.dependsOnTime }
        default: false
        }
    }
}

extension FilterTerm {
    /// Whether every model that passes this term also passes `earlier`.
    func narrows(_ earlier: FilterTerm) -> Bool {
        if self == earlier { return true }
        guard case .text(let patterns) = condition, case .text(let before) = earlier.condition,
            !isNegated, !earlier.isNegated
        else { return false }
        return patterns.allSatisfy { pattern in before.contains { pattern.narrows($0) } }
    }
}
