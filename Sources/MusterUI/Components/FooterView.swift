import MusterCore

/// The last line: a message, else the keys of the focused room.
enum FooterView {
    static func draw(_ hints: [Hint], _ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard let message = world.message else {
            var column = rect.column + 1
            for hint in fitting(hints, columns: rect.columns - 2) {
                let line = [Span(hint.key, .key), Span(" "), Span(hint.word, .dim)]
                let end = grid.write(line, row: rect.row, column: column, on: .bar)
                addButtons(hint, row: rect.row, columns: column..<end, on: &grid)
                column = end + 2
            }
            return
        }
        let key = world.keyName(.help)
        let hint =
            message.tone == .error ? [Span("   "), Span(key, .key), Span(" explains", .dim)] : []
        let text = Truncation.tail(
            message.text.singleLine.string,
            cells: rect.columns - 2 - hint.width,
            isASCII: world.context.isASCII
        )
        let line = [Span("\(text)", message.tone.role)] + hint
        let end = grid.write(line, row: rect.row, column: rect.column + 1, on: .bar)
        if !hint.isEmpty {
            grid.addButton(.key(key.string), row: rect.row, columns: end - hint.width..<end)
        }
    }

    /// Makes each key a button, and the word beside them one for the first.
    private static func addButtons(
        _ hint: Hint,
        row: Int,
        columns: Range<Int>,
        on grid: inout CellGrid
    ) {
        let keys = hint.key.string.split(separator: " ")
        guard let first = keys.first else { return }
        grid.addButton(.key(String(first)), row: row, columns: columns)
        var column = columns.lowerBound
        for key in keys {
            let end = column + CellWidth.of(key)
            grid.addButton(.key(String(key)), row: row, columns: column..<end)
            column = end + 1
        }
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
