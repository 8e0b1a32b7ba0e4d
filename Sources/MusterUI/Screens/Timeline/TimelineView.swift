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
            let model = state.catalog.model(timeline.modelID)
        else { return }
        drawTitle(model, state, in: rect, on: &grid)
        let layout = TimelineLayout(timeline, model, state, columns: rect.columns)
        let top = layout.top(timeline, rows: rect.rows)
        for (offset, line) in layout.lines.dropFirst(top).prefix(rect.rows).enumerated() {
            let row = rect.row + offset
            draw(line, row: row, in: rect, on: &grid)
            if timeline.selected != nil, layout.selected.contains(top + offset) {
                if top + offset == max(layout.selected.lowerBound, top) {
                    CursorMark.draw(row: row, column: rect.column, on: &grid, state.context)
                }
                grid.setSurface(.selection, row: row, columns: rect.column..<rect.endColumn)
            }
        }
        if timeline.entries?.isEmpty != false {
            let text: SanitizedText =
                timeline.entries == nil ? "Loading" : "No evidence yet. Press c to gather some"
            let lines = LineWrapper.wrap(Substring(text.string), cells: rect.columns - 2)
            for (offset, line) in lines.enumerated() {
                let row = rect.row + layout.lines.count - top + offset
                guard row < rect.endRow else { return }
                grid.write("\(String(line))", row: row, column: rect.column + 1)
            }
        }
        ScrollPosition.draw(
            first: top,
            shown: rect.rows,
            total: layout.lines.count,
            under: rect,
            on: &grid
        )
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
