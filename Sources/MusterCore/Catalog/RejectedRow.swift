/// A row of a fetched catalog that could not be read; the rows around it are kept.
package struct RejectedRow: Sendable, Hashable {
    /// The row's place in the answer, from 0.
    package var index: Int
    /// The row's ID, where that much could be read.
    package var id: String?
    /// Why it was rejected, in words.
    package var reason: String

    /// Creates a report on one row.
    package init(index: Int, id: String?, reason: String) {
        self.index = index
        self.id = id
        self.reason = reason
    }
}
