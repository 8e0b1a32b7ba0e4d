import MusterCore

/// The message and the keys for an empty table.
enum EmptyCatalogView {
    private typealias Line = (text: SanitizedText, role: CellStyle.Role)

    static func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        let all = lines(world).flatMap { [Span($0.text, $0.role)].wrapped(rect.columns) }
        let lines = all.prefix(max(rect.rows, 1))
        let top = rect.row + max((rect.rows - lines.count) / 2, 0)
        for (index, line) in lines.enumerated() where top + index < rect.endRow {
            let column = rect.column + max((rect.columns - line.width) / 2, 0)
            grid.write(line, row: top + index, column: column, limit: rect.endColumn)
        }
    }

    private static func lines(_ world: World) -> [Line] {
        let catalog = world.catalog
        let refresh = world.keyName(.refresh)
        if !catalog.isLoaded || catalog.expected != nil { return [("Loading", .dim)] }
        if catalog.models.isEmpty {
            if world.activity == .refreshing {
                return [("No models yet", .title), ("The catalog is on its way", .dim)]
            }
            if let failure = world.refreshFailure {
                return [
                    ("No models yet", .title),
                    (failure, .error),
                    ("Press \(refresh) to try again", .text),
                ]
            }
            return [("No models yet", .title), ("Press \(refresh) to fetch the catalog", .text)]
        }
        guard catalog.isFiltered else {
            return [
                ("No models listed", .title),
                ("The last catalog was empty; press \(refresh) to fetch it again", .text),
            ]
        }
        return [("No models match", .title)] + offer(world) + [(next(world), .dim)]
    }

    /// What would find something, and the keys for it.
    private static func offer(_ world: World) -> [Line] {
        let catalog = world.catalog
        guard let mend = catalog.mend, catalog.completion == nil else { return [] }
        let isWriting = catalog.filterField != nil
        let tab: SanitizedText = isWriting ? "Tab" : world.keyName(.nextPane)
        var line: SanitizedText =
            "\(mend.sentence): \(tab) shows \(mend.count == 1 ? "it" : "them")"
        if mend.change == .unchecked {
            let check = world.keyName(.checkShown)
            line = line + (isWriting ? ", then \(check) checks, free" : ", \(check) checks, free")
        }
        return [(line, .accent)]
    }

    private static func next(_ world: World) -> SanitizedText {
        let catalog = world.catalog
        guard catalog.filterField == nil else {
            let does = catalog.hasFilterBefore ? "restores the filter" : "clears the filter"
            return "\(world.wayOut) \(does)"
        }
        return "\(world.keyName(.cancel)) clears the filter, \(world.keyName(.filter)) edits it"
    }
}
