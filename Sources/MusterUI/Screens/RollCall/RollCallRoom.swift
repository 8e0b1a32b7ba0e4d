package import Foundation
package import MusterCore

/// The roll-call: one cell for each model, by author, lighting up as the check goes on, and then a
/// report.
package struct RollCallRoom: Room {
    /// The models called, sorted by ID.
    package let ids: [ModelID]
    /// Those among them that the check asks; the others have a badge that is still valid.
    package private(set) var awaited: Set<ModelID>
    /// The number of models that the check has asked.
    package private(set) var answeredCount = 0
    /// What was known before.
    private let before: [ModelID: Badge]
    private let startedAt: Date
    package private(set) var endedAt: Date?
    /// The number of models that the check asks.
    let asked: Int
    /// The cell under the cursor.
    package private(set) var selection: Int
    /// The first visible row of cells.
    private var top = 0

    /// Calls these models; a check asks those whose badge is no longer valid, or all, free.
    static func begin(with models: [Model], again: Bool = false, _ world: World) -> Outcome {
        let models = models.filter { !$0.isDisabled && $0.isListed && !$0.id.isBatchOnly }
        guard !models.isEmpty else { return [.say("There is nothing to check", .warning)] }
        guard world.check == nil else {
            return [.say("A check is still running; \(world.keyName(.cancel)) cancels it")]
        }
        let due = again ? models : CheckRoom.due(models)
        let plan = due.isEmpty ? nil : world.plan(due, .shallow)
        let room = RollCallRoom(models, asking: plan?.items.map(\.model.id) ?? [], world)
        // Its keys are about the model under the table's cursor.
        return [again ? .replace(room) : .push(room), .change(.select(room.ids[room.selection]))]
            + (plan.map { [.change(.check($0))] } ?? [])
    }

    package init(_ models: [Model], asking: [ModelID], _ world: World) {
        ids = models.map(\.id).sorted()
        awaited = Set(asking)
        asked = asking.count
        before = Dictionary(
            models.map { ($0.id, Badge($0)) },
            uniquingKeysWith: { first, _ in first }
        )
        startedAt = world.now
        endedAt = asking.isEmpty ? world.now : nil
        let grid = RollCallGrid(ids, width: 80, rows: 1)
        selection = world.catalog.selected.flatMap { grid.index(of: $0.id) } ?? 0
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Roll-call " }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key): return press(key, world)
        case .scroll(let rows): return move(by: rows, world)
        case .press(let event): return press(event, world)
        case .event(.checkProgressed(_, let result)):
            if awaited.remove(result.evidence.modelID) != nil { answeredCount += 1 }
        case .event(.checkFinished):
            if endedAt == nil { endedAt = world.now }
            awaited = []
        default: return [.pass]
        }
        return []
    }

    private mutating func press(_ key: KeyPress, _ world: World) -> Outcome {
        let action = world.action(for: key)
        switch action {
        case .cancel, .interrupt:
            return world.check == nil ? [.pop] : [.effect(.cancelCheck)]
        case .quit: return [.pop]
        case .checkShown:
            return Self.begin(with: world.catalog.models(ids), again: true, world)
        case .scrollLeft: return select(selection - 1, world)
        case .scrollRight: return select(selection + 1, world)
        case .check?:
            return CheckRoom.begin(with: world.catalog.selected.map { [$0] } ?? [], world)
        case .showDetails?, .prompt?, .why?, .disable?, .favorite?, .copyModelID?,
            .copyHuggingFaceID?:
            return action.map { [.perform($0)] } ?? []
        case let action?:
            let area = RollCallView(self, world, world.layout.insideBody)
            guard let rows = action.scrollRows(page: area.cells.rows) else { return [.pass] }
            return move(by: rows, world)
        case nil: return [.pass]
        }
    }

    /// Moves to the nearest cell that many rows further.
    private mutating func move(by rows: Int, _ world: World) -> Outcome {
        let area = RollCallView(self, world, world.layout.insideBody)
        return select(area.grid.cell(from: selection, movedBy: rows), area)
    }

    private mutating func press(_ event: MouseEvent, _ world: World) -> Outcome {
        let area = RollCallView(self, world, world.layout.insideBody)
        guard let index = area.cell(at: event, top: area.top(showing: selection, from: top)) else {
            return []
        }
        return select(index, area)
    }

    private mutating func select(_ index: Int, _ world: World) -> Outcome {
        select(index, RollCallView(self, world, world.layout.insideBody))
    }

    /// Moves the cursor there; the table's goes along, so that every action means that model.
    private mutating func select(_ index: Int, _ area: RollCallView) -> Outcome {
        selection = min(max(index, 0), max(area.grid.cells.count - 1, 0))
        top = area.top(showing: selection, from: top)
        return [.change(.select(area.grid.cells[selection].id))]
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing in the roll-call; \(world.keyName(.quit)) closes it"
    }

    package func place(_ world: World) -> SanitizedText? {
        let grid = RollCallGrid(ids, width: 80, rows: 1)
        guard grid.cells.indices.contains(selection),
            let model = world.catalog.model(grid.cells[selection].id)
        else { return nil }
        return "\(model.id.rawValue), \(Badge(model).rawValue), \(model.verdict.reason)"
    }

    package func hints(_ world: World) -> [Hint] {
        let stop: Hint = (world.keyName(.cancel), "stop")
        return (world.check == nil ? [] : [stop]) + [
            (world.sidewaysKeys + " " + world.moveKeys, "move"),
            (world.keyName(.showDetails), "details"), (world.keyName(.why), "why"),
            (world.keyName(.prompt), "prompt"), (world.keyName(.checkShown), "call again"),
            (world.keyName(.quit), "close"),
        ]
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        RollCallView(self, world, rect).draw(from: top, on: &grid)
    }

    // MARK: - What it found

    func elapsed(_ world: World) -> TimeInterval {
        max((endedAt ?? world.now).timeIntervalSince(startedAt), 0)
    }

    /// The models whose badge is another than before, and what it was.
    func changes(_ world: World) -> [(model: Model, before: Badge)] {
        ids.compactMap { id in
            guard let model = world.catalog.model(id), let before = before[id],
                before != .unknown, before != Badge(model)
            else { return nil }
            return (model, before)
        }
    }

    /// The number of models that had no badge before.
    var newCount: Int { ids.count { before[$0] == .unknown } }
}

extension Action {
    static let checkShown = Action(
        "check-shown",
        "roll-call: check all that are shown",
        "C",
        unless: nothingToCheck
    ) { world in
        // Asked for models with a badge that none has, it checks those that have none yet.
        let isOffered = world.catalog.mend?.change == .unchecked
        let models =
            isOffered ? world.catalog.shownOrOffered(now: world.now) : Array(world.catalog.shown)
        return RollCallRoom.begin(with: models, world)
    }

    @Sendable private static func nothingToCheck(_ world: World) -> SanitizedText? {
        world.catalog.mend == nil ? needsModel(world) : nil
    }
}
