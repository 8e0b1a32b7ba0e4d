package import MusterCore

/// Past generations, with a cursor and a search.
package struct HistoryState: Sendable, Equatable {
    /// What an entry is read whole for.
    package enum Purpose: Sendable, Equatable {
        /// To be shown in the pane.
        case show
        /// To be asked again.
        case askAgain
        /// To be asked of other models: the marked ones, or the one under the table's cursor.
        case askOthers
        /// To have its answer copied.
        case copyAnswer
        /// To be copied whole, as Markdown.
        case copyMarkdown
    }

    /// How many entries are read.
    package static let limit = 500

    /// The entries, newest first; `nil` until they are read.
    package private(set) var entries: [HistoryEntry]?
    /// The entry under the cursor.
    package private(set) var selection = 0
    /// What is searched for.
    package private(set) var search = ""
    /// The search while it is being written.
    package var field: TextField?

    /// Creates a history that is still to be read.
    package init() {}

    /// The entry under the cursor.
    package var selected: HistoryEntry? {
        guard let entries, entries.indices.contains(selection) else { return nil }
        return entries[selection]
    }

    /// Takes what was read, unless another search has been written meanwhile.
    mutating func load(_ entries: [HistoryEntry], search: String) {
        guard search == self.search else { return }
        self.entries = entries
        selection = min(selection, max(entries.count - 1, 0))
    }

    /// Searches for something else; the entries stay until others are read.
    mutating func setSearch(_ text: String) {
        guard text != search else { return }
        search = text
        selection = 0
    }

    /// Moves the cursor by so many entries.
    mutating func move(by count: Int) {
        selection = min(max(selection + count, 0), max((entries?.count ?? 0) - 1, 0))
    }
}
