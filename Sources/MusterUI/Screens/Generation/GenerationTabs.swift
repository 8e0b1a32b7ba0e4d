import MusterCore

/// The generations on the screen: those that run, and those that ended last.
package struct GenerationTabs: Sendable, Equatable {
    /// How many there can be at once; each has a connection of its own.
    package static let limit = 8

    /// In the order in which they began.
    package private(set) var panes: [GenerationState] = []
    /// The one that has the keys.
    package private(set) var index = 0

    /// Creates no tabs.
    package init() {}

    /// The one that has the keys; setting `nil` closes it.
    package var selected: GenerationState? {
        get { panes.indices.contains(index) ? panes[index] : nil }
        set {
            guard panes.indices.contains(index) else { return }
            if let newValue {
                panes[index] = newValue
            } else {
                panes.remove(at: index)
                index = min(index, max(panes.count - 1, 0))
            }
        }
    }

    /// How many still run.
    package var runningCount: Int { panes.count { !$0.status.isFinal } }

    /// Opens new ones and shows the first of them; those that have ended make room.
    mutating func open(_ new: [GenerationState]) {
        panes.removeAll { $0.status.isFinal }
        index = panes.count
        panes += new
    }

    /// Shows another one, going round at the ends.
    mutating func select(next step: Int) {
        guard !panes.isEmpty else { return }
        index = (index + step + panes.count) % panes.count
    }

    /// Changes the one with this number, if it is still there.
    mutating func change(pane: Int, _ body: (inout GenerationState) -> Void) {
        guard let place = panes.firstIndex(where: { $0.pane == pane }) else { return }
        body(&panes[place])
    }

    /// Tells all how much room each of them has.
    mutating func setSize(columns: Int, rows: Int) {
        for place in panes.indices {
            panes[place].pageRows = rows
            panes[place].setColumns(columns)
        }
    }
}
