import Foundation
import MusterCore

/// Draws the chooser of themes at the right of the body, so that the table can be seen beside it.
enum ThemesView {
    private static let columns = 46
    /// Rows below the list at most, for what is to be said of the theme under the cursor.
    private static let noteLimit = 5

    static func draw(
        _ themes: ThemesState,
        _ state: AppState,
        in body: Rect,
        on grid: inout CellGrid
    ) {
        let entries = themes.entries ?? []
        let columns = min(body.columns, columns)
        let noteRows = noteRows(entries, columns: columns)
        let wanted = max(entries.count, 1) + noteRows + 3
        let box = Rect(
            row: body.row,
            column: body.endColumn - columns,
            columns: columns,
            // A row or two of the table below the box would be of no use.
            rows: wanted + 2 >= body.rows ? body.rows : wanted
        )
        Frame(state.context).drawBox(box, on: &grid)
        grid.write(
            " Themes ",
            row: box.row,
            column: box.column + 2,
            limit: box.endColumn - 1,
            style: CellStyle(.title)
        )
        let inside = box.inside
        guard !inside.isEmpty else { return }
        let hasNote = inside.rows > noteRows + 3
        let listRows = hasNote ? inside.rows - noteRows - 1 : inside.rows
        let top = max(themes.selection - listRows + 1, 0)
        for (offset, entry) in entries.dropFirst(top).prefix(listRows).enumerated() {
            let row = inside.row + offset
            let isBefore = entry.name == themes.before?.name
            draw(entry, isBefore: isBefore, state, row: row, in: inside, on: &grid)
            if top + offset == themes.selection {
                CursorMark.draw(row: row, column: inside.column, on: &grid, state.context)
                let columns = inside.column..<inside.endColumn
                grid.setSurface(.selection, row: row, columns: columns)
                if state.context.isForScreenReader { grid.cursor = (row, inside.column) }
            }
        }
        ScrollPosition.draw(
            first: top,
            shown: listRows,
            total: entries.count,
            under: inside,
            on: &grid
        )
        if themes.entries == nil {
            write("reading the themes", .dim, row: inside.row, in: inside, on: &grid)
        }
        guard hasNote, let selected = themes.selected else { return }
        let (text, role) = note(selected)
        let lines = LineWrapper.wrap(text[...], cells: inside.columns - 2)
        for (offset, line) in lines.prefix(noteRows).enumerated() {
            let row = inside.endRow - noteRows + offset
            write("\(line)", role, row: row, in: inside, on: &grid)
        }
    }

    /// The rows that the longest note takes, so that the list stays where it is.
    private static func noteRows(_ entries: [ThemeEntry], columns: Int) -> Int {
        let rows = entries.map {
            LineWrapper.wrap(Substring(note($0).0), cells: columns - 4).count
        }
        return min(rows.max() ?? 1, noteLimit)
    }

    private static func draw(
        _ entry: ThemeEntry,
        isBefore: Bool,
        _ state: AppState,
        row: Int,
        in inside: Rect,
        on grid: inout CellGrid
    ) {
        let (kind, role) = kind(entry)
        let kindColumn = inside.endColumn - CellWidth.of(kind.string) - 1
        let mark: SanitizedText = !isBefore ? " " : state.context.isASCII ? "*" : "●"
        grid.write(
            mark,
            row: row,
            column: inside.column + 1,
            limit: inside.endColumn,
            style: CellStyle(.accent, on: .input)
        )
        grid.write(
            SanitizedText(sanitizing: entry.name).singleLine,
            row: row,
            column: inside.column + 3,
            limit: max(kindColumn - 1, inside.column),
            style: CellStyle(.text, on: .input)
        )
        grid.write(
            kind,
            row: row,
            column: max(kindColumn, inside.column),
            limit: inside.endColumn,
            style: CellStyle(role, on: .input)
        )
    }

    private static func kind(_ entry: ThemeEntry) -> (SanitizedText, CellStyle.Role) {
        guard let theme = try? entry.theme.get() else { return ("yours, broken", .error) }
        let kind: SanitizedText =
            switch theme.kind {
            case .dark: "dark"
            case .light: "light"
            case .contrast: "high contrast"
            case .terminal: "terminal's colours"
            }
        return (entry.isOwn ? "yours, " + kind : kind, .dim)
    }

    /// What is to be said of the theme under the cursor.
    private static func note(_ entry: ThemeEntry) -> (String, CellStyle.Role) {
        do throws(ThemeError) {
            let theme = try entry.theme.get()
            guard let least = theme.leastContrast else {
                return ("Contrast is the terminal's own.", .dim)
            }
            let number = String(format: "%.1f", (least * 10).rounded(.down) / 10)
            return least >= 4.5
                ? ("Every text has a contrast of \(number) or more.", .dim)
                : ("Some text has a contrast of only \(number); 4.5 can be read well.", .warning)
        } catch {
            return (SanitizedText(sanitizing: error.description).singleLine.string, .error)
        }
    }

    private static func write(
        _ text: SanitizedText,
        _ role: CellStyle.Role,
        row: Int,
        in inside: Rect,
        on grid: inout CellGrid
    ) {
        grid.write(
            text,
            row: row,
            column: inside.column + 1,
            limit: inside.endColumn,
            style: CellStyle(role, on: .input)
        )
    }
}
