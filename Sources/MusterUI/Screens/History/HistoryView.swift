import Foundation
import MusterCore

/// Draws the list of past generations.
enum HistoryView {
    static func draw(
        _ history: HistoryState,
        _ state: AppState,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        guard !rect.isEmpty else { return }
        let title: SanitizedText =
            history.search.isEmpty ? " History " : " History: \(history.search) "
        grid.write(
            title,
            row: rect.row - 1,
            column: rect.column + 1,
            limit: rect.endColumn,
            style: CellStyle(.title)
        )
        guard let entries = history.entries, !entries.isEmpty else {
            return drawEmpty(history, state, in: rect, on: &grid)
        }
        let top = min(max(history.selection - rect.rows + 1, 0), max(entries.count - rect.rows, 0))
        for (offset, entry) in entries.dropFirst(top).prefix(rect.rows).enumerated() {
            let row = rect.row + offset
            draw(entry, history.search, state, row: row, in: rect, on: &grid)
            if top + offset == history.selection {
                CursorMark.draw(row: row, column: rect.column, on: &grid, state.context)
                grid.setSurface(.selection, row: row, columns: rect.column..<rect.endColumn)
            }
        }
        ScrollPosition.draw(
            first: top,
            shown: rect.rows,
            total: entries.count,
            under: rect,
            on: &grid
        )
    }

    private static func drawEmpty(
        _ history: HistoryState,
        _ state: AppState,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let text: SanitizedText =
            if history.entries == nil {
                "Loading"
            } else if history.search.isEmpty {
                """
                No generations yet. Close this with \(state.keyName(.quit)), \
                and press \(state.keyName(.prompt)) to ask a model
                """
            } else {
                "No generation has this in its prompt, answer or model"
            }
        let lines = LineWrapper.wrap(Substring(text.string), cells: rect.columns - 2)
        for (offset, line) in lines.prefix(rect.rows).enumerated() {
            let row = rect.row + offset
            grid.write("\(String(line))", row: row, column: rect.column + 1, limit: rect.endColumn)
        }
    }

    private static func draw(
        _ entry: HistoryEntry,
        _ search: String,
        _ state: AppState,
        row: Int,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let isASCII = state.context.isASCII
        let age = Quantity.age(state.now.timeIntervalSince(entry.createdAt))
        let isWide = rect.columns >= 70
        let modelWidth = isWide ? min(rect.columns * 35 / 100, 44) : 0
        let columns: [(text: String, width: Int, role: CellStyle.Role)] = [
            (age, 9, .dim),
            (entry.status.rawValue, 12, GenerationView.role(of: entry.status)),
            (
                Truncation.modelID(
                    (entry.answeringModelID ?? entry.modelID).rawValue,
                    cells: max(modelWidth - 2, 1),
                    isASCII: isASCII
                ), modelWidth, .text
            ),
        ]
        var column = rect.column + 1
        for part in columns where part.width > 0 {
            grid.write(
                "\(part.text)",
                row: row,
                column: column,
                limit: min(column + part.width - 1, rect.endColumn),
                style: CellStyle(part.role)
            )
            column += part.width
        }
        let prompt = SanitizedText(sanitizing: entry.promptBeginning).singleLine.string
        let shown = Truncation.tail(
            prompt,
            cells: max(rect.endColumn - column - 1, 1),
            isASCII: isASCII
        )
        grid.write("\(shown)", row: row, column: column, limit: rect.endColumn)
    }
}
