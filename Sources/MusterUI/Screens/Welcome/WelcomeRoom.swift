import MusterCore

/// What to press, and what badges mean, for somebody who sees the catalog for the first time.
///
/// Any key closes it, and does what it does anyway.
package struct WelcomeRoom: Room {
    private static let widest = 82

    package init() {}

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key):
            guard let action = world.action(for: key), action != .quit, action != .cancel,
                action != .showDetails
            else { return [.pop] }
            return [.pop, .perform(action)]
        case .press: return [.pop]
        default: return [.pass]
        }
    }

    package func hints(_ world: World) -> [Hint] { [("any key", "closes")] }

    package func draw(_ world: World, in body: Rect, on grid: inout CellGrid) {
        let columns = min(body.columns, Self.widest)
        let keys = Self.keys(world)
        let width = columns - 4
        let count = world.catalog.listedCount
        let head = [Span("\(count) models fetched. None has been checked yet.", .title)]
        let lines =
            head.wrapped(width) + [[]]
            + keys.flatMap { key, text in
                [Span(key, .key), .blank(8 - CellWidth.of(key.string)), Span(text)].wrapped(width)
            } + [[]] + Self.legend(world, width: width)
        // On a small screen the legend goes before the keys.
        let rows = min(lines.count + 2, body.rows)
        // Above the position in the border, of which it would leave a part.
        let end = rows < body.rows ? body.endRow - 1 : body.endRow
        let box = Rect(
            row: end - rows,
            column: body.column + (body.columns - columns) / 2,
            columns: columns,
            rows: rows
        )
        Box.draw(box, title: "Welcome", world, on: &grid)
        grid.write(lines, in: box.inside, on: .input)
    }

    private static func keys(_ world: World) -> [(key: SanitizedText, text: SanitizedText)] {
        [
            (world.keyName(.checkShown), "roll-call: check them all, free"),
            (world.keyName(.filter), "find: is:free param:tools ctx>=128k"),
            (world.keyName(.prompt), "ask a model something"),
            (world.keyName(.why), "see the evidence for a badge"),
            (
                world.keyName(.help) + " " + world.keyName(.palette),
                "all keys and badges; all commands"
            ),
        ]
    }

    /// Every badge with its glyph.
    static func legend(_ world: World, width: Int) -> [[Span]] {
        let badges: [Badge] = [
            .verified, .reachable, .degraded, .limited, .unavailable, .unknown,
        ]
        var lines: [[Span]] = [[]]
        for badge in badges {
            let entry = Span(
                "\(badge.glyph(isASCII: world.context.isASCII)) \(badge.rawValue)",
                badge.role
            )
            let last = lines[lines.count - 1]
            if !last.isEmpty, last.width + 3 + entry.width > width {
                lines.append([entry])
            } else {
                lines[lines.count - 1] += (last.isEmpty ? [] : [.blank(3)]) + [entry]
            }
        }
        return lines
    }
}
