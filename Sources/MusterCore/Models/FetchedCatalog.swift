/// A whole answer to `GET /models`, read row by row.
package struct FetchedCatalog: Sendable, Hashable {
    /// The rows that could be read, in the order of the answer; no ID occurs twice.
    package var rows: [FetchedModel]
    /// The rows that could not.
    package var rejected: [RejectedRow]
    /// The URL that answered.
    package var source: String
}

/// One row of a fetched catalog: the entry, and what is stored beside it.
package struct FetchedModel: Sendable, Hashable {
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

/// A row of a fetched catalog that could not be read; the rows around it are kept.
package struct RejectedRow: Sendable, Hashable {
    /// The row's place in the answer, from 0.
    package var index: Int
    /// The row's ID, where that much could be read.
    package var id: String?
    /// Why it was rejected, in words.
    package var reason: String
}
