import MusterCore

/// The last line: a message, else the keys of the focused room.
enum FooterView {
    /// Draws the line; over the panes, where the mouse has other ways, a message stands alone.
    static func draw(
        _ hints: [Hint],
        isRoom: Bool,
        _ world: World,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
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
        // A text field would take the key as text.
        let isTyping = grid.cursor != nil && !world.context.isForScreenReader
        let explain = message.tone == .error && !isTyping
        let room = rect.columns - 2
        let text = message.text.singleLine
        var rest: [Hint] = []
        if explain { rest.append((world.keyName(.help), "explains")) }
        // With the mouse alone, a message must not hide the way out.
        if isRoom, let wayOut = hints.last, wayOut.key.string.count < 6,
            CellWidth.of(text.string) + width(rest + [wayOut]) <= room
        {
            rest.append(wayOut)
        }
        let shown = Truncation.tail(
            text.string,
            cells: room - width(rest),
            isASCII: world.context.isASCII
        )
        var column = grid.write(
            [Span("\(shown)", message.tone.role)],
            row: rect.row,
            column: rect.column + 1,
            on: .bar
        )
        for hint in rest {
            let line = [Span(hint.key, .key), Span(" "), Span(hint.word, .dim)]
            let end = grid.write(line, row: rect.row, column: column + 3, on: .bar)
            addButtons(hint, row: rect.row, columns: column + 3..<end, on: &grid)
            column = end
        }
    }

    /// The cells of hints behind a message.
    private static func width(_ hints: [Hint]) -> Int {
        hints.reduce(0) { $0 + 4 + CellWidth.of($1.key.string) + CellWidth.of($1.word.string) }
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
