import MusterCore

/// Draws the box in which a prompt is written, at the bottom of the body.
enum PromptView {
    static func draw(
        _ prompt: PromptState,
        _ state: AppState,
        in body: Rect,
        on grid: inout CellGrid
    ) {
        let textColumns = max(body.columns - 4, 1)
        let (lines, cursor) = layOut(prompt.field, columns: textColumns)
        let rows = min(max(lines.count, 3) + 2, body.rows)
        let box = Rect(row: body.endRow - rows, column: 0, columns: body.columns, rows: rows)
        grid.fill(box, style: CellStyle(.text, on: .input))
        Frame(isASCII: state.context.isASCII).draw(box, isFocused: true, on: &grid)
        let title = Truncation.modelID(
            prompt.model.id.rawValue,
            cells: max(box.columns - 15, 1),
            isASCII: state.context.isASCII
        )
        grid.write(
            " Prompt for \(title) ",
            row: box.row,
            column: box.column + 2,
            limit: box.endColumn - 1,
            style: CellStyle(.title)
        )
        let inside = box.inside
        guard !inside.isEmpty else { return }
        let top = max(cursor.line - inside.rows + 1, 0)
        for (offset, line) in lines.dropFirst(top).prefix(inside.rows).enumerated() {
            grid.write(
                "\(line)",
                row: inside.row + offset,
                column: inside.column + 1,
                limit: inside.endColumn,
                style: CellStyle(.text, on: .input)
            )
        }
        if prompt.field.isEmpty {
            grid.write(
                "Ask something; Enter sends it",
                row: inside.row,
                column: inside.column + 1,
                limit: inside.endColumn,
                style: CellStyle(.dim, on: .input)
            )
        }
        grid.cursor = (
            inside.row + cursor.line - top,
            min(inside.column + 1 + cursor.column, inside.endColumn - 1)
        )
    }

    /// Breaks the text at the width, and finds where that puts the cursor.
    private static func layOut(
        _ field: TextField,
        columns: Int
    ) -> (lines: [String], cursor: (line: Int, column: Int)) {
        var lines = [""]
        var width = 0
        var cursor = (line: 0, column: 0)
        for (index, character) in field.characters.enumerated() {
            let cells = character == "\n" ? 0 : CellWidth.of(String(character))
            if character != "\n", width + cells > columns {
                lines.append("")
                width = 0
            }
            if index == field.cursor { cursor = (lines.count - 1, width) }
            if character == "\n" {
                lines.append("")
                width = 0
            } else {
                lines[lines.count - 1].append(character)
                width += cells
            }
        }
        if field.cursor == field.characters.count { cursor = (lines.count - 1, width) }
        return (lines, cursor)
    }
}
