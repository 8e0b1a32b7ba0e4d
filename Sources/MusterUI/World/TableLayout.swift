/// Which columns the table has, in which order and how wide: the user's choice.
package struct TableLayout: Sendable, Equatable, Codable {
    /// A column's place.
    package struct Entry: Sendable, Equatable, Codable {
        /// What it shows.
        package var column: CatalogColumn
        /// Whether the table has it.
        package var isShown: Bool
        /// Its width in cells; `nil` for what suits the screen.
        package var width: Int?

        /// Creates a place.
        package init(_ column: CatalogColumn, isShown: Bool = true, width: Int? = nil) {
            self.column = column
            self.isShown = isShown
            self.width = width
        }
    }

    /// Every column, each once, in their order on the screen.
    package private(set) var entries: [Entry]

    /// The columns that everybody begins with.
    package static let standard = TableLayout(
        CatalogColumn.allCases.map { column in
            Entry(column, isShown: column.rank <= 3)
        }
    )

    /// Creates a layout; columns that are missing come last and hidden, repeated ones once.
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

    /// Reads a layout; a column of a later version is passed over.
    package init(from decoder: any Decoder) throws {
        struct Lenient: Decodable {
            let entry: Entry?
            init(from decoder: any Decoder) throws { entry = try? Entry(from: decoder) }
        }
        self.init(try [Lenient](from: decoder).compactMap(\.entry))
    }

    /// Writes the columns as a list.
    package func encode(to encoder: any Encoder) throws {
        try entries.encode(to: encoder)
    }

    /// Shows a column, or hides it; the model ID stays.
    mutating func toggle(_ index: Int) {
        guard entries.indices.contains(index), entries[index].column != .modelID else { return }
        entries[index].isShown.toggle()
    }

    /// Moves a column by one place; returns its new one.
    mutating func move(_ index: Int, by step: Int) -> Int {
        guard entries.indices.contains(index), entries.indices.contains(index + step) else {
            return index
        }
        entries.swapAt(index, index + step)
        return index + step
    }

    /// Makes a column wider or narrower than the `width` it has on the screen.
    mutating func resize(_ index: Int, from width: Int, by cells: Int) {
        guard entries.indices.contains(index) else { return }
        entries[index].width = entries[index].column.width(nearest: width + cells)
    }
}
