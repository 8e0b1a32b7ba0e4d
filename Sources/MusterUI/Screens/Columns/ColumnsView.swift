import MusterCore

/// Draws the list of columns beside the table, which shows at once what is chosen.
enum ColumnsView {
    private static let width = 64

    static func draw(
        _ columns: ColumnsState,
        _ state: AppState,
        in body: Rect,
        on grid: inout CellGrid
    ) {
        let entries = state.settings.table.entries
        let box = Rect(
            row: body.endRow - min(entries.count + 2, body.rows),
            column: max(body.endColumn - width, 0),
            columns: min(width, body.columns),
            rows: min(entries.count + 2, body.rows)
        )
        Frame(state.context).drawBox(box, on: &grid)
        grid.write(
            " Columns ",
            row: box.row,
            column: box.column + 2,
            limit: box.endColumn - 1,
            style: CellStyle(.title)
        )
        let inside = box.inside
        guard !inside.isEmpty else { return }
        let top = max(columns.selection - inside.rows + 1, 0)
        for (offset, entry) in entries.dropFirst(top).prefix(inside.rows).enumerated() {
            let row = inside.row + offset
            draw(entry, state, row: row, in: inside, on: &grid)
            guard top + offset == columns.selection else { continue }
            CursorMark.draw(row: row, column: inside.column, on: &grid, state.context)
            let cells = inside.column..<inside.endColumn
            grid.setSurface(.selection, row: row, columns: cells)
        }
        ScrollPosition.draw(
            first: top,
            shown: inside.rows,
            total: entries.count,
            under: inside,
            on: &grid
        )
    }

    private static func draw(
        _ entry: TableLayout.Entry,
        _ state: AppState,
        row: Int,
        in inside: Rect,
        on grid: inout CellGrid
    ) {
        let isASCII = state.context.isASCII
        let box: SanitizedText = entry.isShown ? (isASCII ? "[x] " : "[✓] ") : "[ ] "
        var column = grid.write(
            box,
            row: row,
            column: inside.column + 1,
            limit: inside.endColumn,
            style: CellStyle(entry.isShown ? .accent : .dim, on: .input)
        )
        column = grid.write(
            entry.column.title,
            row: row,
            column: column,
            limit: inside.endColumn,
            style: CellStyle(entry.isShown ? .text : .dim, on: .input)
        )
        let note = entry.width.map { "\($0) cells" as SanitizedText } ?? entry.column.explanation
        let room = inside.endColumn - max(column + 2, inside.column + 22) - 1
        let shown = Truncation.tail(note.string, cells: max(room, 0), isASCII: isASCII)
        grid.write(
            "\(shown)",
            row: row,
            column: max(column + 2, inside.column + 22),
            limit: inside.endColumn - 1,
            style: CellStyle(.dim, on: .input)
        )
    }
}
