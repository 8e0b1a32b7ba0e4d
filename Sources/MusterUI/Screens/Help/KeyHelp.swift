import MusterCore

/// All keys in groups, in as many columns as fit; a group is not split.
enum KeyHelp {
    struct Entry: Sendable, Equatable {
        let keys: SanitizedText
        let words: SanitizedText
    }

    private static let columnWidth = 54
    private static let keyWidth = 12

    static func lines(here: [Entry], _ world: World, columns: Int) -> [[Span]] {
        let map = world.context.keyMap
        var groups = Action.groups.map { group in
            (
                heading: "\(group.heading)" as SanitizedText,
                entries: group.actions.map {
                    Entry(keys: "\(map.list(of: $0))", words: "\($0.title(map))")
                }
            )
        }
        if !here.isEmpty { groups.insert(("Here", here), at: 0) }
        let count = max(columns / columnWidth, 1)
        let width = columns / count
        let blocks = groups.map { block($0.heading, $0.entries, width: width - 2, world) }
        return flow(blocks, count: count, width: width)
    }

    private static func block(
        _ heading: SanitizedText,
        _ entries: [Entry],
        width: Int,
        _ world: World
    ) -> [[Span]] {
        let isASCII = world.context.isASCII
        let lines = entries.map { entry in
            let gap = max(keyWidth - CellWidth.of(entry.keys.string), 1)
            let used = CellWidth.of(entry.keys.string) + gap
            let words = Truncation.tail(
                entry.words.string,
                cells: max(width - used, 1),
                isASCII: isASCII
            )
            return [Span(entry.keys, .key), .blank(gap), Span("\(words)")]
        }
        return [[Span(heading, .heading)]] + lines + [[]]
    }

    /// Puts blocks into columns of about one height, in their order.
    private static func flow(_ blocks: [[[Span]]], count: Int, width: Int) -> [[Span]] {
        var height = blocks.map(\.count).max() ?? 0
        func columns() -> [[[Span]]] {
            blocks.reduce(into: [[]]) { columns, block in
                if columns[columns.count - 1].count + block.count > height { columns.append([]) }
                columns[columns.count - 1] += block
            }
        }
        while columns().count > count { height += 1 }
        let filled = columns()
        return (0..<height).map { row in
            filled.enumerated().flatMap { index, column -> [Span] in
                let line = row < column.count ? column[row] : []
                return index == filled.count - 1 ? line : line + [.blank(width - line.width)]
            }
        }
    }
}
