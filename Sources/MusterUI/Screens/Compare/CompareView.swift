import MusterCore

/// Draws models beside each other; what they have in common is dimmed.
enum CompareView {
    private static let labelWidth = 14
    private static let leastWidth = 22

    /// How many models fit beside each other.
    static func modelCount(columns: Int) -> Int {
        max((columns - labelWidth) / (leastWidth + 2), 1)
    }

    static func draw(
        _ compare: CompareState,
        _ state: AppState,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        guard !rect.isEmpty else { return }
        let models = state.models(compare.ids)
        let rows = CompareTable(models, state).rows
        let count = min(modelCount(columns: rect.columns), max(models.count, 1))
        let labels = rect.columns >= labelWidth + leastWidth ? labelWidth : 0
        let width = max((rect.columns - labels) / count, 1)
        for (index, model) in models.dropFirst(compare.first).prefix(count).enumerated() {
            let start = rect.column + labels + index * width
            let cells = max(width - 2, 1)
            let id = Truncation.modelID(
                model.id.rawValue,
                cells: cells,
                isASCII: state.context.isASCII
            )
            let limit = min(start + cells, rect.endColumn)
            grid.write("\(id)", row: rect.row, column: start, limit: limit, style: .init(.title))
        }
        for (offset, row) in rows.dropFirst(compare.scroll).prefix(rect.rows - 1).enumerated() {
            let line = rect.row + 1 + offset
            if labels > 0 {
                grid.write(
                    row.label,
                    row: line,
                    column: rect.column + 1,
                    limit: rect.column + labels - 1,
                    style: CellStyle(row.differs ? .heading : .dim)
                )
            }
            for (index, value) in row.values.dropFirst(compare.first).prefix(count).enumerated() {
                let start = rect.column + labels + index * width
                let cells = max(width - 2, 1)
                let shown = Truncation.tail(value, cells: cells, isASCII: state.context.isASCII)
                let role = row.roles?[compare.first + index] ?? (row.differs ? .text : .dim)
                grid.write(
                    "\(shown)",
                    row: line,
                    column: start,
                    limit: min(start + cells, rect.endColumn),
                    style: CellStyle(role)
                )
            }
        }
        let isWhole = models.count <= count && compare.first == 0
        let shown = "models \(compare.first + 1)-\(compare.first + count) of \(models.count)"
        ScrollPosition.draw(
            first: compare.scroll,
            shown: rect.rows - 1,
            total: rows.count,
            under: rect,
            on: &grid,
            prefix: isWhole ? "" : "\(shown)"
        )
    }
}
