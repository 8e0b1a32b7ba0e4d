import MusterCore

extension CellGrid {
    /// Writes pieces on one row, and marks where they are cut; returns the column after them.
    @discardableResult
    mutating func write(
        _ line: [Span],
        row: Int,
        column: Int,
        limit: Int = .max,
        on surface: CellStyle.Surface = .base
    ) -> Int {
        let limit = Swift.min(limit, size.columns)
        var end = column
        for span in line {
            let start = end
            let style = CellStyle(span.role, on: surface)
            end = write(span.text, row: row, column: start, limit: limit, style: style)
            if let page = span.page, start < end { addLink(page, row: row, columns: start..<end) }
            // A wide character may leave one column free.
            guard end >= limit - 1, end < start + span.visibleWidth else { continue }
            if column < limit { markCut(row: row, column: limit - 1) }
            return Swift.max(limit, column)
        }
        return end
    }

    /// Writes one line per row as long as rows remain, `inset` columns from the left.
    mutating func write(
        _ lines: some Sequence<[Span]>,
        in rect: Rect,
        inset: Int = 1,
        on surface: CellStyle.Surface = .base
    ) {
        for (offset, line) in lines.prefix(rect.rows).enumerated() {
            let (row, column) = (rect.row + offset, rect.column + inset)
            write(line, row: row, column: column, limit: rect.endColumn, on: surface)
        }
    }

    /// Shows the row with the cursor: by its surface, and by a mark in its first cell.
    ///
    /// The mark is another one on a row that the user has chosen, whose own mark it hides. For a screen
    /// reader, the terminal's cursor replaces it.
    mutating func select(
        row: Int,
        in rect: Rect,
        _ world: World,
        isMarked: Bool = true,
        isChosen: Bool = false
    ) {
        if isMarked, !world.context.isForScreenReader {
            let ascii: SanitizedText = isChosen ? "*" : ">"
            let mark: SanitizedText = world.context.isASCII ? ascii : isChosen ? "»" : "❯"
            write(mark, row: row, column: rect.column, style: CellStyle(.accent))
        }
        setSurface(.selection, row: row, columns: rect.column..<rect.endColumn)
    }
}
