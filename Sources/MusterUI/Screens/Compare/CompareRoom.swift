package import MusterCore

/// Models side by side, with common facts dimmed.
package struct CompareRoom: Room {
    /// In table order.
    package let ids: [ModelID]
    package private(set) var scroll = 0
    /// The index of the first visible model.
    package private(set) var first = 0

    private static let labelWidth = 14
    private static let leastWidth = 22

    package init(_ ids: [ModelID]) { self.ids = ids }

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Compare " }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        let inside = world.layout.insideBody
        switch input {
        case .key(let key):
            switch world.action(for: key) {
            case .quit, .cancel, .interrupt, .compare: return [.pop]
            case .scrollLeft: first = max(first - 1, 0)
            case .scrollRight:
                let last = ids.count - Self.modelCount(columns: inside.columns)
                first = min(first + 1, max(last, 0))
            case let action?:
                guard let rows = action.scrollRows(page: inside.rows - 1) else { return [.pass] }
                scroll(by: rows, world)
            case nil: return [.pass]
            }
        case .scroll(let rows): scroll(by: rows, world)
        default: return [.pass]
        }
        return []
    }

    private mutating func scroll(by rows: Int, _ world: World) {
        let count = CompareTable(world.catalog.models(ids), world).rows.count
        let last = max(count - (world.layout.insideBody.rows - 1), 0)
        scroll = min(max(scroll + rows, 0), last)
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing here; \(world.keyName(.quit)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        [
            (world.moveKeys, "scroll"), (world.sidewaysKeys, "other models"),
            (world.keyName(.quit), "close"),
        ]
    }

    private static func modelCount(columns: Int) -> Int {
        max((columns - labelWidth) / (leastWidth + 2), 1)
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        let models = world.catalog.models(ids)
        let rows = CompareTable(models, world).rows
        let count = min(Self.modelCount(columns: rect.columns), max(models.count, 1))
        let hasLabels = rect.columns >= Self.labelWidth + Self.leastWidth
        let labels = hasLabels ? Self.labelWidth : 0
        let width = max((rect.columns - labels) / count, 1)
        let isASCII = world.context.isASCII
        func write(_ text: String, _ role: CellStyle.Role, row: Int, place: Int) {
            let start = rect.column + labels + place * width
            let limit = min(start + max(width - 2, 1), rect.endColumn)
            grid.write("\(text)", row: row, column: start, limit: limit, style: CellStyle(role))
        }
        for (place, model) in models.dropFirst(first).prefix(count).enumerated() {
            let id = Truncation.modelID(
                model.id.rawValue,
                cells: max(width - 2, 1),
                isASCII: isASCII
            )
            write(id, .title, row: rect.row, place: place)
        }
        for (offset, row) in rows.dropFirst(scroll).prefix(rect.rows - 1).enumerated() {
            let line = rect.row + 1 + offset
            if hasLabels {
                let cells = labels - 2
                grid.write(
                    "\(Truncation.tail(row.label.string, cells: cells, isASCII: isASCII))",
                    row: line,
                    column: rect.column + 1,
                    limit: rect.column + labels - 1,
                    style: CellStyle(row.differs ? .heading : .dim)
                )
            }
            for (place, value) in row.values.dropFirst(first).prefix(count).enumerated() {
                let shown = Truncation.tail(value, cells: max(width - 2, 1), isASCII: isASCII)
                let role = row.roles?[first + place] ?? (row.differs ? .text : .dim)
                write(shown, role, row: line, place: place)
            }
        }
        let isWhole = models.count <= count && first == 0
        let shown: SanitizedText = "models \(first + 1)-\(first + count) of \(models.count)"
        ScrollPosition.draw(
            first: scroll,
            shown: rect.rows - 1,
            total: rows.count,
            under: rect,
            on: &grid,
            prefix: isWhole ? "" : shown
        )
    }
}

extension Action {
    static let compare = Action(
        "compare",
        "compare the marked models",
        "=",
        unless: oneMarked
    ) { world in
        var models = world.catalog.markedModels
        if models.count < 2, let selected = world.catalog.selected, !selected.isMarked {
            models.append(selected)
        }
        guard models.count > 1 else {
            let key = world.keyName(.mark)
            return [.say("Mark two or more models with \(key) to compare them")]
        }
        return [.push(CompareRoom(models.map(\.id)))]
    }
}
