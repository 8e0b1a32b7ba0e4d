import MusterCore

/// A piece of a line with its style.
struct Span: Equatable {
    let text: SanitizedText
    let role: CellStyle.Role

    init(_ text: SanitizedText, _ role: CellStyle.Role = .text) {
        self.text = text
        self.role = role
    }
}

extension [Span] {
    /// Wraps the line to that many cells: its last piece, at least `least` cells wide, continues
    /// below itself.
    func wrapped(_ cells: Int, least: Int = 12) -> [[Span]] {
        guard let last else { return [[]] }
        let before = dropLast()
        let used = before.reduce(0) { $0 + CellWidth.of($1.text.string) }
        let parts = Substring(last.text.string).wrapped(Swift.max(cells - used, least))
        let indent = SanitizedText(sanitizing: String(repeating: " ", count: used))
        return parts.enumerated().map { index, part in
            let first = index == 0 ? Array(before) : used == 0 ? [] : [Span(indent, last.role)]
            return first + [Span(part, last.role)]
        }
    }
}

extension Substring {
    /// Wraps the text at words, to lines of at most that many cells.
    fileprivate func wrapped(_ cells: Int) -> [SanitizedText] {
        LineWrapper.wrap(self, cells: cells).map { SanitizedText(sanitizing: String($0)) }
    }
}

extension SanitizedText {
    /// The text as one line, wrapped at words to that many cells.
    func lines(_ cells: Int) -> [SanitizedText] { Substring(singleLine.string).wrapped(cells) }
}

extension CellGrid {
    /// Writes pieces on one row; returns the column after them.
    @discardableResult
    mutating func write(
        _ line: [Span],
        row: Int,
        column: Int,
        limit: Int = .max,
        on surface: CellStyle.Surface = .base
    ) -> Int {
        line.reduce(column) { column, span in
            let style = CellStyle(span.role, on: surface)
            return write(span.text, row: row, column: column, limit: limit, style: style)
        }
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
    /// For a screen reader, the terminal's cursor replaces the mark.
    mutating func select(row: Int, in rect: Rect, _ world: World, isMarked: Bool = true) {
        if isMarked, !world.context.isForScreenReader {
            let mark: SanitizedText = world.context.isASCII ? ">" : "❯"
            write(mark, row: row, column: rect.column, style: CellStyle(.accent))
        }
        setSurface(.selection, row: row, columns: rect.column..<rect.endColumn)
    }
}
