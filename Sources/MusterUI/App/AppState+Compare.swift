import MusterCore

extension AppState {
    /// Puts the marked models beside each other, and the one under the cursor when only one is.
    mutating func openCompare() {
        var models = catalog.markedModels
        if models.count < 2, let selected = catalog.selected, !selected.isMarked {
            models.append(selected)
        }
        guard models.count > 1 else {
            say("Mark two models or more with \(keyName(.mark)), to see them beside each other")
            return
        }
        overlay = .compare(CompareState(models.map(\.id)))
    }

    /// Gives a key to the comparison.
    mutating func pressInCompare(_ key: KeyPress, _ compare: CompareState) -> [AppEffect] {
        var compare = compare
        let columns = AppLayout(self).insideBody
        switch keyMap.action(for: key) {
        case .quit, .cancel, .interrupt, .compare:
            overlay = nil
            return []
        case .scrollLeft:
            compare.first = max(compare.first - 1, 0)
        case .scrollRight:
            let last = compare.ids.count - CompareView.modelCount(columns: columns.columns)
            compare.first = min(compare.first + 1, max(last, 0))
        case .help:
            return perform(.help)
        case let action?:
            guard let rows = action.scrollRows(page: columns.rows - 1) else {
                say("\(key.description) does nothing here; \(keyName(.quit)) closes it")
                return []
            }
            let count = CompareTable(models(compare.ids), self).rows.count
            let last = max(count - (columns.rows - 1), 0)
            compare.scroll = min(max(compare.scroll + rows, 0), last)
        case nil:
            return []
        }
        overlay = .compare(compare)
        return []
    }

    /// The models of these IDs that there still are.
    func models(_ ids: [ModelID]) -> [Model] { catalog.models(ids) }
}
