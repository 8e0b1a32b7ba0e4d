/// A rectangle of the screen, in cells.
package struct Rect: Sendable, Hashable {
    package var row: Int
    package var column: Int
    package var size: Size

    package init(row: Int, column: Int, columns: Int, rows: Int) {
        self.row = row
        self.column = column
        size = Size(columns: columns, rows: rows)
    }

    package var columns: Int { size.columns }
    package var rows: Int { size.rows }
    package var endRow: Int { row + rows }
    package var endColumn: Int { column + columns }
    package var isEmpty: Bool { columns == 0 || rows == 0 }

    /// The part inside a border of one cell.
    package var inside: Rect {
        Rect(row: row + 1, column: column + 1, columns: columns - 2, rows: rows - 2)
    }
}
