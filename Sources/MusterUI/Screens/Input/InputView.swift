import MusterCore

/// Draws the box of one line at the bottom of the body.
enum InputView {
    static func draw(_ input: InputState, _ state: AppState, in body: Rect, on grid: inout CellGrid)
    {
        let what: SanitizedText =
            switch input.purpose {
            case .disabledReason: "Why disable"
            case .huggingFaceID: "Hugging Face ID of"
            case .filterName: "Save the filter as @"
            case .forgottenFilter: "Forget the filter @"
            }
        let after: SanitizedText = input.purpose == .disabledReason ? " (optional)" : ""
        let model = Truncation.modelID(
            input.model?.id.rawValue ?? "",
            cells: max(body.columns - CellWidth.of(what.string + after.string) - 7, 1),
            isASCII: state.context.isASCII
        )
        let box = BottomBox.draw(
            title: "\(what) \(model)\(after)",
            rows: 1,
            in: body,
            on: &grid,
            state.context
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
