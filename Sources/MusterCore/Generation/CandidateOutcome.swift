/// How one model fared in a generation that may have asked several.
package struct CandidateOutcome: Sendable, Hashable {
    /// The model.
    package var modelID: ModelID
    /// Why its last request failed; `nil` when it was answered, or is still open.
    package var failure: ServiceFailure?
    /// Whether every route was tried and each was refused as unknown.
    package var wasRefusedOnEveryRoute: Bool
    /// Whether it was asked last.
    package var isLast: Bool
}
