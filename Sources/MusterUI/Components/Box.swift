import MusterCore

/// A box over the panes for a question, a choice or text entry.
enum Box {
    /// Draws a box with its title over the panes; returns its inside.
    @discardableResult
    static func draw(
        _ rect: Rect,
        title: SanitizedText,
        _ world: World,
        on grid: inout CellGrid
    ) -> Rect {
        Frame(world.context).drawBox(rect, on: &grid)
        let (column, limit) = (rect.column + 2, rect.endColumn - 1)
        let style = CellStyle(.title)
        grid.write(" \(title) ", row: rect.row, column: column, limit: limit, style: style)
        return rect.inside
    }

    /// Draws a box at the bottom of the body, with that many rows inside or as many as fit; returns
    /// its outside.
    static func drawAtBottom(
        title: SanitizedText,
        rows: Int,
        in body: Rect,
        _ world: World,
        on grid: inout CellGrid
    ) -> Rect {
        let rows = min(rows + 2, body.rows)
        let box = Rect(row: body.endRow - rows, column: 0, columns: body.columns, rows: rows)
        draw(box, title: title, world, on: &grid)
        return box
    }

    static func drawAtBottom(
        title: SanitizedText,
        text: [(text: SanitizedText, role: CellStyle.Role)],
        in body: Rect,
        _ world: World,
        on grid: inout CellGrid
    ) {
        let width = max(body.columns - 4, 1)
        let lines = text.flatMap { text, role in
            LineWrapper.wrap(Substring(text.string), cells: width).map {
                [Span("\($0)", role)]
            }
        }
        let box = drawAtBottom(title: title, rows: lines.count, in: body, world, on: &grid)
        grid.write(lines, in: box.inside, on: .input)
    }
}

/// A list of rows with a cursor, scrolled to fit.
enum List {
    /// The rows that are drawn: those up to the cursor, or the first ones.
    static func visible(count: Int, selection: Int, rows: Int) -> Range<Int> {
        let top = max(min(selection - rows + 1, count - rows), 0)
        return top..<max(min(top + rows, count), top)
    }

    /// Draws the rows around the cursor, and the position in the lower border of `inside`, or of
    /// `rect` without it.
    static func draw(
        count: Int,
        selection: Int,
        in rect: Rect,
        of inside: Rect? = nil,
        _ world: World,
        on grid: inout CellGrid,
        row draw: (_ index: Int, _ row: Int, _ grid: inout CellGrid) -> Void
    ) {
        let visible = visible(count: count, selection: selection, rows: rect.rows)
        for index in visible {
            let row = rect.row + index - visible.lowerBound
            draw(index, row, &grid)
            grid.addButton(.row(index), row: row, columns: rect.column..<rect.endColumn)
            if index == selection { grid.select(row: row, in: rect, world) }
        }
        ScrollPosition.draw(
            first: visible.lowerBound,
            shown: rect.rows,
            total: count,
            under: inside ?? rect,
            on: &grid
        )
    }
}
