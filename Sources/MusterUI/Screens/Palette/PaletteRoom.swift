package import MusterCore

/// The command palette: every action by name, filtered as the user types.
package struct PaletteRoom: Room {
    package private(set) var field = TextField()
    /// The index in ``matches`` of the action under the cursor.
    package private(set) var selection = 0

    private static let fullWidthBelow = 100

    /// The actions that were chosen last, newest first.
    private let recent: [Action]

    package init(recent names: [String] = []) { recent = names.compactMap(Action.init(name:)) }

    /// The actions whose names contain every typed word: those used last, then by group; moving,
    /// which everybody does by keys, comes last.
    package var matches: [Action] {
        let words = field.text.lowercased().split(separator: " ")
        let moves = Set(Action.groups.first?.actions ?? [])
        let others = Action.allCases.filter { !recent.contains($0) }
        let all = recent + others.filter { !moves.contains($0) } + others.filter(moves.contains)
        return all.filter { action in
            let title = "\(action.title()) \(action.name)".lowercased()
            return action != .palette && words.allSatisfy { title.contains($0) }
        }
    }

    package var selected: Action? {
        let matches = matches
        return matches.indices.contains(selection) ? matches[selection] : nil
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key) where world.isWayOut(key): return [.pop]
        case .key(.enter): return choose(world)
        case .key(.up), .key(.control("p")): move(by: -1)
        case .key(.down), .key(.control("n")): move(by: 1)
        case .key(.pageUp): move(by: -10)
        case .key(.pageDown): move(by: 10)
        case .key(let key):
            var isKnown = true
            edit { isKnown = $0.apply(key) }
            return isKnown ? [] : [.pass]
        case .paste(let text): edit { $0.insert(text, onOneLine: true) }
        case .scroll(let rows): move(by: rows)
        case .row(let index):
            selection = index
            return choose(world)
        default: return [.pass]
        }
        return []
    }

    private func choose(_ world: World) -> Outcome {
        guard let selected else { return [] }
        var settings = world.settings
        settings.keep(action: selected.name)
        return [
            .pop, .change(.arrange(settings)), .effect(.remember(settings)), .perform(selected),
        ]
    }

    private mutating func move(by count: Int) {
        selection = min(max(selection + count, 0), max(matches.count - 1, 0))
    }

    /// Edits the search; the cursor goes to the first match.
    private mutating func edit(_ body: (inout TextField) -> Void) {
        let before = field.text
        body(&field)
        if field.text != before { selection = 0 }
    }

    package func hints(_ world: World) -> [Hint] {
        [("Enter", "do it"), ("Up Down", "move"), (world.wayOut, "leave")]
    }

    package func place(_ world: World) -> SanitizedText? {
        selected.map { "\($0.title(world.context.keyMap)), \(world.keyName($0))" }
    }

    package func draw(_ world: World, in body: Rect, on grid: inout CellGrid) {
        let matches = matches
        // The strip of table beside the box would be too narrow to read.
        let columns = body.columns < Self.fullWidthBelow ? body.columns : 66
        let box = Rect(
            row: body.row,
            column: body.column + (body.columns - columns) / 2,
            columns: columns,
            rows: min(body.rows, max(matches.count, 1) + 3)
        )
        let inside = Box.draw(box, title: "Commands", world, on: &grid)
        guard !inside.isEmpty else { return }
        let column = grid.write(
            [Span(": ", .key)],
            row: inside.row,
            column: inside.column + 1,
            limit: inside.endColumn,
            on: .input
        )
        FieldView.draw(
            field,
            placeholder: "type a part of a command's name",
            row: inside.row,
            column: column,
            in: inside,
            world,
            on: &grid
        )
        let list = Rect(
            row: inside.row + 1,
            column: inside.column,
            columns: inside.columns,
            rows: inside.rows - 1
        )
        guard !list.isEmpty else { return }
        guard !matches.isEmpty else {
            return grid.write(
                [[Span("No command has this in its name", .dim)]],
                in: list,
                on: .input
            )
        }
        List.draw(count: matches.count, selection: selection, in: list, world, on: &grid) {
            index,
            row,
            grid in
            Self.draw(matches[index], world, row: row, in: inside, on: &grid)
        }
    }

    private static func draw(
        _ action: Action,
        _ world: World,
        row: Int,
        in inside: Rect,
        on grid: inout CellGrid
    ) {
        let keys = world.context.keyMap.list(of: action)
        let keyColumn = max(inside.endColumn - CellWidth.of(keys) - 1, inside.column)
        let objection = action.objection(world)
        let title = Truncation.tail(
            action.title(world.context.keyMap),
            cells: max(keyColumn - 2 - inside.column, 0),
            isASCII: world.context.isASCII
        )
        let end = grid.write(
            "\(title)",
            row: row,
            column: inside.column + 1,
            limit: max(keyColumn - 1, inside.column),
            style: CellStyle(objection == nil ? .text : .disabled, on: .input)
        )
        grid.write(
            "\(keys)",
            row: row,
            column: keyColumn,
            limit: inside.endColumn,
            style: CellStyle(objection == nil ? .key : .disabled, on: .input)
        )
        guard let objection else { return }
        let reason: SanitizedText = "(\(objection))"
        let start = keyColumn - CellWidth.of(reason.string) - 1
        guard start > end else { return }
        grid.write(reason, row: row, column: start, style: CellStyle(.disabled, on: .input))
    }
}

extension Action {
    static let palette = Action("palette", "every command by name", ":", .control("p")) {
        [.push(PaletteRoom(recent: $0.settings.recentActions))]
    }
}
