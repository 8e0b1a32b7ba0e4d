/// The size of a screen or a part of it, in cells.
package struct Size: Sendable, Hashable {
    package var columns: Int
    package var rows: Int

    /// Negative sides become 0.
    package init(columns: Int, rows: Int) {
        self.columns = max(columns, 0)
        self.rows = max(rows, 0)
    }
}
