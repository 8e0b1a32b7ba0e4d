import MusterCore

/// The columns that a table of some width shows, and their positions.
///
/// Status, model ID and the sorted column stay in place; the other columns move under them when the
/// table scrolls sideways.
struct PlacedColumns {
    struct Placed {
        let column: CatalogColumn
        let start: Int
        let width: Int
    }

    private static let gap = 2
    /// In a narrower table, the badge is its glyph.
    private static let widthForWords = 58

    /// The visible columns, from left to right.
    private(set) var all: [Placed] = []
    /// The number of columns hidden at the left, within the possible range.
    let scroll: Int
    /// Whether the gutter shows the badge's glyph because its column has no room.
    let hasGlyphInGutter: Bool
    /// Some columns at the right do not fit.
    let hasMore: Bool
    private let widths: IdentifierWidths

    /// Lays out the columns: the least widths first, prices and context before all others; what
    /// remains goes to the IDs until most of them are whole, then all.
    init(
        _ layout: TableLayout,
        width: Int,
        scroll wanted: Int = 0,
        sort: ModelSort.Key? = nil,
        widths: IdentifierWidths = IdentifierWidths()
    ) {
        self.widths = widths
        // The mark and the star.
        let margin = width >= 40 ? 3 : 2
        let shown = layout.entries.filter { $0.isShown || $0.column.isSorted(by: sort) }
        let statusAndSorted = shown.filter {
            $0.column == .status || $0.column == .modelID || $0.column.isSorted(by: sort)
        }
        let hasStatus =
            width >= Self.widthForWords && widths.least(statusAndSorted) <= width - margin - 1
        hasGlyphInGutter = !hasStatus && width >= 12 && shown.contains { $0.column == .status }
        let gutter = hasGlyphInGutter ? 3 : margin
        let room = width - gutter - 1
        var frozen = shown.filter {
            $0.column == .modelID || ($0.column == .status && hasStatus)
        }
        var movable = shown.filter { $0.column != .modelID && $0.column != .status }
        if let place = movable.firstIndex(where: { $0.column.isSorted(by: sort) }),
            widths.least(frozen + [movable[place]]) <= room
        {
            frozen.append(movable.remove(at: place))
        }
        var scroll = min(max(wanted, 0), movable.count)
        // Scrolling ends when the last column is visible.
        while scroll > 0,
            Self.fitting(movable, from: scroll - 1, frozen, room, widths).reachesEnd
        {
            scroll -= 1
        }
        let fitting = Self.fitting(movable, from: scroll, frozen, room, widths)
        self.scroll = scroll
        hasMore = !fitting.reachesEnd
        place(shown, showing: Set((frozen + fitting.entries).map(\.column)), room, gutter)
    }

    /// Lays out the user's columns for the table on screen, or for another width.
    init(_ world: World, width: Int? = nil, scroll: Int? = nil) {
        let layout = world.layout
        let table = layout.table.map { layout.inside($0).columns } ?? world.size.columns
        self.init(
            world.settings.table,
            width: width ?? table,
            scroll: scroll ?? world.catalog.columnScroll,
            sort: world.catalog.isBestFirst ? nil : world.catalog.sort.key,
            widths: world.catalog.identifierWidths
        )
    }

    private static func fitting(
        _ movable: [TableLayout.Entry],
        from first: Int,
        _ frozen: [TableLayout.Entry],
        _ room: Int,
        _ widths: IdentifierWidths
    ) -> (entries: [TableLayout.Entry], reachesEnd: Bool) {
        // Unscrolled, show the most useful columns; scrolled, show them in the user's order, from
        // the first on.
        let rest = Array(movable.dropFirst(max(first - 1, 0)))
        let ranked =
            first == 0
            ? rest.enumerated().sorted {
                ($0.element.column.rank, $0.offset) < ($1.element.column.rank, $1.offset)
            }.map(\.element) : rest
        var chosen: [TableLayout.Entry] = []
        for entry in ranked {
            // One price says little without the other.
            let isPrice = first == 0 && entry.column.rank == 1
            let together = isPrice ? ranked.filter { $0.column.rank == 1 } : [entry]
            let all = frozen + chosen.filter { !together.contains($0) } + together
            if widths.least(all) <= room {
                chosen.append(entry)
            } else if first > 0 {
                break
            }
        }
        return (chosen, chosen.count == rest.count)
    }

    private mutating func place(
        _ entries: [TableLayout.Entry],
        showing: Set<CatalogColumn>,
        _ room: Int,
        _ gutter: Int
    ) {
        let entries = entries.filter { showing.contains($0.column) }
        var cells = entries.map { widths.least($0) }
        let gaps = entries.dropLast().reduce(0) { $0 + IdentifierWidths.spacing(after: $1.column) }
        var spare = room - gaps - cells.reduce(0, +)
        // The model ID grows first, then the others in their order.
        let growing = entries.indices.filter { entries[$0].fixedWidth == nil }.sorted {
            (entries[$0].column == .modelID ? 0 : 1, $0)
                < (entries[$1].column == .modelID ? 0 : 1, $1)
        }
        for wish in [widths.whole, widths.longest] {
            for index in growing {
                let lack = max(wish(entries[index].column) - cells[index], 0)
                let more = min(lack, max(spare, 0))
                cells[index] += more
                spare -= more
            }
        }
        // The news about a model stands at the right edge of its ID.
        if spare > 0, let first = growing.first {
            cells[first] += min(spare, IdentifierWidths.newsWidth)
        }
        var start = gutter
        for (entry, width) in zip(entries, cells) {
            let left = room + gutter - start
            guard left > 0 else { return }
            all.append(Placed(column: entry.column, start: start, width: max(min(width, left), 1)))
            start += width + IdentifierWidths.spacing(after: entry.column)
        }
    }
}

extension CatalogColumn {
    fileprivate func isSorted(by key: ModelSort.Key?) -> Bool { key != nil && sortKey == key }
}
