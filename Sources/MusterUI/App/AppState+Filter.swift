import MusterCore

extension AppState {
    /// Gives a key to the filter that is being written.
    mutating func pressInFilter(_ key: KeyPress) -> [AppEffect] {
        guard var field = catalog.filterField else { return [] }
        switch key {
        case .enter, .tab:
            catalog.filterField = nil
            return wantedDetails()
        case .escape, .control("c"):
            catalog.filterField = nil
            catalog.setFilter("", now: now)
            return wantedDetails()
        case .up, .down:
            // The rows can be walked through without leaving the filter.
            catalog.move(by: key == .up ? -1 : 1)
            return wantedDetails()
        default:
            guard field.apply(key) else { return [] }
            catalog.filterField = field
            catalog.setFilter(field.text, now: now)
            return wantedDetails()
        }
    }

    /// Goes back to the order of a column, or to the next one when it is shown already.
    mutating func chooseNextSort() {
        guard !catalog.isBestFirst else { return catalog.setSort(catalog.sort, now: now) }
        let keys: [ModelSort.Key] = [.id, .hf, .status, .context, .prompt, .completion, .created]
        let index = keys.firstIndex(of: catalog.sort.key) ?? 0
        let next = keys[(index + 1) % keys.count]
        catalog.setSort(ModelSort(next, isReversed: catalog.sort.isReversed), now: now)
    }

    /// Turns the order of the column round.
    mutating func reverseSort() {
        catalog.setSort(
            ModelSort(catalog.sort.key, isReversed: !catalog.sort.isReversed),
            now: now
        )
    }
}
