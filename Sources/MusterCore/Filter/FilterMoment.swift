import Foundation

/// The context in which conditions are evaluated.
struct FilterMoment: Sendable {
    /// The reference time for ages.
    let now: Date
    let marked: Set<ModelID>
}
