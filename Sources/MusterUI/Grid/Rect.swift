/// A part of the screen.
package struct Rect: Sendable, Hashable {
    /// The first row.
    package var row: Int
    /// The first column.
    package var column: Int
    /// How many columns and rows it has.
    package var size: Size

    /// Creates a rectangle.
    package init(row: Int, column: Int, columns: Int, rows: Int) {
        self.row = row
        self.column = column
        size = Size(columns: columns, rows: rows)
    }

    package var columns: Int { size.columns }
    package var rows: Int { size.rows }
    /// The row after the last.
    package var endRow: Int { row + rows }
    /// The column after the last.
    package var endColumn: Int { column + columns }
    /// Whether nothing fits in it.
    package var isEmpty: Bool { columns == 0 || rows == 0 }

    /// The part that a border of one cell leaves.
    package var inside: Rect {
        Rect(row: row + 1, column: column + 1, columns: columns - 2, rows: rows - 2)
    }
}
