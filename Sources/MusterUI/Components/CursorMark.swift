import MusterCore

/// The mark in the first cell of the row under the cursor, which colour alone must not tell.
enum CursorMark {
    /// Draws the mark; a screen reader has the terminal's cursor instead.
    static func draw(row: Int, column: Int, on grid: inout CellGrid, _ context: AppContext) {
        guard !context.isForScreenReader else { return }
        grid.write(
            context.isASCII ? ">" : "❯",
            row: row,
            column: column,
            style: CellStyle(.accent)
        )
    }
}
