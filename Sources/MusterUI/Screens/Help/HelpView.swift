import MusterCore

/// Draws every action with its keys, made from the registry.
enum HelpView {
    private static let columnWidth = 58

    /// How many lines the help has on a screen of a size.
    static func lineCount(_ size: Size) -> Int {
        let columns = columnCount(size.columns)
        return (Action.allCases.count + columns - 1) / columns
    }

    /// How many of them are shown at once.
    static func pageRows(_ size: Size) -> Int { max(size.rows - 6, 1) }

    static func draw(_ state: AppState, scroll: Int, in rect: Rect, on grid: inout CellGrid) {
        Frame(state.context).draw(rect, isFocused: true, on: &grid)
        grid.write(
            " Help ",
            row: rect.row,
            column: rect.column + 2,
            limit: rect.endColumn,
            style: CellStyle(.title)
        )
        let inside = rect.inside
        guard !inside.isEmpty else { return }
        let columns = columnCount(state.size.columns)
        let perColumn = lineCount(state.size)
        for (index, action) in Action.allCases.enumerated() {
            let line = index % perColumn - scroll
            guard (0..<inside.rows).contains(line) else { continue }
            let column = inside.column + 1 + index / perColumn * (inside.columns / columns)
            let limit = min(column + inside.columns / columns - 2, inside.endColumn)
            let keys = state.keyMap.keys(for: action).map { "\($0)" }.joined(separator: " ")
            grid.write(
                "\(keys)",
                row: inside.row + line,
                column: column,
                limit: limit,
                style: CellStyle(.key)
            )
            grid.write(
                "\(action.title)",
                row: inside.row + line,
                column: column + 10,
                limit: limit,
                style: CellStyle(.text)
            )
        }
        let hidden = perColumn - scroll - inside.rows
        if hidden > 0 {
            let text: SanitizedText = " \(hidden) more lines "
            grid.write(
                text,
                row: rect.endRow - 1,
                column: max(rect.endColumn - CellWidth.of(text.string) - 2, 0),
                style: CellStyle(.accent)
            )
        }
    }

    private static func columnCount(_ columns: Int) -> Int {
        columns >= columnWidth * 2 ? 2 : 1
    }
}
