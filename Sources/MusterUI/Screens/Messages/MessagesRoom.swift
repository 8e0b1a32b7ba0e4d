import Foundation
package import MusterCore

/// The messages of the last line, newest first.
package struct MessagesRoom: Room {
    package private(set) var scroll = 0

    private static let timeWidth = 10

    package init() {}

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Messages " }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        let inside = world.layout.insideBody
        switch input {
        case .key(let key):
            switch world.action(for: key) {
            case .quit, .cancel, .interrupt, .messages, .showDetails: return [.pop]
            case let action?:
                guard let rows = action.scrollRows(page: inside.rows) else { return [.pass] }
                scroll(by: rows, world)
            case nil: return [.pass]
            }
        case .scroll(let rows): scroll(by: rows, world)
        default: return [.pass]
        }
        return []
    }

    private mutating func scroll(by rows: Int, _ world: World) {
        let inside = world.layout.insideBody
        let last = max(Self.lines(world, columns: inside.columns).count - inside.rows, 0)
        scroll = min(max(scroll + rows, 0), last)
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing here; \(world.keyName(.quit)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        [(world.moveKeys, "scroll"), (world.keyName(.quit), "close")]
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        let all = Self.lines(world, columns: rect.columns)
        guard !all.isEmpty else {
            let text = Span("Nothing was said yet. What the last line tells is kept here.", .dim)
            return grid.write([text].wrapped(rect.columns - 2), in: rect)
        }
        ScrollPosition.draw(
            first: scroll,
            shown: rect.rows,
            total: all.count,
            under: rect,
            on: &grid
        )
        grid.write(all.dropFirst(scroll), in: rect)
    }

    /// The lines of all messages, each with its time.
    private static func lines(_ world: World, columns: Int) -> [[Span]] {
        world.log.entries.flatMap { entry in
            let time = entry.date.formatted(.iso8601.time(includingFractionalSeconds: false))
            let gap = String(repeating: " ", count: timeWidth - time.count)
            let text = Span(entry.text.singleLine, entry.tone.role)
            let width = max(columns - 2, timeWidth + 1)
            return [Span("\(time)", .dim), Span("\(gap)", .text), text].wrapped(width, least: 1)
        }
    }
}

extension Action {
    static let messages = Action("messages", "message log", "!") { _ in
        [.push(MessagesRoom())]
    }
}
