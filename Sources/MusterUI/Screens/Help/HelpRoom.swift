package import MusterCore

/// Every action with its keys, from the list of actions.
package struct HelpRoom: Room {
    package var scroll = 0

    private static let columnWidth = 58
    private static let lines: [Line] = Action.groups.flatMap { group in
        [.heading(group.heading)] + group.actions.map(Line.action)
    }

    private enum Line {
        case heading(String)
        case action(Action)
    }

    package init() {}

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Help " }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key):
            switch world.action(for: key) {
            case .help, .quit, .cancel, .interrupt, .showDetails: return [.pop]
            case let action?:
                guard let rows = action.scrollRows(page: world.size.rows - 4) else {
                    return [.pass]
                }
                scroll(by: rows, world)
            case nil: return [.pass]
            }
        case .scroll(let rows): scroll(by: rows, world)
        default: return [.pass]
        }
        return []
    }

    private mutating func scroll(by rows: Int, _ world: World) {
        let last = Self.lineCount(world.size) - max(world.size.rows - 5, 1)
        scroll = min(max(scroll + rows, 0), max(last, 0))
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing here; \(world.keyName(.quit)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        [(world.moveKeys, "scroll"), (world.keyName(.quit), "close")]
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        let columns = Self.columnCount(world.size.columns)
        let perColumn = Self.lineCount(world.size)
        for (index, entry) in Self.lines.enumerated() {
            let line = index % perColumn - scroll
            guard (0..<rect.rows).contains(line) else { continue }
            let column = rect.column + 1 + index / perColumn * (rect.columns / columns)
            let limit = min(column + rect.columns / columns - 2, rect.endColumn)
            let cells = column..<max(limit, column)
            Self.draw(entry, world, row: rect.row + line, cells, on: &grid)
        }
        ScrollPosition.draw(
            first: scroll,
            shown: rect.rows,
            total: perColumn,
            under: rect,
            on: &grid
        )
    }

    private static func draw(
        _ line: Line,
        _ world: World,
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
            let keys = world.context.keyMap.list(of: action)
            let style = CellStyle(.key)
            grid.write("\(keys)", row: row, column: start, limit: limit, style: style)
            let title = Truncation.tail(
                action.title(world.context.keyMap),
                cells: max(limit - start - 10, 0),
                isASCII: world.context.isASCII
            )
            grid.write("\(title)", row: row, column: start + 10, limit: limit)
        }
    }

    private static func lineCount(_ size: Size) -> Int {
        let columns = columnCount(size.columns)
        return (lines.count + columns - 1) / columns
    }

    private static func columnCount(_ columns: Int) -> Int { columns >= columnWidth * 2 ? 2 : 1 }
}

extension Action {
    static let help = Action("help", "the keys", "?", hint: "help") { _ in [.push(HelpRoom())] }
}
