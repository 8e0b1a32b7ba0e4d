import MusterCore

/// A box at the bottom of the body, in which something is asked or written.
enum BottomBox {
    /// Draws the box with its title over whatever is there.
    ///
    /// - Parameters:
    ///   - title: what stands in its upper border.
    ///   - rows: how many rows it wants inside; it gets as many as the body has.
    ///   - body: where it stands.
    ///   - grid: what is drawn on.
    ///   - context: says which lines can be drawn.
    /// - Returns: the whole box.
    static func draw(
        title: SanitizedText,
        rows: Int,
        in body: Rect,
        on grid: inout CellGrid,
        _ context: AppContext
    ) -> Rect {
        let rows = min(rows + 2, body.rows)
        let box = Rect(row: body.endRow - rows, column: 0, columns: body.columns, rows: rows)
        Frame(context).drawBox(box, on: &grid)
        grid.write(
            " \(title) ",
            row: box.row,
            column: box.column + 2,
            limit: box.endColumn - 1,
            style: CellStyle(.title)
        )
        return box
    }
}
