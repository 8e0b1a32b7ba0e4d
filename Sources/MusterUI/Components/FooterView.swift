import MusterCore

/// The last line: a message, else the keys of the focused room.
enum FooterView {
    static func draw(_ hints: [Hint], _ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard let message = world.message else {
            let line = fitting(hints, columns: rect.columns - 2).flatMap { hint in
                [
                    Span(hint.key, .key), Span(" "), Span(hint.word, .dim), Span("  "),
                ]
            }
            grid.write(line, row: rect.row, column: rect.column + 1, on: .bar)
            return
        }
        let text = Truncation.tail(
            message.text.singleLine.string,
            cells: rect.columns - 2,
            isASCII: world.context.isASCII
        )
        let style = CellStyle(message.tone.role, on: .bar)
        grid.write("\(text)", row: rect.row, column: rect.column + 1, style: style)
    }

    /// The most important hints that fit, and always the last one, which is the way out.
    private static func fitting(_ hints: [Hint], columns: Int) -> [Hint] {
        func width(_ hint: Hint) -> Int {
            CellWidth.of(hint.key.string) + CellWidth.of(hint.word.string) + 1
        }
        guard let last = hints.last else { return [] }
        var room = columns - width(last)
        guard room >= 0 else { return [] }
        var kept: [Hint] = []
        for hint in hints.dropLast() where width(hint) + 2 <= room {
            kept.append(hint)
            room -= width(hint) + 2
        }
        return kept + [last]
    }
}
