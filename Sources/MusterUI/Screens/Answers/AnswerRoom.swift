package import MusterCore

/// A past answer, over the list it was chosen from.
package struct AnswerRoom: Room {
    private var pane = AnswersPane()

    init(_ stored: StoredGeneration, _ world: World) {
        pane.show(stored, world)
        pane.setSize(world.layout.insideBody.size)
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Answer " }

    package var search: (what: SanitizedText, field: TextField)? { pane.search }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key) where search == nil:
            guard let action = world.action(for: key) else { return [.pass] }
            switch action {
            case .quit, .cancel, .interrupt, .showDetails: return [.pop]
            default: return pane.take(.action(action), world)
            }
        case .event(let event):
            if case .resized = event { pane.setSize(world.layout.insideBody.size) }
            return [.pass]
        default: return pane.take(input, world)
        }
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        pane.draw(world, in: rect, on: &grid)
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        guard search == nil else { return nil }
        return "\(key.description) does nothing here; \(world.keyName(.quit)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        guard search == nil else { return pane.hints(world) }
        var hints: [Hint] = [
            (world.moveKeys, "scroll"), (world.keyName(.copyModelID), "copy"),
            (world.keyName(.prompt), "ask again"), (world.keyName(.filter), "search"),
        ]
        if pane.selected?.hasReasoning == true {
            hints.append((world.keyName(.foldReasoning), "reasoning"))
        }
        return hints + [(world.keyName(.monitor), "raw text"), (world.keyName(.quit), "close")]
    }

    package func place(_ world: World) -> SanitizedText? { pane.place(world) }
}
