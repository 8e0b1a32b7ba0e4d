import MusterCore

/// Draws every action with its keys, made from the registry.
enum HelpView {
    private static let columnWidth = 58

    private enum Line {
        case heading(String)
        case action(Action)
    }

    private static let lines: [Line] = Action.allCases.flatMap { action -> [Line] in
        (action.heading.map { [.heading($0)] } ?? []) + [.action(action)]
    }

    /// How many lines the help has on a screen of a size.
    static func lineCount(_ size: Size) -> Int {
        let columns = columnCount(size.columns)
        return (lines.count + columns - 1) / columns
    }

    /// How many of them are shown at once.
    static func pageRows(_ size: Size) -> Int { max(size.rows - 5, 1) }

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
        for (index, entry) in lines.enumerated() {
            let line = index % perColumn - scroll
            guard (0..<inside.rows).contains(line) else { continue }
            let column = inside.column + 1 + index / perColumn * (inside.columns / columns)
            let limit = min(column + inside.columns / columns - 2, inside.endColumn)
            draw(entry, state, row: inside.row + line, column..<max(limit, column), on: &grid)
        }
        ScrollPosition.draw(
            first: scroll,
            shown: inside.rows,
            total: perColumn,
            under: inside,
            on: &grid
        )
    }

    private static func draw(
        _ line: Line,
        _ state: AppState,
        row: Int,
        _ cells: Range<Int>,
        on grid: inout CellGrid
    ) {
        let (start, limit) = (cells.lowerBound, cells.upperBound)
        switch line {
        case .heading(let heading):
            let style = CellStyle(.heading)
            grid.write("\(heading)", row: row, column: start, limit: limit, style: style)
        case .action(let action):
            let keys = state.keyMap.keys(for: action).map { "\($0)" }.joined(separator: " ")
            let style = CellStyle(.key)
            grid.write("\(keys)", row: row, column: start, limit: limit, style: style)
            let title = Truncation.tail(
                action.title,
                cells: max(limit - start - 10, 0),
                isASCII: state.context.isASCII
            )
            grid.write("\(title)", row: row, column: start + 10, limit: limit)
        }
    }

    private static func columnCount(_ columns: Int) -> Int {
        columns >= columnWidth * 2 ? 2 : 1
    }
}
