package import MusterCore

/// The models of all services in one table, the same weights one below the other.
package struct AllModelsRoom: Room {
    /// A model by its place in the list of services and in their catalogs.
    private struct Row: Sendable {
        let service: Int
        let model: Int
    }

    private struct Widths: Sendable {
        var service = 0
        var modelID = 0
        var huggingFaceID = 0
    }

    private let services: [ServiceEntry]
    /// One for each service.
    private var searches: [ModelSearch]
    private let marked: [Set<ModelID>]
    /// Ordered by the Hugging Face ID, or the model ID where there is none.
    private let all: [Row]
    private var shown: [Row]
    /// The widths of the texts in ``shown``, so that no column moves while the user scrolls.
    private var widths = Widths()
    package private(set) var selection = 0
    private var filter = ModelFilter.all
    /// The filter while the user types it.
    private var field: TextField?

    package init(_ services: [ServiceEntry]) {
        self.services = services
        searches = services.map { ModelSearch($0.catalog) }
        marked = services.map { Set($0.catalog.lazy.filter(\.isMarked).map(\.id)) }
        let keyed = services.indices.flatMap { service in
            services[service].catalog.enumerated().map { index, model in
                let key = (model.huggingFaceID?.rawValue ?? model.id.rawValue).lowercased()
                return (key: key, row: Row(service: service, model: index))
            }
        }
        all = keyed.sorted { ($0.key, $0.row.service) < ($1.key, $1.row.service) }.map(\.row)
        shown = all
        measure()
    }

    package static func == (left: AllModelsRoom, right: AllModelsRoom) -> Bool {
        left.services == right.services && left.filter == right.filter
            && left.field == right.field && left.selection == right.selection
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? {
        let filtered: SanitizedText = filter.source.isEmpty ? "" : ": \(filter.source)"
        return " All services\(filtered) "
    }

    package var search: (what: SanitizedText, field: TextField)? {
        field.map { ("filter all services", $0) }
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key):
            return field == nil ? press(key, world) : write(key, world)
        case .paste(let text):
            guard field != nil else { return [.pass] }
            field?.insert(text, onOneLine: true)
            find(field?.text ?? "", world)
        case .scroll(let rows): move(by: rows)
        case .row(let index):
            guard index != selection else { return choose(world) }
            selection = index
        default: return [.pass]
        }
        return []
    }

    private mutating func press(_ key: KeyPress, _ world: World) -> Outcome {
        let action = world.action(for: key)
        switch action {
        case .showDetails: return choose(world)
        case .filter: field = TextField(filter.source)
        case .cancel where !filter.source.isEmpty: find("", world)
        case .quit, .cancel, .interrupt, .services: return [.pop]
        case let action?:
            guard let rows = action.scrollRows(page: max(world.size.rows - 6, 1)) else {
                return [.pass]
            }
            move(by: rows)
        case nil: return [.pass]
        }
        return []
    }

    private mutating func write(_ key: KeyPress, _ world: World) -> Outcome {
        switch key {
        case .enter, .tab:
            field = nil
            return filter.complaints.first.map { [.say("\($0.sentence)", .warning)] } ?? []
        case .up: move(by: -1)
        case .down: move(by: 1)
        case _ where world.isWayOut(key):
            field = nil
            find("", world)
        default:
            guard field?.apply(key) == true else { return [.pass] }
            find(field?.text ?? "", world)
        }
        return []
    }

    private mutating func find(_ source: String, _ world: World) {
        guard source != filter.source else { return }
        filter = ModelFilter(source, saved: world.catalog.savedFilters)
        let passing = services.indices.map { place in
            let found = searches[place].find(
                filter,
                in: services[place].catalog,
                marked: marked[place],
                now: world.now
            )
            return Set(found.places)
        }
        shown = all.filter { passing[$0.service].contains(Int32($0.model)) }
        selection = 0
        measure()
    }

    private mutating func measure() {
        widths = shown.reduce(into: Widths()) { widest, row in
            let model = model(row)
            widest.service = max(widest.service, services[row.service].name.count)
            widest.modelID = max(widest.modelID, model.id.rawValue.count)
            widest.huggingFaceID = max(
                widest.huggingFaceID,
                model.huggingFaceID?.rawValue.count ?? 0
            )
        }
    }

    private mutating func move(by rows: Int) {
        selection = min(max(selection + rows, 0), max(shown.count - 1, 0))
    }

    var selectedModel: Model? {
        shown.indices.contains(selection) ? model(shown[selection]) : nil
    }

    private func model(_ row: Row) -> Model { services[row.service].catalog[row.model] }

    private func choose(_ world: World) -> Outcome {
        guard shown.indices.contains(selection) else { return [] }
        let row = shown[selection]
        return ServicesRoom.leave(for: services[row.service].name, model(row).id, world)
    }

    package func place(_ world: World) -> SanitizedText? {
        guard shown.indices.contains(selection) else { return nil }
        let row = shown[selection]
        let name = SanitizedText(sanitizing: services[row.service].name).singleLine
        return "\(name): \(model(row).id.rawValue), \(Badge(model(row)).rawValue)"
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        guard field == nil else { return nil }
        return """
            \(key.description) does nothing here; \
            \(world.keyName(.showDetails)) goes to the model at its service
            """
    }

    package func hints(_ world: World) -> [Hint] {
        guard field == nil else { return [("Enter", "keep"), (world.wayOut, "clear")] }
        guard !all.isEmpty else { return [(world.keyName(.quit), "close")] }
        return [
            (world.keyName(.showDetails), "go to it"), (world.keyName(.filter), "filter"),
            (world.moveKeys, "move"), (world.keyName(.quit), "close"),
        ]
    }
}

