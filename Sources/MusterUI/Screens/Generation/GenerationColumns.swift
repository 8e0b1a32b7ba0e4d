/// Where generations stand beside each other, when there is room to compare them.
struct GenerationColumns {
    /// Below this width lines of an answer get too short to be read.
    private static let minimumColumns = 56

    /// The rectangles, and the tab that each shows.
    let shown: [(tab: Int, rect: Rect)]

    /// Lays out as many tabs as fit, with a line between them, the selected one among them.
    init(_ tabs: GenerationTabs, in rect: Rect) {
        let count = max(min(tabs.panes.count, (rect.columns + 1) / (Self.minimumColumns + 1)), 1)
        let first = min(max(tabs.index - count + 1, 0), max(tabs.panes.count - count, 0))
        let width = (rect.columns - count + 1) / count
        shown = (0..<count).map { place in
            let column = rect.column + place * (width + 1)
            // The last one takes what the division leaves.
            let end = place == count - 1 ? rect.endColumn : column + width
            return (
                first + place,
                Rect(row: rect.row, column: column, columns: end - column, rows: rect.rows)
            )
        }
    }

    /// The size that every generation is laid out for.
    var size: Size {
        shown.map(\.rect.size).min { $0.columns < $1.columns } ?? Size(columns: 0, rows: 0)
    }
}
