import MusterCore

/// The lines of a timeline for one width, and where its cursor stands among them.
struct TimelineLayout {
    /// All lines: what stands above the entries, and the entries.
    let lines: [TimelineView.Line]
    /// The lines of the entry under the cursor.
    let selected: Range<Int>

    /// Lays out a timeline; only the entry under the cursor lists its endpoints.
    init(_ timeline: TimelineState, _ model: Model, _ state: AppState, columns: Int) {
        let width = max(columns - 2, 1)
        var lines = TimelineHead.lines(model, state, width: width)
        lines.append([])
        var selected = 0..<lines.count
        if let entries = timeline.entries {
            for (index, entry) in entries.enumerated() {
                let isOpen = index == timeline.selection
                let own = TimelineEntryLines.lines(entry, state, isOpen: isOpen, width: width)
                if isOpen { selected = lines.count..<lines.count + own.count }
                lines += own
            }
        }
        self.lines = lines
        self.selected = selected
    }

    /// The first line on a screen of so many rows, chosen so that the cursor's line is on it.
    ///
    /// An entry is shown whole where it fits, and the head with the first one.
    func top(_ timeline: TimelineState, rows: Int) -> Int {
        let cursor = selected.lowerBound + min(timeline.line, max(selected.count - 1, 0))
        let wanted = max(selected.upperBound - rows, 0)
        if timeline.line < 0 { return max(min(wanted, selected.lowerBound) + timeline.line, 0) }
        if wanted <= selected.lowerBound { return wanted }
        return min(max(cursor, selected.lowerBound), max(lines.count - rows, 0))
    }
}
