import MusterCore

extension AppState {
    /// Gives a key to the filter that is being written.
    mutating func pressInFilter(_ key: KeyPress) -> [AppEffect] {
        guard var field = catalog.filterField else { return [] }
        switch key {
        case .enter:
            catalog.filterField = nil
            if let complaint = catalog.filter.complaints.first {
                say("\(complaint.sentence)", .warning)
            }
            return wantedDetails()
        case .escape, .control("c"):
            catalog.filterField = nil
            catalog.setFilter("", now: now)
            catalog.returnToBegin()
            return wantedDetails()
        case .up, .down:
            // The rows can be walked through without leaving the filter.
            catalog.move(by: key == .up ? -1 : 1)
            return wantedDetails()
        case .tab, .backTab:
            guard var completion = catalog.completion else { return [] }
            let isTyping = completion.advance(by: key == .tab ? 1 : -1, in: &field)
            catalog.filterField = field
            catalog.completion = completion
            catalog.setFilter(field.text, now: now)
            if isTyping { catalog.offerCompletions() }
            return wantedDetails()
        default:
            guard field.apply(key) else { return [] }
            catalog.filterField = field
            catalog.setFilter(field.text, now: now)
            catalog.offerCompletions()
            return wantedDetails()
        }
    }

    /// Goes back to the order of a column, or to the next one when it is shown already.
    mutating func chooseNextSort() {
        guard !catalog.isBestFirst else { return catalog.setSort(catalog.sort, now: now) }
        // The columns there are, and the age, which many want without a column.
        var keys = settings.table.entries.filter(\.isShown).compactMap(\.column.sortKey)
        if !keys.contains(.created) { keys.append(.created) }
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

    /// Begins to write the name of a filter to save or to forget.
    mutating func openFilterName(_ purpose: InputState.Purpose) {
        if purpose == .filterName, catalog.filter.source.isEmpty {
            return say("There is no filter to save; / writes one", .news)
        }
        if purpose == .forgottenFilter, catalog.savedFilters.isEmpty {
            return say("No filter is saved; \(keyName(.saveFilter)) saves one", .news)
        }
        overlay = .input(InputState(purpose, model: nil))
    }

    /// Saves or forgets the filter of this name.
    mutating func applyFilterName(_ purpose: InputState.Purpose, _ text: String) -> [AppEffect] {
        let name = String(text.drop { $0 == "@" }).lowercased()
        if purpose == .forgottenFilter {
            guard catalog.savedFilters[name] != nil else {
                let known = catalog.savedFilters.keys.sorted().map { "@\($0)" }
                say("There is no @\(name), but \(known.joined(separator: " "))", .warning)
                return []
            }
            overlay = nil
            say("@\(name) is forgotten")
            return [.saveFilter(name: name, source: nil)]
        }
        let source = catalog.filter.source.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        if let problem = SavedFilters.problem(
            saving: source,
            as: name,
            beside: catalog.savedFilters
        ) {
            say("\(problem)", .warning)
            return []
        }
        overlay = nil
        say("Saved: @\(name) stands for \(source)")
        return [.saveFilter(name: name, source: source)]
    }
}
