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
        ScrollPosition.draw(
            first: scroll,
            shown: rect.rows,
            total: all.count,
            under: rect,
            on: &grid
        )
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
        let key: SanitizedText = line.key.string.isEmpty ? "" : "[\(line.key)]"
        grid.write(
            key,
            row: row,
            column: max(limit - CellWidth.of(key.string) - 1, column),
            limit: limit,
            style: CellStyle(.key)
        )
    }
}
