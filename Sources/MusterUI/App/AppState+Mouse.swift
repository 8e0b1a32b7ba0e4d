import MusterCore

extension AppState {
    /// A border that the mouse has taken hold of.
    package enum Divider: Sendable, Equatable {
        /// The one between table and details.
        case details
        /// The one above the answers.
        case pane
    }

    /// Lines that a turn of the wheel scrolls, as in most terminal programs.
    private static let wheelRows = 3

    /// Does what the mouse asks for: select, sort, scroll, move a border.
    mutating func take(_ event: MouseEvent) -> [AppEffect] {
        guard settings.hasMouse else { return [] }
        switch event.kind {
        case .wheelUp: return turnWheel(-Self.wheelRows, event)
        case .wheelDown: return turnWheel(Self.wheelRows, event)
        case .press: return overlay == nil ? press(event) : []
        case .drag: return drag(event)
        case .release:
            guard dragged != nil else { return [] }
            dragged = nil
            return [.remember(settings)]
        }
    }

    private mutating func turnWheel(_ rows: Int, _ event: MouseEvent) -> [AppEffect] {
        guard overlay == nil else {
            // What covers the table knows the keys; the wheel is so many of them.
            let key: KeyPress = rows < 0 ? .up : .down
            return (0..<abs(rows)).flatMap { _ in press(key) }
        }
        let layout = AppLayout(self)
        let before = focus
        // The pane under the mouse scrolls, whichever has the keys.
        if layout.generation?.contains(event) == true {
            focus = .generation
        } else if layout.details?.contains(event) == true {
            focus = .details
        } else {
            focus = .table
        }
        let effects = scroll(by: rows)
        focus = before
        return effects
    }

    private mutating func press(_ event: MouseEvent) -> [AppEffect] {
        let layout = AppLayout(self)
        if let divider = layout.divider(at: event) {
            dragged = divider
            return []
        }
        if let rect = layout.generation, rect.contains(event) {
            focus = .generation
        } else if let rect = layout.details, rect.contains(event) {
            focus = .details
        } else if let rect = layout.table, rect.contains(event) {
            focus = .table
            return pressInTable(event, layout.inside(rect))
        }
        return []
    }

    private mutating func pressInTable(_ event: MouseEvent, _ rect: Rect) -> [AppEffect] {
        let hasHeadings = CatalogView.hasHeadings(rect)
        let line = event.row - rect.row - (hasHeadings ? 1 : 0)
        if line == -1 {
            sort(at: event.column - rect.column, width: rect.columns)
            return []
        }
        let index = catalog.top + line
        guard line >= 0, catalog.shown.indices.contains(index) else { return [] }
        catalog.move(by: index - catalog.selection)
        return wantedDetails()
    }

    /// Sorts by the column whose heading was clicked; again, the other way round.
    private mutating func sort(at place: Int, width: Int) {
        let columns = CatalogColumns(settings.table, width: width, scroll: catalog.columnScroll)
        guard
            let column = columns.all.first(where: {
                ($0.start...$0.start + $0.width).contains(place)
            })?.column
        else { return }
        guard let key = column.sortKey else {
            say("The table cannot be sorted by \(column.title)")
            return
        }
        let isReversed = catalog.sort.key == key && !catalog.sort.isReversed
        catalog.setSort(ModelSort(key, isReversed: isReversed), now: now)
    }

    private mutating func drag(_ event: MouseEvent) -> [AppEffect] {
        let layout = AppLayout(self)
        switch dragged {
        case .details:
            let column = min(max(event.column, 0), size.columns)
            settings.detailsShare = (size.columns - column) * 100 / max(size.columns, 1)
        case .pane:
            let rows = layout.body.endRow - min(max(event.row, 0), layout.body.endRow)
            settings.paneShare = (rows * 100 + layout.body.rows - 1) / max(layout.body.rows, 1)
        case nil:
            break
        }
        return []
    }
}

extension Rect {
    fileprivate func contains(_ event: MouseEvent) -> Bool {
        (row..<endRow).contains(event.row) && (column..<endColumn).contains(event.column)
    }
}

extension AppLayout {
    /// The border under the mouse that can be moved.
    fileprivate func divider(at event: MouseEvent) -> AppState.Divider? {
        guard hasBorders else { return nil }
        if let pane = generation, table != nil, event.row == pane.row { return .pane }
        if let details, event.column == details.column,
            (details.row..<details.endRow).contains(event.row)
        {
            return .details
        }
        return nil
    }
}
