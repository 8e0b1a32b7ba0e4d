/// The user's choice, order and widths of the table's columns.
package struct TableLayout: Sendable, Equatable, Codable {
    package struct Entry: Sendable, Equatable, Codable {
        package var column: CatalogColumn
        package var isShown: Bool
        /// The width in cells; `nil` for automatic.
        package var width: Int?

        package init(_ column: CatalogColumn, isShown: Bool = true, width: Int? = nil) {
            self.column = column
            self.isShown = isShown
            self.width = width
        }
    }

    /// Every column exactly once, in screen order.
    package private(set) var entries: [Entry]

    package static let standard = TableLayout(
        CatalogColumn.allCases.map { column in
            Entry(column, isShown: column.rank <= 3)
        }
    )

    /// Appends missing columns as hidden, and drops repeated ones.
    package init(_ entries: [Entry]) {
        var known: Set<CatalogColumn> = []
        var complete: [Entry] = []
        for entry in entries where known.insert(entry.column).inserted {
            var entry = entry
            entry.width = entry.width.map { entry.column.width(nearest: $0) }
            if entry.column == .modelID { entry.isShown = true }
            complete.append(entry)
        }
        for column in CatalogColumn.allCases where known.insert(column).inserted {
            complete.append(Entry(column, isShown: column == .modelID))
        }
        self.entries = complete
    }

    /// Reads a layout, and skips the columns of later versions.
    package init(from decoder: any Decoder) throws {
        struct Lenient: Decodable {
            let entry: Entry?
            init(from decoder: any Decoder) throws { entry = try? Entry(from: decoder) }
        }
        self.init(try [Lenient](from: decoder).compactMap(\.entry))
    }

    package func encode(to encoder: any Encoder) throws {
        try entries.encode(to: encoder)
    }

    /// Shows or hides a column; the model ID always stays.
    mutating func toggle(_ index: Int) {
        guard entries.indices.contains(index), entries[index].column != .modelID else { return }
        entries[index].isShown.toggle()
    }

    /// Moves a column by one place; returns its new index.
    mutating func move(_ index: Int, by step: Int) -> Int {
        guard entries.indices.contains(index), entries.indices.contains(index + step) else {
            return index
        }
        entries.swapAt(index, index + step)
        return index + step
    }

    /// Changes a column's width from `width`, its width on screen.
    mutating func resize(_ index: Int, from width: Int, by cells: Int) {
        guard entries.indices.contains(index) else { return }
        entries[index].width = entries[index].column.width(nearest: width + cells)
    }
}
