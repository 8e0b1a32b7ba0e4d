import MusterCore

/// Draws what to do when a model is to be asked and there is no key.
enum NoKeyView {
    static func draw(_ state: AppState, in body: Rect, on grid: inout CellGrid) {
        let check = state.keyName(.check)
        let lines: [(SanitizedText, CellStyle.Role)] = [
            ("Asking a model needs an OpenRouter key: https://openrouter.ai/keys", .text),
            ("Then, in a shell:", .text),
            ("  muster key set                    keeps it in a file only you can read", .accent),
            ("  export OPENROUTER_API_KEY=...     and start muster again", .accent),
            ("After muster key set, press \(state.keyName(.prompt)) here again.", .text),
            ("\(check) checks who serves a model without any key. Any key closes this.", .dim),
        ]
        let box = BottomBox.draw(
            title: "No API key",
            rows: lines.count,
            in: body,
            on: &grid,
            state.context
        )
        for (index, line) in lines.prefix(box.inside.rows).enumerated() {
            grid.write(
                line.0,
                row: box.inside.row + index,
                column: box.inside.column + 1,
                limit: box.inside.endColumn,
                style: CellStyle(line.1, on: .input)
            )
        }
    }
}
