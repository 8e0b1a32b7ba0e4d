package import MusterCore

/// The list of columns beside the table, which shows each change at once.
package struct ColumnsRoom: Room {
    /// The index in the layout of the column under the cursor.
    package private(set) var selection = 0
    let original: InterfaceSettings

    private static let width = 64

    package init(_ settings: InterfaceSettings) { original = settings }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key): return press(key, world)
        case .scroll(let rows): move(by: rows, world)
        case .row(let index):
            selection = index
            var settings = world.settings
            settings.table.toggle(index)
            return [.change(.arrange(settings))]
        default: return [.pass]
        }
        return []
    }

    private mutating func press(_ key: KeyPress, _ world: World) -> Outcome {
        var settings = world.settings
        switch (world.action(for: key), key) {
        case (.showDetails, _), (.quit, _), (.columns, _):
            let isChanged = original.table != world.settings.table
            return [.pop] + (isChanged ? [.effect(.remember(world.settings))] : [])
        case (.cancel, _), (.interrupt, _):
            settings.table = original.table
            return [.change(.arrange(settings)), .pop]
        case (.mark, _): settings.table.toggle(selection)
        case (_, "J"): selection = settings.table.move(selection, by: 1)
        case (_, "K"): selection = settings.table.move(selection, by: -1)
        case (_, "+"), (_, "="), (_, .right): resize(&settings, by: 1, world)
        case (_, "-"), (_, .left): resize(&settings, by: -1, world)
        case (_, "0"): settings.table = .standard
        case (let action?, _):
            guard let rows = action.scrollRows(page: 10) else { return [.pass] }
            move(by: rows, world)
            return []
        case (nil, _): return [.pass]
        }
        return [.change(.arrange(settings))]
    }

    private mutating func move(by rows: Int, _ world: World) {
        let last = world.settings.table.entries.count - 1
        selection = min(max(selection + rows, 0), last)
    }

    private func resize(_ settings: inout InterfaceSettings, by cells: Int, _ world: World) {
        let entry = settings.table.entries[selection]
        let shown = PlacedColumns(world)
        let now = shown.all.first { $0.column == entry.column }?.width
        settings.table.resize(
            selection,
            from: entry.width ?? now ?? entry.column.fixedWidth ?? 20,
            by: cells
        )
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing here; \(world.keyName(.cancel)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        [
            (world.keyName(.showDetails), "keep"), (world.keyName(.mark), "show or hide"),
            ("J K", "move"), ("+ -", "resize"), ("0", "standard"),
            (world.keyName(.cancel), "as before"),
        ]
    }

    package func place(_ world: World) -> SanitizedText? {
        let entry = world.settings.table.entries[selection]
        return "\(entry.column.title), \(entry.isShown ? "shown" : "hidden")"
    }

    package func draw(_ world: World, in body: Rect, on grid: inout CellGrid) {
        let entries = world.settings.table.entries
        let rows = min(entries.count + 2, body.rows)
        let box = Rect(
            row: body.endRow - rows,
            column: max(body.endColumn - Self.width, 0),
            columns: min(Self.width, body.columns),
            rows: rows
        )
        let inside = Box.draw(box, title: "Columns", world, on: &grid)
        guard !inside.isEmpty else { return }
        List.draw(count: entries.count, selection: selection, in: inside, world, on: &grid) {
            index,
            row,
            grid in
            Self.draw(entries[index], world, row: row, in: inside, on: &grid)
        }
    }

    private static func draw(
        _ entry: TableLayout.Entry,
        _ world: World,
        row: Int,
        in inside: Rect,
        on grid: inout CellGrid
    ) {
        let isASCII = world.context.isASCII
        let box: SanitizedText = entry.isShown ? (isASCII ? "[x] " : "[✓] ") : "[ ] "
        let end = grid.write(
            [
                Span(box, entry.isShown ? .accent : .dim),
                Span(entry.column.title, entry.isShown ? .text : .dim),
            ],
            row: row,
            column: inside.column + 1,
            limit: inside.endColumn,
            on: .input
        )
        let column = max(end + 2, inside.column + 22)
        let note = entry.width.map { "\($0) cells" as SanitizedText } ?? entry.column.explanation
        let room = max(inside.endColumn - column - 1, 0)
        let shown = Truncation.tail(note.string, cells: room, isASCII: isASCII)
        let style = CellStyle(.dim, on: .input)
        grid.write("\(shown)", row: row, column: column, limit: inside.endColumn - 1, style: style)
    }
}

extension Action {
    static let columns = Action("columns", "choose, order and resize the columns", "o") {
        [.push(ColumnsRoom($0.settings))]
    }
}
