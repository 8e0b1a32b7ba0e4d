import Foundation
package import MusterCore

/// The table of models.
///
/// Its filter, order and cursor belong to the world, since every other room refers to the model
/// under the cursor.
package struct TablePane: Room {
    /// Two clicks on a row within this time open its model.
    private static let doubleClick: TimeInterval = 0.4

    /// The last click on a model.
    private var clicked: (id: ModelID, column: Int, at: Date)?

    package init() {}

    package static func == (left: TablePane, right: TablePane) -> Bool {
        left.clicked?.id == right.clicked?.id && left.clicked?.at == right.clicked?.at
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        let field = world.catalog.filterField
        switch input {
        case .key(let key): return field.map { Self.write($0, key, world) } ?? [.pass]
        case .action(.nextPane) where world.catalog.mend != nil: return [.change(.mendFilter)]
        case .action(let action):
            let page = Self.rowCount(world)
            return action.scrollRows(page: page).map { [.change(.move(by: $0))] } ?? [.pass]
        case .paste(let text):
            guard var field else { return [.pass] }
            field.insert(text, onOneLine: true)
            return [.change(.writeFilter(field))]
        case .scroll(let rows): return [.change(.scroll(by: rows))]
        case .press(let event): return press(event, world)
        case .event, .row: return [.pass]
        }
    }

    private static func write(_ field: TextField, _ key: KeyPress, _ world: World) -> Outcome {
        var field = field
        switch key {
        case .enter:
            let complaint = world.catalog.filter.complaints.first
            return [.change(.keepFilter)]
                + (complaint.map { [.say("\($0.sentence)", .warning)] } ?? [])
        case _ where world.isWayOut(key): return [.change(.restoreFilter)]
        case .up: return [.change(.walkFilter(-1))]
        case .down: return [.change(.walkFilter(1))]
        case .tab where world.catalog.mend != nil && world.catalog.completion == nil:
            return [.change(.mendFilter)]
        case .tab: return [.change(.completeFilter(1))]
        case .backTab: return [.change(.completeFilter(-1))]
        default: return field.apply(key) ? [.change(.writeFilter(field))] : [.pass]
        }
    }

    /// Selects the row, or sorts by the column, under the mouse; marks by a click in the first cells,
    /// opens by a double click.
    private mutating func press(_ event: MouseEvent, _ world: World) -> Outcome {
        let layout = world.layout
        guard let pane = layout.table else { return [] }
        let rect = layout.inside(pane)
        let line = event.row - rect.row - (Self.hasHeadings(rect) ? 1 : 0)
        if line == -1 { return Self.sort(at: event.column - rect.column, world) }
        let index = world.catalog.top + line
        guard line >= 0, world.catalog.shown.indices.contains(index) else { return [] }
        let model = world.catalog.shown[index]
        let select: Step = .change(.move(by: index - world.catalog.selection))
        let before = clicked
        clicked = (model.id, event.column, world.now)
        if event.column - rect.column < Self.markWidth, world.context.choice != .one {
            return [select, .change(.mark([model.id], !model.isMarked))]
        }
        let isDouble =
            world.catalog.filterField == nil && before?.id == model.id
            && before?.column == event.column
            && world.now.timeIntervalSince(before?.at ?? .distantPast) < Self.doubleClick
        return isDouble ? [select, .perform(.showDetails)] : [select]
    }

    /// The cells at the left of a row that mark it.
    private static let markWidth = 2

    /// Sorts by the clicked column; a second click reverses the order.
    private static func sort(at place: Int, _ world: World) -> Outcome {
        let placed = PlacedColumns(world).all.first {
            ($0.start...$0.start + $0.width).contains(place)
        }
        guard let column = placed?.column else { return [] }
        guard let key = column.sortKey else {
            return [.say("The table cannot be sorted by \(column.title)")]
        }
        let sort = world.catalog.sort
        let isReversed = sort.key == key && !sort.isReversed
        return [
            .change(.sort(ModelSort(key, isReversed: isReversed))),
            .change(.move(by: -world.catalog.shown.count)),
        ]
    }

    static func scrollColumns(by step: Int, _ world: World) -> Outcome {
        guard world.layout.table != nil else { return [] }
        let columns = PlacedColumns(world)
        let key = world.keyName(.columns)
        var news: Outcome = []
        if step > 0, !columns.hasMore {
            news = [.say("This is the last column; \(key) chooses columns")]
        } else if step < 0, columns.scroll == 0 {
            news = [.say("This is the first column; \(key) chooses columns")]
        }
        let next = PlacedColumns(world, scroll: columns.scroll + step)
        return news + [.change(.scrollColumns(next.scroll))]
    }

    /// The number of models that fit on the screen.
    static func rowCount(_ world: World) -> Int {
        let layout = world.layout
        guard let pane = layout.table else { return 1 }
        return max(rowCount(in: layout.inside(pane)), 1)
    }

    /// All rows but the headings, which appear if there is room.
    private static func rowCount(in rect: Rect) -> Int {
        hasHeadings(rect) ? rect.rows - 1 : rect.rows
    }

    private static func hasHeadings(_ rect: Rect) -> Bool { rect.rows > 2 }
}

