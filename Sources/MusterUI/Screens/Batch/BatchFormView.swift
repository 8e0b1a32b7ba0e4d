import MusterCore

/// Draws lines to be filled in, in a box at the bottom.
enum BatchFormView {
    typealias Line = (
        label: SanitizedText, field: TextField, placeholder: SanitizedText, isActive: Bool
    )

    private static let labelWidth = 11

    static func draw(
        title: SanitizedText,
        lines: [Line],
        _ state: AppState,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let box = BottomBox.draw(
            title: title,
            rows: lines.count,
            in: rect,
            on: &grid,
            state.context
        )
        for (index, line) in lines.enumerated() where index < box.inside.rows {
            draw(line, row: box.inside.row + index, in: box.inside, state, on: &grid)
        }
    }

    private static func draw(
        _ line: Line,
        row: Int,
        in inside: Rect,
        _ state: AppState,
        on grid: inout CellGrid
    ) {
        grid.write(
            line.label,
            row: row,
            column: inside.column + 1,
            limit: inside.endColumn,
            style: CellStyle(line.isActive ? .key : .dim, on: .input)
        )
        let start = inside.column + 1 + labelWidth
        let room = max(inside.endColumn - start - 1, 1)
        let before = String(line.field.characters[..<line.field.cursor])
        // The end of a path is what tells it from others, and where one writes.
        let hidden = max(CellWidth.of(before) - room + 1, 0)
        let text = String(line.field.text.dropFirst(hidden))
        let isEmpty = line.field.isEmpty
        let placeholder = Truncation.tail(
            line.placeholder.string,
            cells: room,
            isASCII: state.context.isASCII
        )
        grid.write(
            isEmpty ? "\(placeholder)" : "\(text)",
            row: row,
            column: start,
            limit: inside.endColumn,
            style: CellStyle(isEmpty ? .dim : .text, on: .input)
        )
        guard line.isActive else { return }
        grid.cursor = (row, min(start + CellWidth.of(before) - hidden, inside.endColumn - 1))
    }
}
