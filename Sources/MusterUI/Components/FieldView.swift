import MusterCore

/// A single-line text field.
enum FieldView {
    /// Draws the part of a field around the cursor, or the placeholder of an empty field; an active
    /// one has the keys and the terminal's cursor.
    static func draw(
        _ field: TextField,
        placeholder: SanitizedText = "",
        row: Int,
        column: Int,
        in inside: Rect,
        isActive: Bool = true,
        _ world: World,
        on grid: inout CellGrid
    ) {
        let room = max(inside.endColumn - column - 1, 1)
        let before = field.characters[..<field.cursor]
        // The end of a path identifies it, and is where the user types.
        let hidden = max(CellWidth.of(String(before)) - room + 1, 0)
        let text = String(field.characters.dropFirst(hidden)).replacing("\n", with: " ")
        let hint = Truncation.tail(
            placeholder.string,
            cells: room,
            isASCII: world.context.isASCII
        )
        grid.write(
            field.isEmpty ? "\(hint)" : "\(text)",
            row: row,
            column: column,
            limit: inside.endColumn,
            style: CellStyle(
                field.isEmpty ? .dim : .text,
                on: field.isSelected && isActive ? .selection : .input
            )
        )
        guard isActive else { return }
        let place = column + CellWidth.of(String(before.dropFirst(hidden)))
        grid.cursor = (row, max(min(place, inside.endColumn - 1), 0))
    }
}