// MARK: - What a key does here

extension TablePane {
    /// The way out of a search first, then the actions on the visible models.
    package func hints(_ world: World) -> [Hint] {
        let catalog = world.catalog
        var hints: [Hint] = []
        if let range = catalog.range {
            hints = [
                (world.keyName(.markRange), "mark \(range.count)"),
                (world.keyName(.cancel), "cancel"),
            ]
        } else if world.activity != nil || world.check != nil || world.answers.running > 0 {
            hints.append((world.keyName(.cancel), "cancel"))
        } else if !catalog.filter.source.isEmpty {
            hints.append((world.keyName(.cancel), "clear filter"))
        }
        if let choice = world.context.choice { return hints + choosing(choice, world) }
        guard !catalog.models.isEmpty else {
            if catalog.isLoaded, world.activity == nil {
                hints.append((world.keyName(.refresh), "refresh"))
            }
            return hints + [(world.keyName(.help), "help"), (world.keyName(.quit), "quit")]
        }
        if world.focus == .table, !catalog.marked.isEmpty {
            hints += marking(catalog.marked.count, world)
        }
        var actions = Action.hints
        if !catalog.filter.source.isEmpty {
            // A user who has filtered looks for the filter's keys first.
            actions.removeAll { $0 == .help }
            actions.insert(.help, at: max(actions.count - 1, 0))
        }
        if !catalog.marked.isEmpty { actions.removeAll { $0 == .prompt || $0 == .check } }
        let aboutModels: [Action] = [.prompt, .check, .disable, .mark]
        for action in actions where !catalog.shown.isEmpty || !aboutModels.contains(action) {
            let isEnabling = action == .disable && catalog.selected?.isDisabled == true
            hints.append((world.keyName(action), "\(isEnabling ? "enable" : action.hint ?? "")"))
            if action == .filter, !catalog.shown.isEmpty, world.layout.details == nil {
                hints.append((world.keyName(.showDetails), "details"))
            }
        }
        return hints
    }

    /// What the marked models are marked for.
    private func marking(_ count: Int, _ world: World) -> [Hint] {
        let enabled = world.catalog.markedModels.count { !$0.isDisabled }
        var hints: [Hint] = []
        if (1...AnswersPane.limit).contains(enabled) {
            hints.append((world.keyName(.promptMarked), "ask \(enabled)"))
        }
        if enabled > 0 { hints.append((world.keyName(.check), "check \(enabled)")) }
        hints.append((world.keyName(.batch), "batch"))
        if count > 1 { hints.append((world.keyName(.compare), "compare")) }
        return hints + [(world.keyName(.clearMarks), "unmark all")]
    }

    private func choosing(_ choice: AppContext.Choice, _ world: World) -> [Hint] {
        var hints: [Hint] = []
        let marked = world.catalog.marked.count
        let enter = world.keyName(.showDetails)
        if choice == .several, marked > 0 {
            hints.append((enter, "choose \(marked) marked"))
        } else if !world.catalog.shown.isEmpty {
            hints.append((enter, "choose this"))
        }
        if choice == .several { hints.append((world.keyName(.mark), "mark")) }
        return hints + [
            (world.keyName(.filter), "filter"), (world.keyName(.check), "check"),
            (world.keyName(.why), "why"), (world.keyName(.help), "help"),
            (world.keyName(.quit), "leave without one"),
        ]
    }

