/// What a backfill found.
package struct BackfillReport: Sendable, Hashable {
    /// A stored name that is not the Hub's, by more than its case.
    package struct Conflict: Sendable, Hashable {
        /// The model.
        package var modelID: ModelID
        /// What is stored.
        package var stored: HuggingFaceID
        /// What the Hub says.
        package var hub: HuggingFaceID
    }

    /// Models in the catalog.
    package var total = 0
    /// Those with a Hugging Face ID afterwards.
    package var withHuggingFaceID = 0
    /// Those without one afterwards.
    package var withoutHuggingFaceID: Int { total - withHuggingFaceID }
    /// IDs filled in by this run.
    package var updated = 0
    /// IDs whose case this run corrected to the Hub's.
    package var corrected = 0
    /// Differences that are reported and left for the user to decide.
    package var conflicts: [Conflict] = []
    /// Models or names of which nothing could be learned, because a look-up failed.
    package var unresolved = 0
    /// The first of those failures.
    package var firstFailure: ServiceFailure?

    /// Creates the report of a backfill that has yet to find anything.
    package init() {}
}