// MARK: - Drawing

extension AllModelsRoom {
    private static let columns = [
        TextTable.Column("Service"), TextTable.Column("Status", rank: 1),
        TextTable.Column("Model ID", fit: .modelID(least: 22)),
        TextTable.Column("Hugging Face ID", rank: 3, fit: .modelID(least: 22)),
        TextTable.Column.number("Context", rank: 2),
        TextTable.Column.price("Input $/M", rank: 1), .price("Output $/M", rank: 1),
    ]

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        guard !shown.isEmpty else {
            return grid.write([Span(emptiness(world))].wrapped(rect.columns - 2), in: rect)
        }
        let list = Rect(
            row: rect.row + 1,
            column: rect.column,
            columns: rect.columns,
            rows: max(rect.rows - 1, 0)
        )
        let visible = List.visible(count: shown.count, selection: selection, rows: list.rows)
        var table = TextTable(Self.columns, isASCII: world.context.isASCII)
        table.matches = { [filter] in filter.matchedCharacters(in: $0) }
        let blanks = [
            widths.service, 0, widths.modelID, widths.huggingFaceID, 0, 0, 0,
        ]
        table.add(blanks.map { [.blank($0)] })
        for row in shown[visible] { table.add(cells(row, world)) }
        let lines = table.lines(width: rect.columns - 2)
        grid.write([lines[0]], in: rect, inset: 1)
        List.draw(count: shown.count, selection: selection, in: list, world, on: &grid) {
            index,
            row,
            grid in
            let line = Rect(row: row, column: list.column, columns: list.columns, rows: 1)
            grid.write([lines[index - visible.lowerBound + 2]], in: line, inset: 1)
        }
    }

    private func emptiness(_ world: World) -> SanitizedText {
        if !filter.source.isEmpty {
            return "No model of any service passes the filter; \(world.keyName(.cancel)) clears it"
        }
        return
            "No models yet. Close this, choose a service, and refresh with \(world.keyName(.refresh))"
    }

    private func cells(_ row: Row, _ world: World) -> [[Span]] {
        let model = model(row)
        let isCurrent = services[row.service].name == world.context.service
        let badge = Badge(model)
        let service = SanitizedText(sanitizing: services[row.service].name).singleLine
        return [
            [Span(service, isCurrent ? .accent : .text)],
            [Span("\(Badge.label(model, isASCII: world.context.isASCII))", badge.role)],
            [Span("\(model.id.rawValue)")],
            [Span("\(model.huggingFaceID?.rawValue ?? "-")", .dim)],
            [Span("\(Quantity.tokens(model.contextLength))")],
            [Span("\(Quantity.price(model.promptPrice, of: model))")],
            [Span("\(Quantity.price(model.completionPrice, of: model))")],
        ]
    }
}
