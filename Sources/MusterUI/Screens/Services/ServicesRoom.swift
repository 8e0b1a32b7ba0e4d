package import MusterCore

/// The services to switch to, with how many models each has, and their badges.
package struct ServicesRoom: Room {
    /// `nil` until read.
    package private(set) var entries: [ServiceEntry]?
    package private(set) var selection = 0

    static func open(_ world: World) -> Outcome {
        [.push(ServicesRoom()), .effect(.loadServices)]
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Services " }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(.character("*")):
            return entries.map { [.push(AllModelsRoom($0))] } ?? []
        case .key(let key):
            switch world.action(for: key) {
            case .showDetails: return choose(world)
            case .quit, .cancel, .interrupt, .services: return [.pop]
            case let action?:
                guard let rows = action.scrollRows(page: 10) else { return [.pass] }
                move(by: rows)
            case nil: return [.pass]
            }
        case .scroll(let rows): move(by: rows)
        case .row(let index):
            guard index != selection else { return choose(world) }
            selection = index
        case .event(.servicesLoaded(let entries)):
            self.entries = entries
            selection = entries.firstIndex { $0.name == world.context.service } ?? 0
        default: return [.pass]
        }
        return []
    }

    private mutating func move(by rows: Int) {
        selection = min(max(selection + rows, 0), max((entries?.count ?? 0) - 1, 0))
    }

    private func choose(_ world: World) -> Outcome {
        guard let entries, entries.indices.contains(selection) else { return [] }
        return Self.leave(for: entries[selection].name, nil, world)
    }

    /// Goes to another service, unless something runs here.
    static func leave(for name: String, _ model: ModelID?, _ world: World) -> Outcome {
        guard name != world.context.service else {
            guard let model else { return [.clear] }
            let isHidden = !world.catalog.shown.contains { $0.id == model }
            return [.clear] + (isHidden ? [.change(.clearFilter)] : []) + [.change(.select(model))]
        }
        let running: [(Bool, SanitizedText)] = [
            (world.batch?.isRunning == true, "A batch runs"), (world.check != nil, "A check runs"),
            (world.activity != nil, "A refresh or a backfill runs"),
            (world.answers.running > 0, "An answer streams"),
        ]
        if let (_, what) = running.first(where: \.0) {
            return [.say("\(what) here; wait for its end, or end it", .warning)]
        }
        return [.change(.switchService(name, model))]
    }

    package func place(_ world: World) -> SanitizedText? {
        guard let entries, entries.indices.contains(selection) else { return nil }
        let name = SanitizedText(sanitizing: entries[selection].name).singleLine
        return entries[selection].models.map { "\(name), \($0) models" }
            ?? "\(name), never refreshed"
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing here; \(world.keyName(.showDetails)) switches"
    }

    package func hints(_ world: World) -> [Hint] {
        [
            (world.keyName(.showDetails), "switch"), ("*", "all models"), (world.moveKeys, "move"),
            (world.keyName(.quit), "close"),
        ]
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        guard let entries else { return grid.write([[Span("Loading", .dim)]], in: rect) }
        let isASCII = world.context.isASCII
        let columns = [
            TextTable.Column("  Service"), .number("Models"), TextTable.Column("Badges", rank: 2),
            TextTable.Column("Address", rank: 3, fit: .tail(least: 12)),
            TextTable.Column("Kind", rank: 4),
        ]
        var table = TextTable(columns, isASCII: isASCII)
        for entry in entries { table.add(Self.row(entry, world)) }
        let lines = table.lines(width: rect.columns - 2)
        grid.write([lines[0]], in: rect, inset: 1)
        let list = Rect(
            row: rect.row + 1,
            column: rect.column,
            columns: rect.columns,
            rows: max(rect.rows - 1, 0)
        )
        List.draw(count: entries.count, selection: selection, in: list, world, on: &grid) {
            index,
            row,
            grid in
            let line = Rect(row: row, column: list.column, columns: list.columns, rows: 1)
            grid.write([lines[index + 1]], in: line, inset: 1)
        }
    }

    private static func row(_ entry: ServiceEntry, _ world: World) -> [[Span]] {
        let isCurrent = entry.name == world.context.service
        let mark: SanitizedText = isCurrent ? (world.context.isASCII ? "* " : "● ") : "  "
        let name = SanitizedText(sanitizing: entry.name).singleLine
        let place = SanitizedText(sanitizing: entry.place).singleLine
        let badges: [Span]
        if let counts = entry.counts {
            badges = Availability.allCases.filter { counts[$0, default: 0] > 0 }.flatMap { badge in
                [Span("\(counts[badge, default: 0]) \(badge.rawValue)  ", Badge(badge).role)]
            }
        } else {
            badges = [Span("never refreshed", .dim)]
        }
        return [
            [Span(mark + name, isCurrent ? .accent : .text)],
            [Span("\(entry.models.map(String.init) ?? "-")")], badges, [Span(place, .dim)],
            [Span("\(entry.kind)", .dim)],
        ]
    }
}

extension Action {
    static let services = Action(
        "services",
        "another service",
        "\\",
        unless: onlyWhenBrowsing
    ) { world in
        guard world.context.choice == nil else {
            return [.say("muster pick --service NAME chooses at another service")]
        }
        return ServicesRoom.open(world)
    }

    @Sendable private static func onlyWhenBrowsing(_ world: World) -> SanitizedText? {
        world.context.choice == nil ? nil : "not while choosing"
    }
}
