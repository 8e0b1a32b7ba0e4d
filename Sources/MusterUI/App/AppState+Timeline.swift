import MusterCore

extension AppState {
    /// Shows what was observed of the model under the cursor, or of the one that was asked.
    mutating func openTimeline() -> [AppEffect] {
        var model = catalog.selected
        if focus == .generation, let id = generation?.modelID {
            model = catalog.models.first { $0.id == id }
        }
        guard let model else {
            say("There is no model under the cursor", .news)
            return []
        }
        overlay = .timeline(TimelineState(modelID: model.id))
        return [.loadTimeline(model.id)]
    }

    /// Gives a key to the timeline.
    mutating func pressInTimeline(_ key: KeyPress, _ timeline: TimelineState) -> [AppEffect] {
        switch keyMap.action(for: key) {
        case .quit, .cancel, .why, .interrupt:
            if check != nil, keyMap.action(for: key) != .quit, keyMap.action(for: key) != .why {
                return [.cancelCheck]
            }
            overlay = nil
        case .check:
            message = nil
            return beginCheck(of: catalog.models.filter { $0.id == timeline.modelID })
        case .copyModelID:
            guard let entry = timeline.selected else {
                say("There is nothing to copy yet; \(keyName(.check)) checks the model", .news)
                return []
            }
            let curl = entry.curl(timeline.modelID, baseURL: context.baseURL)
            say("Copied a curl command; it takes the key from $OPENROUTER_API_KEY")
            return [.copy(SanitizedText(sanitizing: curl))]
        case .help:
            return perform(.help)
        case let action?:
            // A page is as many entries as fit with two lines each.
            guard let rows = action.scrollRows(page: max((size.rows - 8) / 2, 1)) else {
                say("\(key.description) does nothing in the timeline; \(keyName(.quit)) closes it")
                return []
            }
            var timeline = timeline
            let (hidden, above) = hiddenLines(of: timeline)
            timeline.move(by: rows, hidden: hidden, hiddenAbove: above)
            overlay = .timeline(timeline)
        case nil:
            break
        }
        return []
    }

    /// How many lines of the entry under the cursor do not fit on the screen, and how many stand
    /// above it when the first entry is shown.
    private func hiddenLines(of timeline: TimelineState) -> (below: Int, above: Int) {
        guard let model = catalog.model(timeline.modelID) else {
            return (0, 0)
        }
        let layout = AppLayout(self)
        let rect = layout.insideBody
        let entries = TimelineLayout(timeline, model, self, columns: rect.columns)
        let above = min(
            max(entries.selected.upperBound - rect.rows, 0),
            entries.selected.lowerBound
        )
        return (max(entries.selected.count - rect.rows, 0), above)
    }
}
