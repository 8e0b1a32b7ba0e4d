package import MusterCore

/// Everything that was observed of one model, with a cursor.
package struct TimelineState: Sendable, Equatable {
    /// The model.
    package let modelID: ModelID
    /// What was observed, newest first; `nil` until it is read.
    package private(set) var entries: [TimelineEntry]?
    /// The entry under the cursor.
    package private(set) var selection = 0

    /// Creates a timeline that is still to be read.
    package init(modelID: ModelID) {
        self.modelID = modelID
    }

    /// The entry under the cursor.
    package var selected: TimelineEntry? {
        guard let entries, entries.indices.contains(selection) else { return nil }
        return entries[selection]
    }

    /// Takes what was read; the cursor stays on its entry when newer ones have come.
    mutating func load(_ entries: [TimelineEntry]) {
        let selected = selected
        self.entries = entries
        // At the top one wants to see what is new.
        if selection > 0, let index = entries.firstIndex(where: { $0 == selected }) {
            selection = index
        }
        selection = min(selection, max(entries.count - 1, 0))
    }

    /// Moves the cursor by so many entries.
    mutating func move(by count: Int) {
        let last = max((entries?.count ?? 0) - 1, 0)
        selection = min(max(selection + count, 0), last)
    }
}