    package func place(_ world: World) -> SanitizedText? {
        guard world.catalog.filterField == nil, let model = world.catalog.selected else {
            return nil
        }
        let place = "\(world.catalog.selection + 1) of \(world.catalog.shownCount): "
        let stale = model.verdict.isStale ? "stale " : ""
        var words = ["\(stale)\(Badge(model).rawValue)"]
        if model.isMarked { words.append("marked") }
        if model.isFavorite { words.append("favourite") }
        if !model.isListed { words.append("unlisted") }
        if !model.changes.isEmpty { words.append("changed") }
        let state = words.joined(separator: ", ")
        // Keep the status even if the rest does not fit.
        let id = Truncation.modelID(
            model.id.rawValue,
            cells: max(world.size.columns - 4 - place.count - state.count, 8),
            isASCII: world.context.isASCII
        )
        return SanitizedText(sanitizing: "\(place)\(id), \(state)").singleLine
    }
}

// MARK: - Drawing

extension TablePane {
    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        let catalog = world.catalog
        guard !catalog.shown.isEmpty else {
            EmptyCatalogView.draw(world, in: rect, on: &grid)
            return
        }
        let columns = PlacedColumns(world, width: rect.columns)
        let hasHeadings = Self.hasHeadings(rect)
        if hasHeadings { Self.drawHeadings(columns, world, in: rect, on: &grid) }
        let row = CatalogRowView(columns, world, rect)
        let range = catalog.range
        for line in 0..<Self.rowCount(in: rect) {
            let index = catalog.top + line
            guard catalog.shown.indices.contains(index) else { break }
            let screenRow = rect.row + line + (hasHeadings ? 1 : 0)
            let isHeld = catalog.isHeld(index)
            row.draw(catalog.shown[index], isHeld: isHeld, at: screenRow, on: &grid)
            if index == catalog.selection {
                let isChosen = catalog.shown[index].isMarked
                grid.select(row: screenRow, in: rect, world, isChosen: isChosen)
            } else if range?.contains(index) == true {
                grid.select(row: screenRow, in: rect, world, isMarked: false)
            }
        }
        guard world.layout.hasBorders else { return }
        ScrollPosition.draw(
            first: catalog.top,
            shown: Self.rowCount(in: rect),
            total: catalog.shownCount,
            under: rect,
            on: &grid
        )
    }

    private static func drawHeadings(
        _ columns: PlacedColumns,
        _ world: World,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let isASCII = world.context.isASCII
        let sort = world.catalog.sort
        for placed in columns.all {
            let column = placed.column
            let isSorted = column.sortKey == sort.key && !world.catalog.isBestFirst
            let gap: SanitizedText = column.isNumber ? "" : " "
            let arrow: SanitizedText = isSorted ? gap + sort.arrow(isASCII: isASCII) : ""
            let title = column.title
            let width = CellWidth.of(title.string) + CellWidth.of(arrow.string)
            var start = column.isNumber ? placed.start + placed.width - width : placed.start
            // The heading stands over the badges' words, not their glyphs.
            if column == .status { start += 2 }
            let end = grid.write(
                title,
                row: rect.row,
                column: rect.column + max(start, 0),
                limit: min(rect.column + placed.start + placed.width, rect.endColumn),
                style: CellStyle(.heading)
            )
            let limit = rect.endColumn
            grid.write([Span(arrow, .accent)], row: rect.row, column: end, limit: limit)
        }
        let hint = CellStyle(.accent)
        if columns.scroll > 0 {
            grid.write(isASCII ? "<" : "‹", row: rect.row, column: rect.column, style: hint)
        }
        if columns.hasMore {
            let more: SanitizedText = isASCII ? ">" : "›"
            grid.write(more, row: rect.row, column: rect.endColumn - 1, style: hint)
        }
    }
}

extension ModelSort {
    /// Points towards the greater values.
    func arrow(isASCII: Bool) -> SanitizedText {
        switch (isReversed, isASCII) {
        case (false, false): "▲"
        case (true, false): "▼"
        case (false, true): "^"
        case (true, true): "v"
        }
    }
}
