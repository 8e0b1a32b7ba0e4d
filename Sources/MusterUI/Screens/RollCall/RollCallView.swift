import MusterCore

/// Draws a roll-call: progress, cells, totals, what changed, and the model under the cursor.
struct RollCallView {
    private static let reportWidth = 38
    /// From this width on, the report stands beside the cells.
    private static let widthForReport = 104

    let grid: RollCallGrid
    /// The part of the screen with the cells.
    let cells: Rect
    private let report: Rect?
    private let room: RollCallRoom
    private let world: World
    private let rect: Rect
    /// The models of the cells, in their order, looked up once.
    private let models: [Model?]
    private var isASCII: Bool { world.context.isASCII }

    init(_ room: RollCallRoom, _ world: World, _ rect: Rect) {
        self.room = room
        self.world = world
        self.rect = rect
        // A screen reader would read what stands beside the cells among their lines.
        let isWide = rect.columns >= Self.widthForReport && !world.context.isForScreenReader
        var cells = Rect(row: rect.row, column: rect.column + 1, columns: rect.columns - 2, rows: 0)
        // The progress above and the cursor's model below, and a summary where no report fits.
        let above = rect.rows > 34 ? 2 : isWide ? 1 : 2
        cells.row += min(above, rect.rows)
        let rows = max(rect.rows - above - (rect.rows > 34 ? 2 : 1), 0)
        let width = isWide ? cells.columns - Self.reportWidth - 3 : cells.columns
        cells.size = Size(columns: max(width, 0), rows: rows)
        self.cells = cells
        report =
            isWide
            ? Rect(
                row: cells.row,
                column: cells.endColumn + 3,
                columns: Self.reportWidth,
                rows: rows
            ) : nil
        grid = RollCallGrid(room.ids, width: cells.columns, rows: rows)
        models = grid.cells.map { world.catalog.model($0.id) }
    }

    /// The first row to show, so that a cell is visible.
    func top(showing index: Int, from top: Int) -> Int {
        guard grid.cells.indices.contains(index) else { return 0 }
        let row = grid.cells[index].row
        let last = max(grid.rows - cells.rows, 0)
        return min(max(min(top, row), row - cells.rows + 1, 0), last)
    }

    /// The cell that the mouse is on, if `top` is the first row that is shown.
    func cell(at event: MouseEvent, top: Int) -> Int? {
        guard (cells.row..<cells.endRow).contains(event.row),
            (cells.column..<cells.endColumn).contains(event.column)
        else { return nil }
        let (row, column) = (event.row - cells.row + top, event.column - cells.column)
        return grid.cells.firstIndex {
            $0.row == row && ($0.column...$0.column + 1).contains(column)
        }
    }

    func draw(from top: Int, on screen: inout CellGrid) {
        let top = self.top(showing: room.selection, from: top)
        screen.write([progress], in: rect)
        if report == nil, rect.rows > 1 {
            screen.write(summary, row: rect.row + 1, column: rect.column + 1, limit: rect.endColumn)
        }
        if world.context.isForScreenReader {
            screen.write(spokenLines, in: cells, inset: 0)
        } else {
            drawBlocks(from: top, on: &screen)
        }
        if let report { drawReport(in: report, on: &screen) }
        drawSelected(on: &screen)
        ScrollPosition.draw(
            first: top,
            shown: cells.rows,
            total: grid.rows,
            under: rect,
            on: &screen
        )
    }

    // MARK: - Progress

    private var progress: [Span] {
        let (done, total) = (room.answeredCount, room.asked)
        guard total > 0 else { return [Span("All \(room.ids.count) badges are still valid", .dim)] }
        let elapsed = room.elapsed(world)
        let spent = Quantity.duration(milliseconds: Int(elapsed * 1000))
        let rate = elapsed > 0.5 ? ", \(Quantity.fixed(Double(done) / elapsed, 0)) a second" : ""
        guard room.endedAt == nil else {
            let cut = done < total ? " of \(total)" : ""
            return [
                Span("\(done)\(cut) called in \(spent)", .title), Span("\(rate), free", .dim),
            ]
        }
        let bar = Bar.spans(
            Double(done) / Double(total),
            cells: min(max(rect.columns - 46, 10), 40),
            role: .accent,
            isASCII: isASCII
        )
        return bar + [Span("  \(done)/\(total)", .title), Span("  \(spent)\(rate), free", .dim)]
    }

    private var totals: BadgeTotals {
        let models = models.compactMap(\.self).filter { !room.awaited.contains($0.id) }
        return BadgeTotals(models.map { Badge($0) }, isASCII: isASCII)
    }

    private var summary: [Span] {
        totals.counts.flatMap { badge, count in
            let word = rect.columns >= 76 ? " \(badge.rawValue)" : ""
            return [
                Span("\(badge.glyph(isASCII: isASCII)) ", badge.role), Span("\(count)"),
                Span("\(word)  ", .dim),
            ]
        }
    }

    // MARK: - Cells

