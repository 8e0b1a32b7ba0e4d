import MusterCore

/// The columns that a table of some width shows, and their positions.
///
/// Status and model ID stay in place; the other columns move under them when the table scrolls
/// sideways.
struct PlacedColumns {
    struct Placed {
        let column: CatalogColumn
        let start: Int
        let width: Int
    }

    private static let gap = 2
    /// The room that both IDs need before prices appear beside them.
    private static let idRoomOfEverything = 46

    /// The visible columns, from left to right.
    private(set) var all: [Placed] = []
    /// The number of columns hidden at the left, within the possible range.
    let scroll: Int
    /// Whether the gutter shows the badge's glyph because its column has no room.
    let hasGlyphInGutter: Bool
    /// Some columns at the right do not fit.
    let hasMore: Bool

    /// Lays out the columns, and omits those that would squeeze the IDs too much, prices first.
    init(_ layout: TableLayout, width: Int, scroll wanted: Int = 0) {
        // The mark and the star.
        let margin = width >= 40 ? 3 : 2
        let shown = layout.entries.filter(\.isShown)
        let hasStatus = width - margin - 1 >= 26
        hasGlyphInGutter = !hasStatus && width >= 12 && shown.contains { $0.column == .status }
        let gutter = hasGlyphInGutter ? 3 : margin
        let room = width - gutter - 1
        let frozen = shown.filter {
            $0.column == .modelID || ($0.column == .status && hasStatus)
        }
        let movable = shown.filter { $0.column != .modelID && $0.column != .status }
        var scroll = min(max(wanted, 0), movable.count)
        // Scrolling ends when the last column is visible.
        while scroll > 0, Self.fitting(movable, from: scroll - 1, frozen, room).reachesEnd {
            scroll -= 1
        }
        let fitting = Self.fitting(movable, from: scroll, frozen, room)
        self.scroll = scroll
        hasMore = !fitting.reachesEnd
        place(shown, showing: Set((frozen + fitting.entries).map(\.column)), room, gutter)
    }

    private static func fitting(
        _ movable: [TableLayout.Entry],
        from first: Int,
        _ frozen: [TableLayout.Entry],
        _ room: Int
    ) -> (entries: [TableLayout.Entry], reachesEnd: Bool) {
        let rest = Array(movable.dropFirst(first))
        // Unscrolled, show the most useful columns; scrolled, show them in the user's order.
        let ranked =
            first == 0
            ? rest.enumerated().sorted {
                ($0.element.column.rank, $0.offset) < ($1.element.column.rank, $1.offset)
            }.map(\.element) : rest
        var chosen: [TableLayout.Entry] = []
        for entry in ranked {
            let rank = first == 0 ? entry.column.rank : 2
            // One price says little without the other.
            let together = rank == 3 ? ranked.filter { $0.column.rank == 3 } : [entry]
            let all = frozen + chosen.filter { !together.contains($0) } + together
            guard needed(all, rank) <= room else { break }
            chosen.append(entry)
        }
        return (chosen, chosen.count == rest.count)
    }

    /// Lays out the user's columns for the table on screen, or for another width.
    init(_ world: World, width: Int? = nil, scroll: Int? = nil) {
        let layout = world.layout
        let table = layout.table.map { layout.inside($0).columns } ?? world.size.columns
        self.init(
            world.settings.table,
            width: width ?? table,
            scroll: scroll ?? world.catalog.columnScroll
        )
    }

    /// The least room for the columns up to this rank.
    private static func needed(_ entries: [TableLayout.Entry], _ rank: Int) -> Int {
        let fixed = entries.reduce(0) { $0 + ($1.fixedWidth.map { $0 + gap } ?? 0) }
        let shares = entries.filter { $0.fixedWidth == nil }
        let least = shares.reduce(-gap) { $0 + gap + ($1.column == .modelID ? 17 : 15) }
        // A lone ID needs more room, since no second ID helps to tell it from others.
        let alone = shares.count == 1 ? 3 : 0
        let forIDs = rank >= 3 ? max(idRoomOfEverything, least) : least + alone
        // The gap between status and ID is one cell narrower than the others.
        let status = entries.contains { $0.column == .status } ? 1 : 0
        return fixed + forIDs - status
    }

    private mutating func place(
        _ entries: [TableLayout.Entry],
        showing: Set<CatalogColumn>,
        _ room: Int,
        _ gutter: Int
    ) {
        let entries = entries.filter { showing.contains($0.column) }
        let fixed = entries.reduce(0) { total, entry in
            total + (entry.fixedWidth.map { $0 + Self.spacing(after: entry.column) } ?? 0)
        }
        let shares = entries.filter { $0.fixedWidth == nil }.map(\.column)
        let idRoom = room - fixed
        var start = gutter
        for entry in entries {
            let width =
                entry.fixedWidth ?? Self.share(of: entry.column, among: shares, in: idRoom)
            guard start < room + gutter else { return }
            all.append(Placed(column: entry.column, start: start, width: max(width, 1)))
            start += width + Self.spacing(after: entry.column)
        }
    }

    private static func spacing(after column: CatalogColumn) -> Int {
        column == .status ? gap - 1 : gap
    }

    /// Shares the room for text columns; the model ID gets more, since it includes the variant.
    private static func share(
        of column: CatalogColumn,
        among shares: [CatalogColumn],
        in room: Int
    ) -> Int {
        let room = room - gap * (shares.count - 1)
        guard shares.count > 1 else { return min(room, column == .modelID ? room : 48) }
        let others = shares.filter { $0 != .modelID }
        let other = room * (shares.count == 2 ? 45 : 30) / 100
        guard column == .modelID else { return min(other, 48) }
        return min(room - others.count * min(other, 48), 56)
    }
}

extension TableLayout.Entry {
    /// The width that the user or the column sets; `nil` for a share of the rest.
    fileprivate var fixedWidth: Int? { width ?? column.fixedWidth }
}
