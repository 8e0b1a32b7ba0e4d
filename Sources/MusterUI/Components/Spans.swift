import MusterCore

/// A piece of a line, with what it means.
struct Span: Equatable {
    let text: SanitizedText
    let role: CellStyle.Role

    init(_ text: SanitizedText, _ role: CellStyle.Role = .text) {
        self.text = text
        self.role = role
    }
}

extension [Span] {
    /// The line in lines of at most so many cells: its last piece is broken, for `least` cells at
    /// least, and goes on below itself.
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
    /// The text in lines of at most so many cells, broken at words.
    fileprivate func wrapped(_ cells: Int) -> [SanitizedText] {
        LineWrapper.wrap(self, cells: cells).map { SanitizedText(sanitizing: String($0)) }
    }
}

extension SanitizedText {
    /// The text on one line, broken at words into lines of at most so many cells.
    func lines(_ cells: Int) -> [SanitizedText] { Substring(singleLine.string).wrapped(cells) }
}

extension CellGrid {
    /// Writes a line of pieces; returns the column after it.
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

    /// Writes lines below each other as far as there is room, a column from the left edge.
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

    /// Shows which row has the cursor: by its surface, and by a mark in its first cell.
    ///
    /// A screen reader has the terminal's cursor instead of the mark.
    mutating func select(row: Int, in rect: Rect, _ world: World, isMarked: Bool = true) {
        if isMarked, !world.context.isForScreenReader {
            let mark: SanitizedText = world.context.isASCII ? ">" : "❯"
            write(mark, row: row, column: rect.column, style: CellStyle(.accent))
        }
        setSurface(.selection, row: row, columns: rect.column..<rect.endColumn)
    }
}
