package import MusterCore

/// The models that are shown as points: their price against something else.
package struct ScatterRoom: Room {
    package private(set) var measure: ScatterPlot.Measure

    /// Chooses the first measure that most of the models have.
    init(_ world: World) {
        let models = world.catalog.shown
        let preferred: [ScatterPlot.Measure] = [.intelligence, .speed, .context]
        measure =
            preferred.first { measure in
                models.count { measure.value(of: $0) != nil } * 4 > models.count
            } ?? .context
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Prices " }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        guard case .key(let key) = input else {
            if case .scroll(let rows) = input { return move(by: rows, world) }
            return [.pass]
        }
        let action = world.action(for: key)
        switch action {
        case .quit, .cancel, .interrupt, .scatter: return [.pop]
        case .nextPane: show(step: 1)
        case .scrollRight: return move(by: 1, measure: measure, world)
        case .scrollLeft: return move(by: -1, measure: measure, world)
        case .moveUp: return move(by: 1, world)
        case .moveDown: return move(by: -1, world)
        case .check?:
            return CheckRoom.begin(with: world.catalog.selected.map { [$0] } ?? [], world)
        case .showDetails?, .why?, .favorite?, .mark?, .copyModelID?:
            return action.map { [.perform($0)] } ?? []
        case .prompt?: return [.clear, .perform(.prompt)]
        default:
            guard key == .backTab else { return [.pass] }
            show(step: -1)
        }
        return []
    }

    private mutating func show(step: Int) {
        let all = ScatterPlot.Measure.allCases
        let index = all.firstIndex(of: measure) ?? 0
        measure = all[(index + step + all.count) % all.count]
    }

    /// Goes to the next dearer or cheaper model, or along the other axis.
    private func move(
        by count: Int,
        measure: ScatterPlot.Measure? = nil,
        _ world: World
    ) -> Outcome {
        var models = plot(world).models
        if let measure {
            models.sort {
                (measure.value(of: $0) ?? 0, $0.id) < (measure.value(of: $1) ?? 0, $1.id)
            }
        }
        guard !models.isEmpty else { return [] }
        let index = models.firstIndex { $0.id == world.catalog.selected?.id }
        let next = index.map { min(max($0 + count, 0), models.count - 1) } ?? 0
        return [.change(.select(models[next].id))]
    }

    private func plot(_ world: World) -> ScatterPlot {
        ScatterPlot(world.catalog.shown, measure, isASCII: world.context.isASCII)
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing here; \(world.keyName(.quit)) closes it"
    }

    package func place(_ world: World) -> SanitizedText? {
        world.catalog.selected.map { words($0) }
    }

    package func hints(_ world: World) -> [Hint] {
        [
            (world.keyName(.nextPane), "other measure"), (world.moveKeys, "by price"),
            (world.sidewaysKeys, "by measure"), (world.keyName(.showDetails), "details"),
            (world.keyName(.mark), "mark"), (world.keyName(.quit), "close"),
        ]
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        let plot = plot(world)
        let selected = world.catalog.selected
        grid.write([[Span(plot.title, .heading)]], in: rect)
        let foot = selected.map {
            [
                Span("\(Badge.label($0, isASCII: world.context.isASCII))  ", Badge($0).role),
                Span(words($0)),
            ]
        }
        grid.write(foot ?? [], row: rect.endRow - 1, column: rect.column + 1, limit: rect.endColumn)
        let area = Rect(
            row: rect.row + 1,
            column: rect.column,
            columns: rect.columns,
            rows: rect.rows - 3
        )
        guard area.rows > 0 else { return }
        guard !plot.models.isEmpty else {
            let check = world.keyName(.checkShown)
            let words: SanitizedText =
                "No model shown has both a price and this. \(check) in the table checks them."
            return grid.write([Span(words, .dim)].wrapped(rect.columns - 2), in: area)
        }
        if world.context.isForScreenReader {
            let lines = plot.models.prefix(area.rows).map { [Span(self.words($0))] }
            return grid.write(lines, in: area)
        }
        let lines = plot.lines(columns: rect.columns - 2, rows: area.rows, selected: selected?.id)
        grid.write(lines, in: area)
    }

    private func words(_ model: Model) -> SanitizedText {
        let value = measure.value(of: model).map(measure.format) ?? "unknown"
        let price = Quantity.price(model.completionPrice, of: model)
        return "\(model.id.rawValue)  \(price)  \(measure.rawValue) \(value)"
    }
}

extension Action {
    static let scatter = Action(
        "plot",
        "plot the prices of the models shown",
        "V",
        unless: needsModel
    ) { [.push(ScatterRoom($0))] }
}
