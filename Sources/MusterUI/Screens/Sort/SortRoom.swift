package import MusterCore

/// The choice of the table's order: a letter for each, on one line where it fits.
package struct SortRoom: Room {
    private typealias Order = (letter: Character, key: ModelSort.Key, title: SanitizedText)

    private static let orders: [Order] = [
        ("p", .prompt, "prompt"), ("c", .completion, "compl."), ("x", .context, "context"),
        ("i", .id, "ID"), ("s", .status, "status"), ("n", .name, "name"), ("h", .hf, "HF ID"),
        ("a", .created, "age"), ("k", .checked, "checked"), ("o", .answer, "answer"),
        ("e", .expires, "expiry"), ("d", .speed, "speed"), ("t", .latency, "latency"),
        ("u", .uptime, "uptime"), ("b", .intelligence, "intelligence"), ("z", .coding, "coding"),
        ("g", .agentic, "agentic"), ("y", .cutoff, "cutoff"),
    ]

    /// The order that Enter takes.
    private var selection: Int

    package init(_ sort: ModelSort) {
        selection = Self.orders.firstIndex { $0.key == sort.key } ?? 0
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        guard case .key(let key) = input else {
            if case .scroll = input { return [] }
            return [.pass]
        }
        if case .character(let letter) = key,
            let order = Self.orders.first(where: { $0.letter == letter })
        {
            return Self.sort(by: order.key, world)
        }
        switch key {
        case .enter: return Self.sort(by: Self.orders[selection].key, world)
        case .left, .up, .backTab: selection = max(selection - 1, 0)
        case .right, .down, .tab: selection = min(selection + 1, Self.orders.count - 1)
        default:
            let isOut = world.isWayOut(key) || world.action(for: key) == .quit
            return isOut ? [.pop] : [.pass]
        }
        return []
    }

    /// Sorts, the best first, or the other way if the table has that order already; goes to the
    /// first row.
    private static func sort(by key: ModelSort.Key, _ world: World) -> Outcome {
        let current = world.catalog.sort
        let isAgain = current.key == key && !world.catalog.isBestFirst
        let isReversed = isAgain ? !current.isReversed : key.isBestLast
        let sort = ModelSort(key, isReversed: isReversed)
        return [.pop, .change(.sort(sort)), .change(.move(by: -world.catalog.shown.count))]
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) sorts by nothing; \(world.wayOut) keeps the order"
    }

    package func hints(_ world: World) -> [Hint] {
        let isCurrent = Self.orders[selection].key == world.catalog.sort.key
        let choose: Hint = ("Left Right", "choose")
        return [("Enter", isCurrent ? "reverse" : "sort"), choose, (world.wayOut, "leave")]
    }

    package func place(_ world: World) -> SanitizedText? {
        let order = Self.orders[selection]
        return "\(String(order.letter)) sorts by \(order.key.title)"
    }

    package func draw(_ world: World, in body: Rect, on grid: inout CellGrid) {
        let lines = lines(columns: max(body.columns - 4, 1))
        let box = Box.drawAtBottom(title: "Sort by", rows: lines.count, in: body, world, on: &grid)
        grid.write(lines, in: box.inside, on: .input)
        for (offset, line) in lines.prefix(box.inside.rows).enumerated() {
            var column = box.inside.column + 1
            for (index, span) in line.enumerated() {
                // A letter's button reaches over its words.
                if span.role == .key {
                    let width = line[index..<min(index + 3, line.count)].map(\.width).reduce(0, +)
                    grid.addButton(
                        .key(span.text.string),
                        row: box.inside.row + offset,
                        columns: column..<column + width
                    )
                }
                column += span.width
            }
        }
    }

    private func lines(columns: Int) -> [[Span]] {
        var lines: [[Span]] = [[]]
        var used = 0
        for (index, order) in Self.orders.enumerated() {
            let width = 2 + CellWidth.of(order.title.string)
            if used > 0, used + width > columns {
                lines.append([])
                used = 0
            }
            let role: CellStyle.Role = index == selection ? .match : .text
            lines[lines.count - 1] += [
                Span("\(String(order.letter))", .key), Span(" "), Span(order.title, role),
                Span("  "),
            ]
            used += width + 2
        }
        return lines
    }
}

extension ModelSort.Key {
    /// Whether users look for the greatest value: the most context, the newest model.
    fileprivate var isBestLast: Bool {
        switch self {
        case .context, .answer, .speed, .created, .uptime, .intelligence, .coding, .agentic,
            .cutoff:
            true
        case .id, .name, .hf, .status, .prompt, .completion, .checked, .expires, .latency:
            false
        }
    }
}

extension Action {
    static let chooseSort = Action("choose-sort", "choose the order of the rows", "s") { world in
        [.push(SortRoom(world.catalog.sort))]
    }
}
