import Foundation
package import MusterCore

/// The messages of the last line, newest first.
package struct MessagesRoom: Room {
    package private(set) var selection = 0

    /// The most rows for the whole of the message under the cursor.
    private static let wholeRows = 4

    package init() {}

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Messages " }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key):
            switch world.action(for: key) {
            case .quit, .cancel, .interrupt, .messages: return [.pop]
            case .showDetails, .help: return explain(world)
            case let action?:
                guard let rows = action.scrollRows(page: world.layout.insideBody.rows) else {
                    return [.pass]
                }
                move(by: rows, world)
            case nil: return [.pass]
            }
        case .scroll(let rows): move(by: rows, world)
        case .row(let index):
            guard index != selection else { return explain(world) }
            selection = index
        default: return [.pass]
        }
        return []
    }

    private mutating func move(by rows: Int, _ world: World) {
        selection = min(max(selection + rows, 0), max(world.log.entries.count - 1, 0))
    }

    private func explain(_ world: World) -> Outcome {
        let entries = world.log.entries
        guard entries.indices.contains(selection) else { return [.pass] }
        guard entries[selection].tone != .news else {
            return [.say("This message reports no problem, so there is nothing to explain")]
        }
        return HelpRoom.explain(entries[selection].text.string)
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing here; \(world.keyName(.quit)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        [
            (world.moveKeys, "move"), (world.keyName(.showDetails), "explain"),
            (world.keyName(.quit), "close"),
        ]
    }

    package func place(_ world: World) -> SanitizedText? {
        let entries = world.log.entries
        return entries.indices.contains(selection) ? entries[selection].text.singleLine : nil
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        let entries = world.log.entries
        guard entries.indices.contains(selection) else {
            let text = Span("No messages yet. Messages from the last line are kept here.", .dim)
            return grid.write([text].wrapped(rect.columns - 2), in: rect)
        }
        let selected = entries[selection]
        let whole = selected.text.singleLine.lines(max(rect.columns - 2, 1))
        // A message that fits its row is not shown twice.
        let below = whole.count > 1 && rect.rows > 8 ? min(whole.count, Self.wholeRows) + 1 : 0
        var list = rect
        list.size = Size(columns: rect.columns, rows: rect.rows - below)
        List.draw(
            count: entries.count,
            selection: selection,
            in: list,
            of: rect,
            world,
            on: &grid
        ) { index, row, grid in
            let entry = entries[index]
            let time = entry.date.formatted(.iso8601.time(includingFractionalSeconds: false))
            let room = max(rect.columns - 4 - time.count, 1)
            let text = Truncation.tail(
                entry.text.singleLine.string,
                cells: room,
                isASCII: world.context.isASCII
            )
            let line = [Span("\(time)  ", .dim), Span("\(text)", entry.tone.role)]
            grid.write(line, row: row, column: rect.column + 1, limit: rect.endColumn)
        }
        guard below > 0 else { return }
        let foot = Rect(
            row: list.endRow + 1,
            column: rect.column,
            columns: rect.columns,
            rows: below - 1
        )
        grid.write(whole.map { [Span($0, selected.tone.role)] }, in: foot)
    }
}

extension Action {
    static let messages = Action("messages", "message log", "!") { _ in
        [.push(MessagesRoom())]
    }
}
