import MusterCore

/// Draws all that is known of the model under the cursor.
enum DetailsView {
    static func draw(_ state: AppState, scroll: Int, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty, let model = state.catalog.selected else { return }
        let all = DetailsLines(model, state, columns: rect.columns).all
        let visible = all.dropFirst(scroll).prefix(rect.rows)
        for (index, line) in visible.enumerated() {
            draw(line, row: rect.row + index, in: rect, on: &grid)
        }
        let hidden = all.count - scroll - visible.count
        if hidden > 0 {
            let text: SanitizedText = " \(hidden) more "
            grid.write(
                text,
                row: rect.endRow,
                column: rect.endColumn - CellWidth.of(text.string) - 1,
                style: CellStyle(.dim)
            )
        }
    }

    private static func draw(
        _ line: DetailsLines.Line,
        row: Int,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        var column = rect.column + 1
        let limit = rect.endColumn
        grid.write(line.label, row: row, column: column, limit: limit, style: CellStyle(.dim))
        if line.isFact { column += DetailsLines.labelWidth }
        for mark in line.marks {
            column = grid.write(
                mark.text,
                row: row,
                column: column,
                limit: limit,
                style: CellStyle(mark.role)
            )
        }
        grid.write(line.text, row: row, column: column, limit: limit, style: CellStyle(line.role))
        let key = line.key
        grid.write(
            key,
            row: row,
            column: max(limit - CellWidth.of(key.string) - 1, column),
            limit: limit,
            style: CellStyle(.key)
        )
    }
}
