package import MusterCore

/// Everything that was observed of one model, with a cursor.
package struct TimelineState: Sendable, Equatable {
    /// The model.
    package let modelID: ModelID
    /// What was observed, newest first; `nil` until it is read.
    package private(set) var entries: [TimelineEntry]?
    /// The entry under the cursor.
    package private(set) var selection = 0
    /// The first line shown of an entry that is longer than the screen; negative for lines of the
    /// head, above the first entry.
    ///
    /// It begins at the top, so that the verdict is seen first however small the screen.
    package private(set) var line = -edge

    /// Farther than any timeline is long.
    private static let edge = 1_000_000

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

    /// Moves the cursor by so many lines: within an entry that is longer than the screen, else from
    /// one entry to the next.
    ///
    /// - Parameters:
    ///   - count: how far, negative for up.
    ///   - hidden: how many lines of the entry under the cursor do not fit on the screen.
    ///   - hiddenAbove: how many lines of the head are above the screen with the first entry on it.
    mutating func move(by count: Int, hidden: Int, hiddenAbove: Int) {
        let last = max((entries?.count ?? 0) - 1, 0)
        guard abs(count) < Self.edge else {
            // To the first line of all, or to the last entry.
            (selection, line) = count < 0 ? (0, -Self.edge) : (last, 0)
            return
        }
        // How far up there is anything depends on the screen's size.
        line = max(line, -hiddenAbove)
        let next = line + count
        if selection == 0, line < 0 || (line == 0 && count < 0 && hiddenAbove > 0) {
            line = min(max(next, -hiddenAbove), 0)
            return
        }
        if hidden > 0, (0...hidden).contains(next) || (count < 0 ? line > 0 : line < hidden) {
            line = min(max(next, 0), hidden)
            return
        }
        line = 0
        selection = min(max(selection + count, 0), last)
    }
}
