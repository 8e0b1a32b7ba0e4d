/// A model that a generation may ask, with what decides whether it may.
package struct GenerationCandidate: Sendable, Hashable {
    /// The model.
    package var modelID: ModelID
    /// Its spellings.
    package var ladder: RouteLadder
    /// Whether it costs nothing: `:free` models share one quota, and a paid one never replaces
    /// them unasked.
    package var isFree: Bool
    /// Whether the user named it for this generation.
    package var isNamedByUser: Bool

    /// Creates a candidate.
    package init(
        modelID: ModelID,
        ladder: RouteLadder,
        isFree: Bool = false,
        isNamedByUser: Bool = true
    ) {
        self.modelID = modelID
        self.ladder = ladder
        self.isFree = isFree
        self.isNamedByUser = isNamedByUser
    }
}
