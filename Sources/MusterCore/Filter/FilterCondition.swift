package import Foundation

/// One condition of a filter; of several values any may hold.
package enum FilterCondition: Sendable, Hashable {
    /// `is:` and one of these.
    package enum State: String, Sendable, CaseIterable {
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
    }

    /// `has:` and one of these.
    package enum Property: String, Sendable, CaseIterable {
        /// A Hugging Face ID.
        case hf
        /// A reason for which the user disabled it.
        case reason
    }

    /// How a quantity is compared.
    package enum Comparison: String, Sendable, CaseIterable {
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case equal = "="
    }

    /// A quantity of a model.
    package enum Quantity: String, Sendable, CaseIterable {
        case ctx
        case price
        case prompt
        case completion
        case age
    }

    /// A bare word within model ID, name or Hugging Face ID.
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
    /// `ctx>=128k`, and `age<30d` in days.
    case quantity(Quantity, Comparison, Double)
    /// `price<=0.5`: the price of a token in US dollars, which is written for a million.
    case price(Quantity, Comparison, Decimal)
    /// `@name`: what a saved filter stands for.
    case saved(name: String, [FilterTerm])

    /// Days after which a model is no longer new, and before which it is expiring.
    static let recentDays = 14.0

    /// Whether the time that passes can change what it says.
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
    /// Whether whatever passes this term passes `earlier` too.
    func narrows(_ earlier: FilterTerm) -> Bool {
        if self == earlier { return true }
        guard case .text(let patterns) = condition, case .text(let before) = earlier.condition,
            !isNegated, !earlier.isNegated
        else { return false }
        return patterns.allSatisfy { pattern in before.contains { pattern.narrows($0) } }
    }
}
