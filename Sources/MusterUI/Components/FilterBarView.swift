import MusterCore

/// The second line: the filter, what is wrong with it, and the order.
enum FilterBarView {
    static func draw(_ state: AppState, in rect: Rect, on grid: inout CellGrid) {
        if let field = state.searchField {
            return drawSearch("search the answer", field, in: rect, on: &grid)
        }
        if case .history(let history) = state.overlay, let field = history.field {
            return drawSearch("search the history", field, in: rect, on: &grid)
        }
        let catalog = state.catalog
        let sort = sortText(state)
        let sortColumn = rect.endColumn - CellWidth.of(sort.string) - 1
        let isWriting = catalog.filterField != nil
        let text = catalog.filterField?.text ?? catalog.filter.source
        let limit = max(sortColumn - 2, rect.column)
        if isWriting || !text.isEmpty {
            var column = grid.write(
                " /",
                row: rect.row,
                column: rect.column,
                limit: limit,
                style: CellStyle(.key)
            )
            if let field = catalog.filterField {
                let before = String(field.characters[..<field.cursor])
                grid.cursor = (rect.row, min(column + CellWidth.of(before), limit))
            }
            column = grid.write(
                "\(text)",
                row: rect.row,
                column: column,
                limit: limit,
                style: CellStyle(catalog.filter.complaints.isEmpty ? .text : .error)
            )
            if let complaint = catalog.filter.complaints.first {
                grid.write(
                    "\(complaint.sentence)",
                    row: rect.row,
                    column: column + 3,
                    limit: limit,
                    style: CellStyle(.error)
                )
            }
        }
        if sortColumn > rect.column + 20 {
            grid.write(sort, row: rect.row, column: sortColumn, style: CellStyle(.dim))
        }
    }

    private static func drawSearch(
        _ what: SanitizedText,
        _ field: TextField,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let column = grid.write(
            " \(what) /",
            row: rect.row,
            column: rect.column,
            style: CellStyle(.key)
        )
        grid.write("\(field.text)", row: rect.row, column: column, limit: rect.endColumn)
        let before = String(field.characters[..<field.cursor])
        grid.cursor = (rect.row, min(column + CellWidth.of(before), rect.endColumn - 1))
    }

    private static func sortText(_ state: AppState) -> SanitizedText {
        if state.catalog.isBestFirst { return "sort: best match" }
        let sort = state.catalog.sort
        let name: SanitizedText =
            switch sort.key {
            case .id: "model ID"
            case .name: "name"
            case .hf: "Hugging Face ID"
            case .status: "status"
            case .context: "context"
            case .prompt: "prompt price"
            case .completion: "completion price"
            case .created: "age"
            }
        return "sort: \(name) \(sort.arrow(isASCII: state.context.isASCII))"
    }
}
