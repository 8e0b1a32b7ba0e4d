/// The list of columns, in which one chooses, orders and resizes them.
package struct ColumnsState: Sendable, Equatable {
    /// The column under the cursor, by its place in the layout.
    package private(set) var selection = 0
    /// The layout as it was when the list was opened.
    let original: TableLayout

    /// Opens the list over a layout.
    package init(_ layout: TableLayout) {
        original = layout
    }

    /// Moves the cursor.
    mutating func move(by rows: Int, in layout: TableLayout) {
        selection = min(max(selection + rows, 0), layout.entries.count - 1)
    }

    /// Puts the cursor where a column has been moved to.
    mutating func follow(_ index: Int) { selection = index }
}
