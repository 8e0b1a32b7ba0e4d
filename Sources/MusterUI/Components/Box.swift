import MusterCore

/// A box over the panes, in which something is asked, chosen or written.
enum Box {
    /// Draws a box with its title over whatever is there; returns its inside.
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

    /// Draws a box at the bottom of the body, with so many rows inside or as many as the body has;
    /// returns all of it.
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

    /// Draws a box at the bottom with lines of text in it.
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

/// Rows with a cursor, of which as many are shown as there is room for.
enum List {
    /// Draws the rows around the one under the cursor, and where one is in the border below.
    ///
    /// The border is that of `inside` or, without it, of `rect`.
    static func draw(
        count: Int,
        selection: Int,
        in rect: Rect,
        of inside: Rect? = nil,
        _ world: World,
        on grid: inout CellGrid,
        row draw: (_ index: Int, _ row: Int, _ grid: inout CellGrid) -> Void
    ) {
        let top = max(min(selection - rect.rows + 1, count - rect.rows), 0)
        for index in top..<max(min(top + rect.rows, count), top) {
            let row = rect.row + index - top
            draw(index, row, &grid)
            if index == selection { grid.select(row: row, in: rect, world) }
        }
        ScrollPosition.draw(
            first: top,
            shown: rect.rows,
            total: count,
            under: inside ?? rect,
            on: &grid
        )
    }
}
