package import Foundation

/// What stands in the way of counting on a model in a batch.
package enum BatchObstacle: Sendable, Hashable {
    /// The user has disabled it.
    case disabled
    /// The catalog no longer has it.
    case unlisted
    /// A definitive no.
    case unavailable
    /// Its quota or its provider was busy.
    case limited
    /// No endpoint is up, or few requests succeed.
    case degraded
    /// Nothing was ever observed.
    case neverChecked
    /// What was observed is older than it is believed.
    case stale
    /// The catalog will drop it on this day, less than two weeks away.
    case expiring(String)
    /// It is not as it was when it last answered.
    case changed

    /// Whether a batch with the model cannot begin.
    package var isFatal: Bool {
        switch self {
        case .disabled, .unlisted, .unavailable: true
        case .limited, .degraded, .neverChecked, .stale, .expiring, .changed: false
        }
    }

    /// In a few words.
    package var words: String {
        switch self {
        case .disabled: "disabled"
        case .unlisted: "no longer listed"
        case .unavailable: "unavailable"
        case .limited: "limited"
        case .degraded: "degraded"
        case .neverChecked: "never checked"
        case .stale: "checked long ago"
        case .expiring(let day): "expires \(day)"
        case .changed: "changed"
        }
    }

    /// Everything that stands in a model's way, the worst first.
    package static func all(of model: Model, now: Date) -> [BatchObstacle] {
        var obstacles: [BatchObstacle] = []
        if model.isDisabled { obstacles.append(.disabled) }
        if !model.isListed { obstacles.append(.unlisted) }
        switch model.verdict.availability {
        case .unavailable: obstacles.append(.unavailable)
        case .limited: obstacles.append(.limited)
        case .degraded: obstacles.append(.degraded)
        case .unknown: obstacles.append(.neverChecked)
        case .verified, .reachable: break
        }
        if model.verdict.isStale { obstacles.append(.stale) }
        if let day = model.expirationDate, model.isExpiring(now: now) {
            obstacles.append(.expiring(day))
        }
        if !model.changes.isEmpty { obstacles.append(.changed) }
        return obstacles
    }
}
