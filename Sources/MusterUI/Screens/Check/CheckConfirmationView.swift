import MusterCore

/// Draws the question whether to send completions, at the bottom of the body.
enum CheckConfirmationView {
    static func draw(
        _ confirmation: CheckConfirmation,
        _ state: AppState,
        in body: Rect,
        on grid: inout CellGrid
    ) {
        let width = max(body.columns - 4, 1)
        let lines = texts(confirmation, state).flatMap { text, role in
            LineWrapper.wrap(Substring(text), cells: width).map { (String($0), role) }
        }
        let what =
            confirmation.models.count == 1
            ? Truncation.modelID(
                confirmation.models[0].id.rawValue,
                cells: max(body.columns - 20, 1),
                isASCII: state.context.isASCII
            ) : "\(confirmation.models.count) models"
        let box = BottomBox.draw(
            title: "Deep check of \(what)",
            rows: lines.count,
            in: body,
            on: &grid,
            state.context
        )
        for (offset, line) in lines.prefix(max(box.rows - 2, 0)).enumerated() {
            grid.write(
                "\(line.0)",
                row: box.row + 1 + offset,
                column: box.column + 2,
                limit: box.endColumn - 1,
                style: CellStyle(line.1, on: .input)
            )
        }
    }

    private static func texts(
        _ confirmation: CheckConfirmation,
        _ state: AppState
    ) -> [(String, CellStyle.Role)] {
        if state.context.lacksKey {
            return [
                (
                    "A completion needs an API key: set OPENROUTER_API_KEY, or run muster key set",
                    .warning
                )
            ]
        }
        let first =
            confirmation.plan.items.isEmpty
            ? "Nothing can be sent" : "What is known still holds. A completion proves more:"
        return [(first, .dim), (confirmation.plan.summary, .text)]
    }
}
