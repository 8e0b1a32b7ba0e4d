/// What a refresh brought.
package struct RefreshReport: Sendable, Hashable {
    /// Listed models afterwards.
    package var total: Int
    /// Models that were not known before.
    package var added: Int
    /// Models whose row changed.
    package var updated: Int
    /// Models that are no longer listed.
    package var removed: Int
    /// Rows that could not be read.
    package var rejected: [RejectedRow]
    /// Listed models with a Hugging Face ID afterwards.
    package var withHuggingFaceID: Int
    /// Listed models without one.
    package var withoutHuggingFaceID: Int { total - withHuggingFaceID }
    /// The URL that answered.
    package var source: String

    /// Creates a report.
    package init(
        total: Int,
        added: Int,
        updated: Int,
        removed: Int,
        rejected: [RejectedRow],
        withHuggingFaceID: Int,
        source: String
    ) {
        self.total = total
        self.added = added
        self.updated = updated
        self.removed = removed
        self.rejected = rejected
        self.withHuggingFaceID = withHuggingFaceID
        self.source = source
    }

    init(_ change: Store.CatalogChange, of catalog: FetchedCatalog) {
        self.init(
            total: change.total,
            added: change.added,
            updated: change.updated,
            removed: change.removed,
            rejected: catalog.rejected + change.rejected,
            withHuggingFaceID: change.withHuggingFaceID,
            source: catalog.source
        )
    }
}
