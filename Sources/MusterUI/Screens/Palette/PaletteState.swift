/// The command palette: every action by name, narrowed down as one types.
package struct PaletteState: Sendable, Equatable {
    /// What is written.
    package private(set) var field = TextField()
    /// The action under the cursor, by its place among those that match.
    package private(set) var selection = 0

    /// Creates a palette of everything.
    package init() {}

    /// The actions whose name has every word that is written, in the order of the help.
    package var matches: [Action] {
        let words = field.text.lowercased().split(separator: " ")
        return Action.allCases.filter { action in
            let title = "\(action.title) \(action.name)".lowercased()
            return action != .palette && words.allSatisfy { title.contains($0) }
        }
    }

    /// The action under the cursor.
    package var selected: Action? {
        let matches = matches
        return matches.indices.contains(selection) ? matches[selection] : nil
    }

    /// Moves the cursor by so many actions.
    mutating func move(by count: Int) {
        selection = min(max(selection + count, 0), max(matches.count - 1, 0))
    }

    /// Applies an editing key, or inserts a paste; the cursor goes to the first match.
    mutating func edit(_ body: (inout TextField) -> Void) {
        let before = field.text
        body(&field)
        if field.text != before { selection = 0 }
    }
}
