import MusterCore

/// Draws the box of one line at the bottom of the body.
enum InputView {
    static func draw(_ input: InputState, _ state: AppState, in body: Rect, on grid: inout CellGrid)
    {
        let rows = min(3, body.rows)
        let box = Rect(row: body.endRow - rows, column: 0, columns: body.columns, rows: rows)
        grid.fill(box, style: CellStyle(.text, on: .input))
        Frame(isASCII: state.context.isASCII).draw(box, isFocused: true, on: &grid)
        let what: SanitizedText =
            switch input.purpose {
            case .disabledReason: "Why disable"
            case .huggingFaceID: "Hugging Face ID of"
            }
        let model = Truncation.modelID(
            input.model.id.rawValue,
            cells: max(box.columns - CellWidth.of(what.string) - 7, 1),
            isASCII: state.context.isASCII
        )
        grid.write(
            " \(what) \(model) ",
            row: box.row,
            column: box.column + 2,
            limit: box.endColumn - 1,
            style: CellStyle(.title)
        )
        let inside = box.inside
        guard !inside.isEmpty else { return }
        let before = String(input.field.characters[..<input.field.cursor])
        let place = min(inside.column + 1 + CellWidth.of(before), inside.endColumn - 1)
        grid.write(
            "\(input.field.text)",
            row: inside.row,
            column: inside.column + 1,
            limit: inside.endColumn,
            style: CellStyle(.text, on: .input)
        )
        grid.cursor = (inside.row, place)
    }
}
