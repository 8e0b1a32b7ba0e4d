import Foundation
package import MusterCore

/// The theme chooser, which previews the theme under the cursor on the whole screen.
package struct ThemesRoom: Room {
    /// The available themes; `nil` until read.
    package private(set) var entries: [ThemeEntry]?
    package private(set) var selection = 0
    /// The theme to restore on cancel.
    package let before: ThemeInUse?

    private static let columns = 46
    /// The most rows below the list for the note on the theme under the cursor.
    private static let noteLimit = 5

    package init(before: ThemeInUse?) { self.before = before }

    package var selected: ThemeEntry? {
        guard let entries, entries.indices.contains(selection) else { return nil }
        return entries[selection]
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key):
            switch world.action(for: key) {
            case .showDetails: return keep(world)
            case .quit, .cancel, .interrupt, .theme:
                guard let before, before != world.theme else { return [.pop] }
                return [.pop, .change(.theme(before))]
            case let action?:
                guard let rows = action.scrollRows(page: 10) else { return [.pass] }
                return move(by: rows)
            case nil: return [.pass]
            }
        case .scroll(let rows): return move(by: rows)
        case .row(let index):
            return index == selection ? keep(world) : move(by: index - selection)
        case .event(.themesLoaded(let entries)):
            self.entries = entries
            selection = entries.firstIndex { $0.name == before?.name } ?? 0
        case .event(.themeRead(let name, let theme)):
            if let index = entries?.firstIndex(where: { $0.name == name && $0.isOwn }) {
                entries?[index] = ThemeEntry(name: name, isOwn: true, theme: theme)
            }
        default: return [.pass]
        }
        return []
    }

    /// Moves the cursor, and previews the theme there.
    private mutating func move(by count: Int) -> Outcome {
        selection = min(max(selection + count, 0), max((entries?.count ?? 0) - 1, 0))
        guard let entry = selected, let theme = try? entry.theme.get() else { return [] }
        let shown = ThemeInUse(
            theme: theme,
            name: entry.name,
            isOwn: entry.isOwn,
            origin: before?.origin ?? .standard
        )
        return [.change(.theme(shown))]
    }

    private func keep(_ world: World) -> Outcome {
        guard let entry = selected else { return [] }
        guard (try? entry.theme.get()) != nil else {
            let words: SanitizedText =
                "This theme cannot be used. Choose another, or fix its file"
            return [.say(words, .error)]
        }
        guard entry.name != before?.name else { return [.pop] }
        let name = SanitizedText(sanitizing: entry.name).singleLine
        let news: Step =
            switch before?.origin {
            case .configuration:
                .say(
                    "Theme set to \(name) for now: the configuration sets it at each start",
                    .warning
                )
            case .environment:
                .say("Theme set to \(name) for now: MUSTER_THEME sets it at each start", .warning)
            case .flag, .remembered, .standard, nil:
                .say("Theme set to \(name)\(world.context.isDemo ? "" : " (saved)")", .success)
            }
        return [.pop, news, .effect(.rememberTheme(entry.name))]
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        let (keep, back) = (world.keyName(.showDetails), world.keyName(.cancel))
        return "\(key.description) does nothing here; \(keep) keeps the theme, \(back) goes back"
    }

    package func hints(_ world: World) -> [Hint] {
        [
            (world.keyName(.showDetails), "keep"), (world.moveKeys, "preview"),
            (world.keyName(.cancel), "back"),
        ]
    }

    package func place(_ world: World) -> SanitizedText? {
        selected.map { SanitizedText(sanitizing: $0.name).singleLine }
    }

    /// Draws the box at the right of the body, so that the table stays visible.
    package func draw(_ world: World, in body: Rect, on grid: inout CellGrid) {
        let entries = entries ?? []
        let columns = min(body.columns, Self.columns)
        let noteRows = Self.noteRows(entries, columns: columns)
        let wanted = max(entries.count, 1) + noteRows + 3
        let box = Rect(
            row: body.row,
            column: body.endColumn - columns,
            columns: columns,
            // A row or two of table below the box would be useless.
            rows: wanted + 2 >= body.rows ? body.rows : wanted
        )
        let inside = Box.draw(box, title: "Themes", world, on: &grid)
        guard !inside.isEmpty else { return }
        let hasNote = inside.rows > noteRows + 3
        var list = inside
        if hasNote { list.size.rows -= noteRows + 1 }
        List.draw(
            count: entries.count,
            selection: selection,
            in: list,
            of: inside,
            world,
            on: &grid
        ) { index, row, grid in
            draw(entries[index], world, row: row, in: inside, on: &grid)
            if index == selection, world.context.isForScreenReader {
                grid.cursor = (row, inside.column)
            }
        }
        if self.entries == nil {
            grid.write([[Span("reading the themes", .dim)]], in: inside, on: .input)
        }
        guard hasNote, let selected else { return }
        let below = Rect(
            row: inside.endRow - noteRows,
            column: inside.column,
            columns: inside.columns,
            rows: noteRows
        )
        grid.write([Self.note(selected)].wrapped(inside.columns - 2), in: below, on: .input)
    }

    /// The number of rows for the longest note, so that the list does not move.
    private static func noteRows(_ entries: [ThemeEntry], columns: Int) -> Int {
        let rows = entries.map { [note($0)].wrapped(columns - 4).count }
        return min(rows.max() ?? 1, noteLimit)
    }

    private func draw(
        _ entry: ThemeEntry,
        _ world: World,
        row: Int,
        in inside: Rect,
        on grid: inout CellGrid
    ) {
        let kind = Self.kind(entry)
        let kindColumn = inside.endColumn - CellWidth.of(kind.text.string) - 1
        let isBefore = entry.name == before?.name
        let mark: SanitizedText = !isBefore ? " " : world.context.isASCII ? "*" : "●"
        let name = Span(SanitizedText(sanitizing: entry.name).singleLine)
        grid.write(
            [Span(mark, .accent), Span(" "), name],
            row: row,
            column: inside.column + 1,
            limit: max(kindColumn - 1, inside.column),
            on: .input
        )
        let column = max(kindColumn, inside.column)
        grid.write([kind], row: row, column: column, limit: inside.endColumn, on: .input)
    }

    private static func kind(_ entry: ThemeEntry) -> Span {
        guard let theme = try? entry.theme.get() else { return Span("yours, broken", .error) }
        let kind: SanitizedText =
            switch theme.kind {
            case .dark: "dark"
            case .light: "light"
            case .contrast: "high contrast"
            case .terminal: "terminal's colours"
            }
        return Span(entry.isOwn ? "yours, " + kind : kind, .dim)
    }

    private static func note(_ entry: ThemeEntry) -> Span {
        do throws(ThemeError) {
            let theme = try entry.theme.get()
            guard let least = theme.leastContrast else {
                return Span("The terminal decides the contrast.", .dim)
            }
            let number = Quantity.fixed((least * 10).rounded(.down) / 10, 1)
            return least >= 4.5
                ? Span("Every text has a contrast of \(number) or more.", .dim)
                : Span(
                    "Some text has a contrast of only \(number); 4.5 is easy to read.",
                    .warning
                )
        } catch {
            return Span(SanitizedText(sanitizing: error.description).singleLine, .error)
        }
    }
}

extension Action {
    static let theme = Action("theme", "choose a theme, previewed at once", "t") { world in
        [.push(ThemesRoom(before: world.theme)), .effect(.loadThemes)]
    }
}