    private func drawBlocks(from top: Int, on screen: inout CellGrid) {
        func row(_ own: Int) -> Int? {
            (top..<top + cells.rows).contains(own) ? cells.row + own - top : nil
        }
        for block in grid.blocks {
            if let row = row(block.row) { drawHead(block, row, on: &screen) }
        }
        for (index, cell) in grid.cells.enumerated() {
            guard let row = row(cell.row), let model = models[index] else { continue }
            let column = cells.column + cell.column
            let isAwaited = room.awaited.contains(cell.id)
            let badge = Badge(model)
            let glyph = isAwaited ? (isASCII ? "." : "·") : badge.glyph(isASCII: isASCII)
            let style = CellStyle(isAwaited ? .dim : badge.role)
            screen.write("\(glyph)", row: row, column: column, limit: cells.endColumn, style: style)
            if index == room.selection {
                screen.setSurface(.selection, row: row, columns: column..<column + 1)
                if isASCII || world.context.isForScreenReader { screen.cursor = (row, column) }
            }
        }
    }

    private func drawHead(_ block: RollCallGrid.Block, _ row: Int, on screen: inout CellGrid) {
        let isOwn = block.cells.contains(room.selection)
        let author = Truncation.tail(block.author, cells: grid.labelWidth, isASCII: isASCII)
        let column = cells.column + block.column
        screen.write(
            "\(author)",
            row: row,
            column: column,
            limit: cells.endColumn,
            style: CellStyle(isOwn ? .accent : .text)
        )
        let models = models[block.cells].compactMap(\.self)
        let good = models.count { $0.verdict.isUsable && !room.awaited.contains($0.id) }
        let count: SanitizedText = "\(good)/\(models.count)"
        screen.write(
            count,
            row: row,
            column: column + grid.blockWidth - CellWidth.of(count.string),
            limit: cells.endColumn,
            style: CellStyle(.dim)
        )
    }

    private func drawSelected(on screen: inout CellGrid) {
        guard rect.rows > 4, grid.cells.indices.contains(room.selection),
            let model = world.catalog.model(grid.cells[room.selection].id)
        else { return }
        let badge = Badge(model)
        let prices =
            "\(Quantity.price(model.promptPrice, of: model)) / "
            + Quantity.price(model.completionPrice, of: model)
        let facts = "\(Quantity.tokens(model.contextLength))  \(prices)"
        let reason = SanitizedText(sanitizing: model.verdict.reason).singleLine
        var line = [
            Span("\(Badge.label(model, isASCII: isASCII))  ", badge.role),
            Span("\(model.id.rawValue)  ", .title), Span("\(facts)  "),
        ]
        let room = max(rect.columns - 2 - line.width, 0)
        let shown = Truncation.tail(reason.string, cells: room, isASCII: isASCII)
        line.append(Span("\(shown)", .dim))
        screen.write(line, row: rect.endRow - 1, column: rect.column + 1, limit: rect.endColumn)
    }

    // MARK: - Report

    private func drawReport(in rect: Rect, on screen: inout CellGrid) {
        var divider = rect
        divider.column -= 1
        Frame(world.context).drawDivider(leftOf: divider, on: &screen)
        var lines = totals.lines(cells: 10)
        lines += [[]] + changeLines(rows: max((rect.rows - lines.count) / 2, 4))
        for badge in [Badge.unavailable, .degraded, .limited] {
            let models = models.compactMap(\.self).filter {
                Badge($0) == badge && !room.awaited.contains($0.id)
            }
            let left = rect.rows - lines.count - 2
            guard left > 0, !models.isEmpty else { continue }
            lines += [[], [Span("\(badge.rawValue)", badge.role)]]
            lines += Self.list(models, rows: left) { idLine($0) }
        }
        screen.write(lines, in: rect, inset: 0)
    }

    /// Lines for as many as there is room for, and the number of the others.
    private static func list<Item>(
        _ items: [Item],
        rows: Int,
        line: (Item) -> [Span]
    ) -> [[Span]] {
        guard items.count > rows else { return items.map(line) }
        let shown = max(rows - 1, 0)
        return items.prefix(shown).map(line) + [[Span("and \(items.count - shown) more", .dim)]]
    }

    /// A model's glyph and ID, and what its badge was before.
    private func idLine(_ model: Model, before: Badge? = nil) -> [Span] {
        let badge = Badge(model)
        let was = before.map { "  was \($0.glyph(isASCII: isASCII))" } ?? ""
        let id = Truncation.modelID(
            model.id.rawValue,
            cells: Self.reportWidth - 2 - CellWidth.of(was),
            isASCII: isASCII
        )
        return [
            Span("\(badge.glyph(isASCII: isASCII)) ", badge.role), Span("\(id)"),
            Span("\(was)", before?.role ?? .dim),
        ]
    }

    /// What changed since the last check, in that many lines.
    private func changeLines(rows: Int) -> [[Span]] {
        let changes = room.changes(world)
        guard changes.isEmpty else {
            return [[Span("Changed since the last check", .heading)]]
                + Self.list(changes, rows: rows - 1) { idLine($0.model, before: $0.before) }
        }
        if room.newCount > 0 {
            return [[Span("\(room.newCount) were never checked before", .dim)]]
        }
        return room.endedAt == nil ? [] : [[Span("No badge changed", .dim)]]
    }

    private var spokenLines: [[Span]] {
        let counts = totals.counts
        return counts.map { [Span("\($0.badge.rawValue): \($0.count)", $0.badge.role)] }
            + changeLines(rows: max(cells.rows - counts.count, 2))
    }
}
