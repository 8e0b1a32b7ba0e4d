/// The size of a screen or a part of it, in cells.
package struct Size: Sendable, Hashable {
    /// Cells from left to right.
    package var columns: Int
    /// Cells from top to bottom.
    package var rows: Int

    /// Creates a size; a negative side counts as none.
    package init(columns: Int, rows: Int) {
        self.columns = max(columns, 0)
        self.rows = max(rows, 0)
    }
}
