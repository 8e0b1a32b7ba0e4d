import Foundation
import MusterCore

/// Draws why a model has its badge: the verdict, what has changed, and each piece of evidence.
enum TimelineView {
    /// A line of spans, each with its role.
    typealias Line = [(text: SanitizedText, role: CellStyle.Role)]

    static func draw(
        _ timeline: TimelineState,
        _ state: AppState,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        guard !rect.isEmpty,
            let model = state.catalog.models.first(where: { $0.id == timeline.modelID })
        else { return }
        drawTitle(model, state, in: rect, on: &grid)
        let width = max(rect.columns - 2, 1)
        let head = TimelineHead.lines(model, state, width: width).prefix(max(rect.rows / 2, 1))
        for (offset, line) in head.enumerated() {
            draw(line, row: rect.row + offset, in: rect, on: &grid)
        }
        let list = Rect(
            row: rect.row + head.count + 1,
            column: rect.column,
            columns: rect.columns,
            rows: rect.rows - head.count - 1
        )
        guard list.rows > 0 else { return }
        guard let entries = timeline.entries, !entries.isEmpty else {
            let text: SanitizedText =
                timeline.entries == nil ? "Loading" : "No evidence yet. Press c to gather some"
            grid.write(text, row: list.row, column: list.column + 1, limit: list.endColumn)
            return
        }
        drawEntries(entries, timeline, state, in: list, on: &grid)
    }

    private static func drawTitle(
        _ model: Model,
        _ state: AppState,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let id = Truncation.modelID(
            model.id.rawValue,
            cells: max(rect.columns - 8, 1),
            isASCII: state.context.isASCII
        )
        grid.write(
            " Why \(id) ",
            row: rect.row - 1,
            column: rect.column + 1,
            limit: rect.endColumn,
            style: CellStyle(.title)
        )
    }

    private static func drawEntries(
        _ entries: [TimelineEntry],
        _ timeline: TimelineState,
        _ state: AppState,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        var lines: [(line: Line, entry: Int)] = []
        for (index, entry) in entries.enumerated() {
            let isSelected = index == timeline.selection
            lines += TimelineEntryLines.lines(
                entry,
                state,
                isOpen: isSelected,
                width: max(rect.columns - 2, 1)
            ).map { ($0, index) }
        }
        // The entry under the cursor is shown whole where it fits, and from its first line on.
        let first = lines.firstIndex { $0.entry == timeline.selection } ?? 0
        let last = lines.lastIndex { $0.entry == timeline.selection } ?? 0
        let top = min(first, max(last - rect.rows + 1, 0))
        for (offset, line) in lines.dropFirst(top).prefix(rect.rows).enumerated() {
            let row = rect.row + offset
            draw(line.line, row: row, in: rect, on: &grid)
            if line.entry == timeline.selection {
                grid.setSurface(.selection, row: row, columns: rect.column..<rect.endColumn)
            }
        }
        let hidden = lines.count - top - rect.rows
        if hidden > 0 {
            let text: SanitizedText = " \(hidden) more "
            grid.write(
                text,
                row: rect.endRow,
                column: max(rect.endColumn - CellWidth.of(text.string) - 1, 0),
                style: CellStyle(.accent)
            )
        }
    }

    private static func draw(
        _ line: Line,
        row: Int,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        var column = rect.column + 1
        for span in line {
            column = grid.write(
                span.text,
                row: row,
                column: column,
                limit: rect.endColumn,
                style: CellStyle(span.role)
            )
        }
    }
}
