package import Foundation

/// How long each verdict holds before it is shown as stale.
package struct VerdictLifetimes: Sendable, Hashable {
    /// A model that answered is believed for a day.
    package var verified: TimeInterval = 24 * 3600
    /// A rate limit passes within minutes.
    package var limited: TimeInterval = 15 * 60
    /// A definitive no is asked again after a day: providers come back.
    package var unavailable: TimeInterval = 24 * 3600
    /// An endpoints list is a snapshot of the last half hour.
    package var endpoints: TimeInterval = 3600

    /// Creates the default lifetimes.
    package init() {}

    /// The lifetime of a verdict, in seconds.
    package func seconds(of availability: Availability) -> TimeInterval {
        switch availability {
        case .verified: verified
        case .limited: limited
        case .unavailable: unavailable
        case .reachable, .degraded: endpoints
        case .unknown: .infinity
        }
    }
}
