import MusterCore

/// Draws the command palette over the body.
enum PaletteView {
    private static let fullWidthBelow = 100

    static func draw(
        _ palette: PaletteState,
        _ state: AppState,
        in body: Rect,
        on grid: inout CellGrid
    ) {
        let matches = palette.matches
        // A narrow rest of the table beside the box could not be read.
        let columns = body.columns < fullWidthBelow ? body.columns : 66
        let rows = min(body.rows, max(matches.count, 1) + 3)
        let box = Rect(
            row: body.row,
            column: body.column + (body.columns - columns) / 2,
            columns: columns,
            rows: rows
        )
        Frame(state.context).drawBox(box, on: &grid)
        grid.write(
            " Commands ",
            row: box.row,
            column: box.column + 2,
            limit: box.endColumn - 1,
            style: CellStyle(.title)
        )
        let inside = box.inside
        guard !inside.isEmpty else { return }
        drawField(palette.field, in: inside, on: &grid)
        let listRows = inside.rows - 1
        guard listRows > 0 else { return }
        guard !matches.isEmpty else {
            grid.write(
                "No command has this in its name",
                row: inside.row + 1,
                column: inside.column + 1,
                limit: inside.endColumn,
                style: CellStyle(.dim, on: .input)
            )
            return
        }
        let top = max(palette.selection - listRows + 1, 0)
        for (offset, action) in matches.dropFirst(top).prefix(listRows).enumerated() {
            let row = inside.row + 1 + offset
            draw(action, state, row: row, in: inside, on: &grid)
            if top + offset == palette.selection {
                CursorMark.draw(row: row, column: inside.column, on: &grid, state.context)
                grid.setSurface(
                    .selection,
                    row: row,
                    columns: inside.column..<inside.endColumn
                )
            }
        }
        ScrollPosition.draw(
            first: top,
            shown: listRows,
            total: matches.count,
            under: inside,
            on: &grid
        )
    }

    private static func drawField(
        _ field: TextField,
        in inside: Rect,
        on grid: inout CellGrid
    ) {
        let column = grid.write(
            ": ",
            row: inside.row,
            column: inside.column + 1,
            limit: inside.endColumn,
            style: CellStyle(.key, on: .input)
        )
        grid.write(
            field.isEmpty ? "type a part of a command's name" : "\(field.text)",
            row: inside.row,
            column: column,
            limit: inside.endColumn,
            style: CellStyle(field.isEmpty ? .dim : .text, on: .input)
        )
        let before = String(field.characters[..<field.cursor])
        grid.cursor = (inside.row, min(column + CellWidth.of(before), inside.endColumn - 1))
    }

    private static func draw(
        _ action: Action,
        _ state: AppState,
        row: Int,
        in inside: Rect,
        on grid: inout CellGrid
    ) {
        let keys = state.keyMap.keys(for: action).map { "\($0)" }.joined(separator: " ")
        let keyColumn = max(inside.endColumn - CellWidth.of(keys) - 1, inside.column)
        let objection = state.objection(to: action)
        let title = Truncation.tail(
            action.title,
            cells: max(keyColumn - 2 - inside.column, 0),
            isASCII: state.context.isASCII
        )
        let end = grid.write(
            "\(title)",
            row: row,
            column: inside.column + 1,
            limit: max(keyColumn - 1, inside.column),
            style: CellStyle(objection == nil ? .text : .disabled, on: .input)
        )
        grid.write(
            "\(keys)",
            row: row,
            column: keyColumn,
            limit: inside.endColumn,
            style: CellStyle(objection == nil ? .key : .disabled, on: .input)
        )
        guard let objection else { return }
        let reason: SanitizedText = "(\(objection))"
        let start = keyColumn - CellWidth.of(reason.string) - 1
        guard start > end else { return }
        grid.write(reason, row: row, column: start, style: CellStyle(.disabled, on: .input))
    }
}
