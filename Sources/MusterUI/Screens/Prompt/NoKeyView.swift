import MusterCore

/// Draws what to do when a model is to be asked and there is no key.
enum NoKeyView {
    /// Below this width there is no room to say what each of the commands does.
    private static let wideColumns = 76

    static func draw(_ state: AppState, in body: Rect, on grid: inout CellGrid) {
        let width = max(body.columns - 4, 1)
        let texts = body.columns < Self.wideColumns ? narrow(state) : wide(state)
        let lines = texts.flatMap { text, role in
            LineWrapper.wrap(Substring(text), cells: width).map { (String($0), role) }
        }
        let box = BottomBox.draw(
            title: "No API key",
            rows: lines.count,
            in: body,
            on: &grid,
            state.context
        )
        for (index, line) in lines.prefix(box.inside.rows).enumerated() {
            grid.write(
                "\(line.0)",
                row: box.inside.row + index,
                column: box.inside.column + 1,
                limit: box.inside.endColumn,
                style: CellStyle(line.1, on: .input)
            )
        }
    }

    private static func wide(_ state: AppState) -> [(String, CellStyle.Role)] {
        [
            ("Asking a model needs an OpenRouter key: https://openrouter.ai/keys", .text),
            ("Then, in a shell:", .text),
            ("  muster key set                    keeps it in a file only you can read", .accent),
            ("  export OPENROUTER_API_KEY=...     and start muster again", .accent),
            ("After muster key set, press \(state.keyName(.prompt)) here again.", .text),
            ("\(state.keyName(.check)) checks who serves a model without any key.", .dim),
        ]
    }

    /// The same, the most needed first: the end is missing where there are few rows.
    private static func narrow(_ state: AppState) -> [(String, CellStyle.Role)] {
        [
            ("Asking a model needs a key:", .text),
            ("  https://openrouter.ai/keys", .accent),
            ("  muster key set      (in a shell)", .accent),
            ("  export OPENROUTER_API_KEY=...", .accent),
            ("After the first, press \(state.keyName(.prompt)) here again.", .text),
            ("\(state.keyName(.check)) checks who serves a model without one.", .dim),
        ]
    }
}
