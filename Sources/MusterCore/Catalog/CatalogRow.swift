/// One row of a fetched catalog: the entry, and what is stored beside it.
package struct CatalogRow: Sendable, Hashable {
    /// What lists and filters need.
    package var entry: CatalogEntry
    /// The repository name that the row gives; absent, `null` and `""` all mean none.
    package var huggingFaceID: HuggingFaceID?
    /// The description as sent, with its newlines and Markdown.
    package var description: String
    /// The row as sent, so that keys which nobody knows yet are kept.
    package var rawJSON: String

    /// Creates a row.
    package init(
        entry: CatalogEntry,
        huggingFaceID: HuggingFaceID? = nil,
        description: String = "",
        rawJSON: String = "{}"
    ) {
        self.entry = entry
        self.huggingFaceID = huggingFaceID
        self.description = description
        self.rawJSON = rawJSON
    }
}
