package import MusterCore

/// All facts about the model under the cursor: a pane beside the table, or over the body where that
/// has no room.
package struct DetailsRoom: Room {
    private let isPane: Bool
    /// The first visible line for the model `scrolled`; other models start at the top.
    private var top = 0
    private var scrolled: ModelID?

    package init(isPane: Bool) { self.isPane = isPane }

    package func scroll(_ world: World) -> Int {
        scrolled == world.catalog.selected?.id ? top : 0
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? { "" }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key): return isPane ? [.pass] : press(key, world)
        case .action(let action): return take(action, world)
        case .scroll(let rows): scroll(by: rows, world)
        default: return [.pass]
        }
        return []
    }

    private mutating func take(_ action: Action, _ world: World) -> Outcome {
        if let rows = action.scrollRows(page: rect(world).rows) {
            scroll(by: rows, world)
            return []
        }
        let isBusy = world.activity != nil || world.check != nil
        guard action == .quit || (action == .cancel && !isBusy) else { return [.pass] }
        return [.change(.focus(.table))]
    }

    private mutating func press(_ key: KeyPress, _ world: World) -> Outcome {
        guard let action = world.action(for: key) else { return [.pass] }
        switch action {
        case .quit, .cancel, .showDetails, .zoom, .interrupt: return [.pop]
        // Of the model that it shows, whatever is marked.
        case .check: return CheckRoom.begin(with: world.catalog.selected.map { [$0] } ?? [], world)
        case .prompt, .promptMarked, .why, .disable, .disableWithReason, .identify,
            .favorite, .undo, .copyModelID, .copyHuggingFaceID:
            return [.perform(action)]
        default:
            if let section = DetailsSection.allCases.first(where: { .fold($0) == action }) {
                return Self.toggle(section, world)
            }
            guard let rows = action.scrollRows(page: world.size.rows - 5) else { return [.pass] }
            scroll(by: rows, world)
            return []
        }
    }

    static func toggle(_ section: DetailsSection, _ world: World) -> Outcome {
        Action.arrange(world) { settings in
            if settings.folded.remove(section) == nil { settings.folded.insert(section) }
        }
    }

    /// Scrolls, but not beyond the last full page.
    private mutating func scroll(by rows: Int, _ world: World) {
        guard let model = world.catalog.selected else { return }
        let rect = rect(world)
        let flow = Flow(rect)
        let count = DetailsLines(model, world, columns: flow.width).all.count
        let last = max(count - flow.capacity, 0)
        top = min(max(min(scroll(world), last) + rows, 0), last)
        scrolled = model.id
    }

    private func rect(_ world: World) -> Rect {
        let layout = world.layout
        return isPane ? layout.inside(layout.details ?? layout.body) : layout.insideBody
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing in the details; \(world.keyName(.quit)) closes them"
    }

    package func hints(_ world: World) -> [Hint] {
        let folds = DetailsSection.allCases.map { world.keyName(.fold($0)).string }
        let isInOrder = folds == (1...folds.count).map { "\($0)" }
        let fold: [Hint] = isInOrder ? [("1-\(folds.count)", "fold")] : []
        return [(world.moveKeys, "scroll")] + fold + [
            (world.keyName(.prompt), "prompt"), (world.keyName(.why), "why"),
            (world.keyName(.check), "check"), (world.keyName(.quit), "close"),
        ]
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty, let model = world.catalog.selected else { return }
        let flow = Flow(rect)
        let all = DetailsLines(model, world, columns: flow.width).all
        let first = min(scroll(world), max(all.count - flow.capacity, 0))
        for (index, line) in all.dropFirst(first).prefix(flow.capacity).enumerated() {
            let part = flow.part(index / rect.rows)
            Self.draw(line, row: rect.row + index % rect.rows, in: part, on: &grid)
        }
        for part in (0..<flow.count).dropFirst().map(flow.part) {
            Frame(world.context).drawDivider(leftOf: part, on: &grid)
        }
        ScrollPosition.draw(
            first: first,
            shown: flow.capacity,
            total: all.count,
            under: rect,
            on: &grid
        )
    }

    /// The columns of text in a wide and low pane, one after the other as in a newspaper.
    private struct Flow {
        let rect: Rect
        let count: Int

        init(_ rect: Rect) {
            self.rect = rect
            count = rect.rows < 16 ? min(max(rect.columns / 48, 1), 4) : 1
        }

        var capacity: Int { rect.rows * count }
        /// The width of each column, without the line to its left.
        var width: Int { (rect.columns - count + 1) / count }

        func part(_ index: Int) -> Rect {
            Rect(
                row: rect.row,
                column: rect.column + index * (width + 1),
                columns: width,
                rows: rect.rows
            )
        }
    }

    private static func draw(
        _ line: DetailsLines.Line,
        row: Int,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let limit = rect.endColumn
        let column = grid.write(line.spans, row: row, column: rect.column + 1, limit: limit)
        guard !line.key.string.isEmpty else { return }
        grid.addButton(.key(line.key.string), row: row, columns: rect.column..<limit)
        let key: SanitizedText = "[\(line.key)]"
        let end = max(limit - CellWidth.of(key.string) - 1, column)
        grid.write(key, row: row, column: end, limit: limit, style: CellStyle(.key))
    }
}
