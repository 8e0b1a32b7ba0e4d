package import MusterCore

/// Models beside each other.
package struct CompareState: Sendable, Equatable {
    /// The models, in the order of the table.
    package let ids: [ModelID]
    /// The first row of facts shown.
    package var scroll = 0
    /// The first model shown.
    package var first = 0

    /// Creates a comparison of these models.
    package init(_ ids: [ModelID]) {
        self.ids = ids
    }
}
