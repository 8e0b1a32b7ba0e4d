import MusterCore

/// Draws the table of models.
enum CatalogView {
    /// Rows of models that fit: all but the line of headings, where there is room for it.
    static func rowCount(in rect: Rect) -> Int { hasHeadings(rect) ? rect.rows - 1 : rect.rows }

    /// Stands beside a model that is not as it was when it last answered.
    private static let changedWord = "changed"

    private static func hasHeadings(_ rect: Rect) -> Bool { rect.rows > 2 }

    static func draw(_ state: AppState, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        let catalog = state.catalog
        guard !catalog.shown.isEmpty else {
            drawEmpty(state, in: rect, on: &grid)
            return
        }
        let columns = CatalogColumns(width: rect.columns)
        if hasHeadings(rect) { drawHeadings(columns, in: rect, on: &grid) }
        let words = catalog.filter.words
        for line in 0..<rowCount(in: rect) {
            let index = catalog.top + line
            guard catalog.shown.indices.contains(index) else { break }
            let row = rect.row + line + (hasHeadings(rect) ? 1 : 0)
            let isSelected = index == catalog.selection
            drawModel(catalog.shown[index], columns, words, state, row: row, in: rect, on: &grid)
            if isSelected {
                grid.setSurface(.selection, row: row, columns: rect.column..<rect.endColumn)
            }
        }
    }

    private static func drawHeadings(
        _ columns: CatalogColumns,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        for column in columns.all {
            let width = CellWidth.of(column.title.string)
            let start = column.isNumber ? column.start + column.width - width : column.start
            // The word stands over the words of the badges, not over their glyphs.
            let shift = column.kind == .status ? 2 : 0
            grid.write(
                column.title,
                row: rect.row,
                column: rect.column + start + shift,
                limit: rect.endColumn,
                style: CellStyle(.heading)
            )
        }
    }

    private static func drawModel(
        _ model: Model,
        _ columns: CatalogColumns,
        _ words: [String],
        _ state: AppState,
        row: Int,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let isASCII = state.context.isASCII
        let text: CellStyle.Role = model.isDisabled ? .disabled : .text
        let dim: CellStyle.Role = model.isDisabled ? .disabled : .dim
        if state.catalog.marked.contains(model.id) {
            grid.write(
                isASCII ? ">" : "▌",
                row: row,
                column: rect.column,
                style: CellStyle(.accent)
            )
        }
        if model.isFavorite, rect.columns > 2 {
            grid.write(
                isASCII ? "f" : "★",
                row: row,
                column: rect.column + 1,
                style: CellStyle(.warning)
            )
        }
        for column in columns.all {
            let start = rect.column + column.start
            let limit = min(start + column.width, rect.endColumn)
            switch column.kind {
            case .status:
                grid.write(
                    "\(Badge.label(model, isASCII: isASCII))",
                    row: row,
                    column: start,
                    limit: limit,
                    style: CellStyle(Badge(model).role)
                )
            case .modelID:
                let isChanged = !model.changes.isEmpty && column.width > 20
                let id = Truncation.modelID(
                    model.id.rawValue,
                    cells: column.width - (isChanged ? changedWord.count + 1 : 0),
                    isASCII: isASCII
                )
                if isChanged {
                    grid.write(
                        "\(changedWord)",
                        row: row,
                        column: limit - changedWord.count,
                        limit: limit,
                        style: CellStyle(model.isDisabled ? .disabled : .warning)
                    )
                }
                grid.write("\(id)", row: row, column: start, limit: limit, style: CellStyle(text))
                highlight(words, in: id, row: row, column: start, on: &grid)
            case .huggingFaceID:
                let id = Truncation.tail(
                    model.huggingFaceID?.rawValue ?? "-",
                    cells: column.width,
                    isASCII: isASCII
                )
                grid.write("\(id)", row: row, column: start, limit: limit, style: CellStyle(dim))
                highlight(words, in: id, row: row, column: start, on: &grid)
            case .context, .prompt, .completion:
                let number = numberText(column.kind, model)
                grid.write(
                    "\(number)",
                    row: row,
                    column: max(limit - CellWidth.of(number), start),
                    limit: limit,
                    style: CellStyle(number == "-" ? dim : text)
                )
            }
        }
    }

    private static func numberText(_ kind: CatalogColumns.Kind, _ model: Model) -> String {
        switch kind {
        case .prompt: model.isRouter ? "varies" : Quantity.price(model.promptPrice)
        case .completion: model.isRouter ? "varies" : Quantity.price(model.completionPrice)
        case .context, .status, .modelID, .huggingFaceID: Quantity.tokens(model.contextLength)
        }
    }

    /// Shows where the filter's words are found; IDs are ASCII, so a character is a cell.
    private static func highlight(
        _ words: [String],
        in text: String,
        row: Int,
        column: Int,
        on grid: inout CellGrid
    ) {
        guard !words.isEmpty else { return }
        let lowercased = text.lowercased()
        for word in words {
            guard let range = lowercased.firstRange(of: word) else { continue }
            let start = lowercased.distance(from: lowercased.startIndex, to: range.lowerBound)
            let match = text.dropFirst(start).prefix(word.count)
            grid.write("\(match)", row: row, column: column + start, style: CellStyle(.match))
        }
    }

    /// What to say, and to press, when there is nothing to show.
    private static func drawEmpty(_ state: AppState, in rect: Rect, on grid: inout CellGrid) {
        let catalog = state.catalog
        let lines: [(SanitizedText, CellStyle.Role)]
        if !catalog.isLoaded {
            lines = [("Loading", .dim)]
        } else if catalog.models.isEmpty {
            lines =
                state.activity == .refreshing
                ? [("No models yet", .title), ("The catalog is on its way", .dim)]
                : [("No models yet", .title), ("Press R to fetch the catalog", .text)]
        } else if !catalog.isFiltered {
            lines = [
                ("No models listed", .title),
                ("The last catalog was empty; press R to fetch it again", .text),
            ]
        } else {
            lines = [
                ("No models match", .title),
                (
                    catalog.filterField == nil
                        ? "Press Esc to clear the filter" : "Go on typing, or press Esc", .text
                ),
            ]
        }
        let top = rect.row + max((rect.rows - lines.count) / 2, 0)
        for (index, line) in lines.enumerated() {
            let column = rect.column + max((rect.columns - CellWidth.of(line.0.string)) / 2, 0)
            guard top + index < rect.endRow else { break }
            grid.write(
                line.0,
                row: top + index,
                column: column,
                limit: rect.endColumn,
                style: CellStyle(line.1)
            )
        }
    }
}

extension Badge {
    /// The role that gives the badge its colour.
    var role: CellStyle.Role {
        switch self {
        case .verified: .verified
        case .reachable: .reachable
        case .degraded: .degraded
        case .limited: .limited
        case .unavailable: .unavailable
        case .unknown: .unknown
        case .disabled: .disabled
        }
    }
}
