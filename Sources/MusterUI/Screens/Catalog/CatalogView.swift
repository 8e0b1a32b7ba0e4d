import MusterCore

/// Draws the table of models.
enum CatalogView {
    /// Rows of models that fit: all but the line of headings, where there is room for it.
    static func rowCount(in rect: Rect) -> Int { hasHeadings(rect) ? rect.rows - 1 : rect.rows }

    /// Whether the first line of the table is its headings.
    static func hasHeadings(_ rect: Rect) -> Bool { rect.rows > 2 }

    static func draw(_ state: AppState, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        let catalog = state.catalog
        guard !catalog.shown.isEmpty else {
            EmptyCatalogView.draw(state, in: rect, on: &grid)
            return
        }
        let columns = CatalogColumns(
            state.settings.table,
            width: rect.columns,
            scroll: catalog.columnScroll
        )
        if hasHeadings(rect) { drawHeadings(columns, state, in: rect, on: &grid) }
        let row = CatalogRow(columns, state, rect)
        for line in 0..<rowCount(in: rect) {
            let index = catalog.top + line
            guard catalog.shown.indices.contains(index) else { break }
            let screenRow = rect.row + line + (hasHeadings(rect) ? 1 : 0)
            row.draw(catalog.shown[index], at: screenRow, on: &grid)
            guard index == catalog.selection else { continue }
            CursorMark.draw(row: screenRow, column: rect.column, on: &grid, state.context)
            grid.setSurface(.selection, row: screenRow, columns: rect.column..<rect.endColumn)
        }
        guard AppLayout(state).hasBorders else { return }
        ScrollPosition.draw(
            first: catalog.top,
            shown: rowCount(in: rect),
            total: catalog.shown.count,
            under: rect,
            on: &grid
        )
    }

    private static func drawHeadings(
        _ columns: CatalogColumns,
        _ state: AppState,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let isASCII = state.context.isASCII
        let sort = state.catalog.sort
        for placed in columns.all {
            let column = placed.column
            let isSorted = column.sortKey == sort.key && !state.catalog.isBestFirst
            let gap: SanitizedText = column.isNumber ? "" : " "
            let arrow: SanitizedText = isSorted ? gap + sort.arrow(isASCII: isASCII) : ""
            let title = column.title
            let width = CellWidth.of(title.string) + CellWidth.of(arrow.string)
            var start = column.isNumber ? placed.start + placed.width - width : placed.start
            // The word stands over the words of the badges, not over their glyphs.
            if column == .status { start += 2 }
            let end = grid.write(
                title,
                row: rect.row,
                column: rect.column + max(start, 0),
                limit: min(rect.column + placed.start + placed.width, rect.endColumn),
                style: CellStyle(.heading)
            )
            grid.write(
                arrow,
                row: rect.row,
                column: end,
                limit: rect.endColumn,
                style: CellStyle(.accent)
            )
        }
        let hint = CellStyle(.accent)
        if columns.scroll > 0 {
            grid.write(isASCII ? "<" : "‹", row: rect.row, column: rect.column, style: hint)
        }
        if columns.hasMore {
            let more: SanitizedText = isASCII ? ">" : "›"
            grid.write(more, row: rect.row, column: rect.endColumn - 1, style: hint)
        }
    }
}

extension ModelSort {
    /// Points where the greater values are.
    func arrow(isASCII: Bool) -> SanitizedText {
        switch (isReversed, isASCII) {
        case (false, false): "▲"
        case (true, false): "▼"
        case (false, true): "^"
        case (true, true): "v"
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
