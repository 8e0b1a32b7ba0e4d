/// A whole answer to `GET /models`, read row by row.
package struct FetchedCatalog: Sendable, Hashable {
    /// The rows that could be read, in the order of the answer; no ID occurs twice.
    package var rows: [CatalogRow]
    /// The rows that could not.
    package var rejected: [RejectedRow]
    /// The URL that answered.
    package var source: String

    /// Creates a catalog.
    package init(rows: [CatalogRow], rejected: [RejectedRow], source: String) {
        self.rows = rows
        self.rejected = rejected
        self.source = source
    }
}
