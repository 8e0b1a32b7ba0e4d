import MusterCore

/// Borders around and between panes, joined where they meet.
struct Frame {
    private let isASCII: Bool
    /// A screen reader would read each border as a row of symbols.
    private let isHidden: Bool

    init(_ context: AppContext) {
        isASCII = context.isASCII
        isHidden = context.isForScreenReader
    }

    /// Draws a pane's border, joined with those already there.
    func draw(_ rect: Rect, isFocused: Bool, on grid: inout CellGrid) {
        guard rect.columns >= 2, rect.rows >= 2, !isHidden else { return }
        let style = CellStyle(isFocused ? .borderFocused : .border)
        let last = (row: rect.endRow - 1, column: rect.endColumn - 1)
        for column in rect.column + 1..<last.column {
            join(.horizontal, row: rect.row, column: column, style, &grid)
            join(.horizontal, row: last.row, column: column, style, &grid)
        }
        for row in rect.row + 1..<last.row {
            join(.vertical, row: row, column: rect.column, style, &grid)
            join(.vertical, row: row, column: last.column, style, &grid)
        }
        join([.right, .down], row: rect.row, column: rect.column, style, &grid)
        join([.left, .down], row: rect.row, column: last.column, style, &grid)
        join([.right, .up], row: last.row, column: rect.column, style, &grid)
        join([.left, .up], row: last.row, column: last.column, style, &grid)
    }

    /// Draws a box with a blank inside; its border joins the lines outside it.
    func drawBox(_ rect: Rect, on grid: inout CellGrid) {
        let surface = CellStyle(.text, on: .input)
        guard rect.columns >= 2, rect.rows >= 2, !isHidden else {
            grid.fill(rect, style: surface)
            return
        }
        grid.fill(rect.inside, style: surface)
        let style = CellStyle(.borderFocused)
        let (lastRow, lastColumn) = (rect.endRow - 1, rect.endColumn - 1)
        for row in rect.row...lastRow {
            let isEdge = row == rect.row || row == lastRow
            for column in rect.column...lastColumn
            where isEdge || column == rect.column || column == lastColumn {
                var own: Arms = []
                // Lines that led into the box now end at its border.
                var blocked: Arms = []
                if column > rect.column, isEdge { own.insert(.left) }
                if column < lastColumn, isEdge { own.insert(.right) }
                if row > rect.row, column == rect.column || column == lastColumn {
                    own.insert(.up)
                }
                if row < lastRow, column == rect.column || column == lastColumn {
                    own.insert(.down)
                }
                if column > rect.column { blocked.insert(.left) }
                if column < lastColumn { blocked.insert(.right) }
                if row > rect.row { blocked.insert(.up) }
                if row < lastRow { blocked.insert(.down) }
                join(own, row: row, column: column, style, &grid, without: blocked)
            }
        }
    }

    /// Draws a line to the left of a pane's part, joined with the border above and below.
    func drawDivider(leftOf rect: Rect, on grid: inout CellGrid) {
        let style = CellStyle(.border)
        guard !isHidden else { return }
        for row in rect.row..<rect.endRow {
            join(.vertical, row: row, column: rect.column - 1, style, &grid)
        }
    }

    struct Arms: OptionSet, Hashable {
        let rawValue: UInt8
        static let up = Arms(rawValue: 1)
        static let down = Arms(rawValue: 2)
        static let left = Arms(rawValue: 4)
        static let right = Arms(rawValue: 8)
        static let horizontal: Arms = [.left, .right]
        static let vertical: Arms = [.up, .down]
    }

    private func join(
        _ arms: Arms,
        row: Int,
        column: Int,
        _ style: CellStyle,
        _ grid: inout CellGrid,
        without blocked: Arms = []
    ) {
        guard (0..<grid.size.rows).contains(row), (0..<grid.size.columns).contains(column) else {
            return
        }
        let existing = Self.armsByScalar[grid[row, column].scalar] ?? []
        let joined = isASCII ? arms : arms.union(existing.subtracting(blocked))
        grid.write(glyph(joined), row: row, column: column, style: style)
    }

    private func glyph(_ arms: Arms) -> SanitizedText {
        if isASCII { return arms == .horizontal ? "-" : arms == .vertical ? "|" : "+" }
        return Self.glyphs[arms] ?? "┼"
    }

    private static let glyphs: [Arms: SanitizedText] = [
        .horizontal: "─", .vertical: "│",
        [.right, .down]: "┌", [.left, .down]: "┐", [.right, .up]: "└", [.left, .up]: "┘",
        [.up, .down, .right]: "├", [.up, .down, .left]: "┤",
        [.left, .right, .down]: "┬", [.left, .right, .up]: "┴",
        [.up, .down, .left, .right]: "┼",
    ]

    private static let armsByScalar: [UInt32: Arms] = {
        var arms: [UInt32: Arms] = [:]
        for (key, glyph) in glyphs {
            if let scalar = glyph.string.unicodeScalars.first { arms[scalar.value] = key }
        }
        return arms
    }()
}
