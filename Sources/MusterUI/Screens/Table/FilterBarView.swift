import MusterCore

/// The second line: the filter, its mistakes, and the sort order.
enum FilterBarView {
    static func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        let sort = sortText(world)
        let sortColumn = rect.endColumn - CellWidth.of(sort.string) - 1
        let hasSort = sortColumn > rect.column + 20
        let keys = world.context.keyMap
        func add(_ action: Action, _ columns: Range<Int>) {
            grid.addButton(.key(keys.name(of: action)), row: rect.row, columns: columns)
        }
        if world.catalog.filterField == nil { add(.filter, rect.column..<rect.endColumn) }
        if hasSort {
            let end = grid.write(sort, row: rect.row, column: sortColumn, style: CellStyle(.dim))
            if world.catalog.filterField == nil { add(.chooseSort, sortColumn..<end) }
        }
        let limit = hasSort ? sortColumn - 2 : rect.endColumn
        drawFilter(world, in: rect, limit: limit, on: &grid)
    }

    static func hasRoomForComplaint(_ world: World, columns: Int) -> Bool {
        guard let complaint = world.catalog.filter.complaints.first else { return true }
        let used = 2 + CellWidth.of(world.catalog.filter.source) + 3
        let sort = CellWidth.of(sortText(world).string) + 3
        return used + CellWidth.of(complaint.sentence) <= columns - sort
    }

    private static func drawFilter(
        _ world: World,
        in rect: Rect,
        limit: Int,
        on grid: inout CellGrid
    ) {
        let catalog = world.catalog
        let filter = catalog.filter
        guard catalog.filterField != nil || !filter.source.isEmpty else {
            return drawInvitation(world, in: rect, limit: limit, on: &grid)
        }
        let start = grid.write(
            " /",
            row: rect.row,
            column: rect.column,
            limit: limit,
            style: CellStyle(.key)
        )
        let characters = Array(filter.source)
        var first = 0
        if let field = catalog.filterField {
            // Keep the cursor visible in a long filter.
            var before = CellWidth.of(String(field.characters[..<field.cursor]))
            // The mark for hidden text at the left takes a cell.
            while start + before + (first > 0 ? 1 : 0) >= limit, first < field.cursor {
                before -= CellWidth.of(String(field.characters[first]))
                first += 1
            }
            before += first > 0 ? 1 : 0
            grid.cursor = (rect.row, max(min(start + before, limit, rect.endColumn - 1), 0))
        }
        var column = start
        if first > 0 {
            let mark: SanitizedText = world.context.isASCII ? "<" : "…"
            let style = CellStyle(.dim)
            column = grid.write(mark, row: rect.row, column: start, limit: limit, style: style)
        }
        for token in filter.tokens where token.range.upperBound > first {
            let shown = characters[max(token.range.lowerBound, first)..<token.range.upperBound]
            column = grid.write(
                "\(String(shown))",
                row: rect.row,
                column: column,
                limit: limit,
                style: style(of: token)
            )
        }
        let room = limit - start - (first > 0 ? 1 : 0)
        if room > 0, CellWidth.of(String(characters[first...])) > room {
            let mark: SanitizedText = world.context.isASCII ? ">" : "…"
            let style = CellStyle(.dim)
            grid.write(mark, row: rect.row, column: limit - 1, limit: limit, style: style)
        }
        if let complaint = filter.complaints.first,
            column + 3 + CellWidth.of(complaint.sentence) <= limit
        {
            grid.write(
                "\(complaint.sentence)",
                row: rect.row,
                column: column + 3,
                limit: limit,
                style: CellStyle(.error)
            )
        }
    }

    /// What a catalog without any badge needs.
    private static func drawInvitation(
        _ world: World,
        in rect: Rect,
        limit: Int,
        on grid: inout CellGrid
    ) {
        let catalog = world.catalog
        guard catalog.isUnchecked, !catalog.models.isEmpty, world.check == nil else { return }
        let key = world.keyName(.checkShown)
        let forms: [[Span]] = [
            [
                Span(" No model has been checked yet: ", .dim), Span(key, .key),
                Span(" checks all \(catalog.listedCount), free", .dim),
            ],
            [Span(" \(key)", .key), Span(" checks all, free", .dim)],
        ]
        guard let line = forms.first(where: { $0.width <= limit - rect.column }) else { return }
        let end = grid.write(line, row: rect.row, column: rect.column, limit: limit)
        grid.addButton(.key(key.string), row: rect.row, columns: rect.column..<end)
    }

    private static func style(of token: FilterToken) -> CellStyle {
        if token.isWrong {
            var style = CellStyle(.error)
            style.isUnderlined = true
            return style
        }
        return switch token.kind {
        case .key, .name: CellStyle(.accent)
        case .negation: CellStyle(.warning)
        case .comparison, .separator, .pending: CellStyle(.dim)
        case .value, .text, .space: CellStyle(.text)
        }
    }

    /// Draws a search in progress in place of the filter.
    static func drawSearch(
        _ search: (what: SanitizedText, field: TextField),
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let (row, limit) = (rect.row, rect.endColumn)
        let label = Span(" \(search.what) /", .key)
        let column = grid.write([label], row: row, column: rect.column)
        grid.write("\(search.field.text)", row: row, column: column, limit: limit)
        let before = String(search.field.characters[..<search.field.cursor])
        grid.cursor = (row, max(min(column + CellWidth.of(before), limit - 1), 0))
    }

    private static func sortText(_ world: World) -> SanitizedText {
        if world.catalog.isBestFirst { return "sort: best match" }
        let sort = world.catalog.sort
        return "sort: \(sort.key.title) \(sort.arrow(isASCII: world.context.isASCII))"
    }
}
