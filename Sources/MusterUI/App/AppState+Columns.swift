import MusterCore

extension AppState {
    /// Opens the list of columns.
    mutating func openColumns() {
        overlay = .columns(ColumnsState(settings.table))
    }

    /// Gives a key to the list of columns; the table follows at once.
    mutating func pressInColumns(_ key: KeyPress, _ columns: ColumnsState) -> [AppEffect] {
        var columns = columns
        let index = columns.selection
        switch key {
        case .character(" "): settings.table.toggle(index)
        case .character("J"): columns.follow(settings.table.move(index, by: 1))
        case .character("K"): columns.follow(settings.table.move(index, by: -1))
        case .character("+"), .character("="), .right: resize(index, by: 1)
        case .character("-"), .left: resize(index, by: -1)
        case .character("0"): settings.table = .standard
        case .enter:
            overlay = nil
            return columns.original == settings.table ? [] : [.remember(settings)]
        default:
            switch keyMap.action(for: key) {
            case .quit, .columns:
                overlay = nil
                return columns.original == settings.table ? [] : [.remember(settings)]
            case .cancel, .interrupt:
                settings.table = columns.original
                overlay = nil
                return []
            case let action?:
                guard let rows = action.scrollRows(page: 10) else { return [] }
                columns.move(by: rows, in: settings.table)
            case nil:
                return []
            }
        }
        overlay = .columns(columns)
        return []
    }

    private mutating func resize(_ index: Int, by cells: Int) {
        let entry = settings.table.entries[index]
        let layout = AppLayout(self)
        let width = layout.table.map { layout.inside($0).columns } ?? size.columns
        let shown = CatalogColumns(settings.table, width: width, scroll: catalog.columnScroll)
        let now = shown.all.first { $0.column == entry.column }?.width
        settings.table.resize(
            index,
            from: entry.width ?? now ?? entry.column.fixedWidth ?? 20,
            by: cells
        )
    }

    /// Scrolls the table sideways, by one column.
    mutating func scrollColumns(by step: Int) {
        let layout = AppLayout(self)
        guard let table = layout.table else { return }
        let width = layout.inside(table).columns
        let columns = CatalogColumns(settings.table, width: width, scroll: catalog.columnScroll)
        let key = keyName(.columns)
        if step > 0, !columns.hasMore {
            say("That is the last column; \(key) chooses which there are")
        } else if step < 0, columns.scroll == 0 {
            say("That is the first column; \(key) chooses which there are")
        }
        let next = CatalogColumns(settings.table, width: width, scroll: columns.scroll + step)
        catalog.columnScroll = next.scroll
    }
}
