import MusterCore

/// All actions: one value each, in the order of the help.
extension Action: CaseIterable {
    package static let groups: [(heading: String, actions: [Action])] = [
        (
            "Move",
            [
                moveDown, moveUp, moveToTop, moveToBottom, halfPageDown, halfPageUp, pageDown,
                pageUp,
            ]
        ),
        (
            "Filter and sort",
            [
                filter, saveFilter, forgetFilter, chooseSort, reverseSort, scrollLeft, scrollRight,
                columns, scatter,
            ]
        ),
        (
            "Panes and marks",
            [showDetails, nextPane, zoom, mark, markRange, markShown, clearMarks, compare]
        ),
        ("Ask", [prompt, promptMarked, batch, history, cancel]),
        (
            "Check and change",
            [
                check, checkShown, why, monitor, disable, disableWithReason, favorite, pin,
                identify,
                undo, refresh, backfill, copyModelID, copyHuggingFaceID,
            ]
        ),
        (
            "Answers and details",
            [foldReasoning, nextMatch, previousMatch] + DetailsSection.allCases.map(fold)
                + [widenDetails, narrowDetails, raisePane, lowerPane]
        ),
        (
            "muster",
            [services, mouse, messages, theme, palette, help, repaint, suspend, interrupt, quit]
        ),
    ]

    package static let allCases = groups.flatMap(\.actions)

    package static let hints = [
        help, filter, prompt, check, mark, disable, refresh, backfill, quit,
    ]

    // MARK: - Move

    // The pane with the keys decides how to move.
    static let moveDown = Action("move-down", "move down", "j", .down) { _ in [] }
    static let moveUp = Action("move-up", "move up", "k", .up) { _ in [] }
    static let moveToTop = Action("move-to-top", "first row", "g", .home) { _ in [] }
    static let moveToBottom = Action("move-to-bottom", "last row", "G", .end) { _ in [] }
    static let halfPageDown = Action("half-page-down", "half a page down", .control("d")) { _ in []
    }
    static let halfPageUp = Action("half-page-up", "half a page up", .control("u")) { _ in [] }
    static let pageDown = Action("page-down", "a page down", .pageDown) { _ in [] }
    static let pageUp = Action("page-up", "a page up", .pageUp) { _ in [] }

    /// The number of lines that a moving action scrolls; `nil` for any other action.
    func scrollRows(page: Int) -> Int? {
        let page = max(page, 1)
        return switch self {
        case .moveDown: 1
        case .moveUp: -1
        case .halfPageDown: max(page / 2, 1)
        case .halfPageUp: -max(page / 2, 1)
        case .pageDown: page
        case .pageUp: -page
        case .moveToTop: -1_000_000_000
        case .moveToBottom: 1_000_000_000
        default: nil
        }
    }

    // MARK: - Filter and sort

    static let filter = Action(
        "filter",
        "edit the filter; Enter keeps, {cancel} restores",
        "/",
        hint: "filter"
    ) { _ in [.change(.beginFilter)] }

    static let reverseSort = Action("reverse-sort", "reverse the order", "S") { world in
        let sort = world.catalog.sort
        return [.change(.sort(ModelSort(sort.key, isReversed: !sort.isReversed)))]
    }

    static let scrollLeft = Action("scroll-left", "columns, or answers, to the left", "h", .left) {
        TablePane.scrollColumns(by: -1, $0)
    }

    static let scrollRight = Action(
        "scroll-right",
        "columns, or answers, to the right",
        "l",
        .right
    ) { TablePane.scrollColumns(by: 1, $0) }

    // MARK: - Panes and marks

    static let showDetails = Action(
        "show-details",
        "details of the model",
        .enter,
        unless: needsModel
    ) { world in
        if let choice = world.context.choice { return choose(choice, world) }
        guard world.catalog.selected != nil else { return noModel }
        return [.push(DetailsRoom(isPane: false))]
    }

    static let nextPane = Action("next-pane", "next pane", .tab) { world in
        let panes = panes(world)
        guard panes.count > 1 else { return onePane(world) }
        let index = panes.firstIndex(of: world.focus) ?? 0
        return [.change(.zoom(false)), .change(.focus(panes[(index + 1) % panes.count]))]
    }

    private static func panes(_ world: World) -> [World.Focus] {
        let layout = world.layout
        var panes: [World.Focus] = [.table]
        if layout.details != nil { panes.append(.details) }
        if layout.answers != nil || world.isZoomed, world.answers.count > 0 {
            panes.append(.answers)
        }
        return panes
    }

    private static func onePane(_ world: World) -> Outcome {
        [.say("There is only one pane; \(world.keyName(.showDetails)) shows the details")]
    }

    static let zoom: Action = Action("zoom", "zoom the pane", "z", unless: onlyInPane) { world in
        switch world.focus {
        case .answers: return [.change(.zoom(!world.isZoomed))]
        case .details: return [.push(DetailsRoom(isPane: false))]
        case .table:
            guard panes(world).count > 1 else { return onePane(world) }
            let (next, zoom) = (world.keyName(.nextPane), world.keyName(.zoom))
            return [.say("Go to a pane with \(next); \(zoom) zooms it")]
        }
    }

    static let mark = Action(
        "mark",
        "mark the model",
        .character(" "),
        hint: "mark",
        unless: needsModel
    ) { world in
        guard world.context.choice != .one else {
            return [.say("One model is chosen here; muster pick --multi chooses several")]
        }
        return onSelected(world) {
            [.change(.mark([$0.id], !$0.isMarked)), .change(.move(by: 1))]
        }
    }

    static let markRange = Action(
        "mark-range",
        "start a range; again: mark it",
        "v",
        unless: needsModel
    ) { onSelected($0) { _ in [.change(.markRange)] } }

    static let markShown = Action(
        "mark-shown",
        "mark all that are shown; again: unmark them",
        "a",
        unless: needsModel
    ) { world in
        let shown = world.catalog.shown
        guard !shown.isEmpty else { return noModel }
        let isMarking = !shown.allSatisfy(\.isMarked)
        let verb: SanitizedText = isMarking ? "Marked" : "Unmarked"
        return [
            .say("\(verb) \(counted(shown.count)); \(world.keyName(.undo)) undoes it"),
            .change(.mark(shown.map(\.id), isMarking)),
        ]
    }

    static let clearMarks = Action(
        "clear-marks",
        "unmark all models, hidden ones too",
        "A",
        unless: noMarks
    ) { world in
        let marked = world.catalog.markedModels
        guard !marked.isEmpty else { return [.say("No model is marked")] }
        return [
            .say("Unmarked \(counted(marked.count)); \(world.keyName(.undo)) undoes it"),
            .change(.mark(marked.map(\.id), false)),
        ]
    }
}

// MARK: - Why not now

extension Action {
    @Sendable static func needsModel(_ world: World) -> SanitizedText? {
        world.catalog.selected == nil && world.focus != .answers ? "no model" : nil
    }

    @Sendable static func onlyInPane(_ world: World) -> SanitizedText? {
        world.focus == .table ? "only in the details or an answer" : nil
    }

    @Sendable static func onlyInAnswer(_ world: World) -> SanitizedText? {
        world.focus == .answers ? nil : "only in an answer"
    }

    @Sendable static func oneMarked(_ world: World) -> SanitizedText? {
        world.catalog.marked.count < 2 ? "mark two models" : nil
    }

    @Sendable static func noMarks(_ world: World) -> SanitizedText? {
        world.catalog.marked.isEmpty ? "none is marked" : nil
    }

    @Sendable static func noneMarked(_ world: World) -> SanitizedText? {
        world.catalog.marked.isEmpty ? "none is marked" : world.context.lacksKey ? "no key" : nil
    }

    @Sendable static func cannotPrompt(_ world: World) -> SanitizedText? {
        guard let model = world.catalog.selected else { return "no model" }
        if model.id.isBatchOnly { return "it answers only the Batch API" }
        return model.isDisabled
            ? "the model is disabled" : world.context.lacksKey ? "no key" : nil
    }

    @Sendable static func nothingRuns(_ world: World) -> SanitizedText? {
        let isIdle = world.activity == nil && world.check == nil && world.answers.running == 0
        return isIdle && !world.catalog.isFiltered ? "nothing runs" : nil
    }

    @Sendable static func isBusy(_ world: World) -> SanitizedText? {
        world.activity == nil ? nil : "one is running"
    }

    @Sendable static func nothingToUndo(_ world: World) -> SanitizedText? {
        world.undoStack.isEmpty ? "nothing to undo" : nil
    }

    @Sendable static func noHuggingFaceID(_ world: World) -> SanitizedText? {
        world.catalog.selected?.huggingFaceID == nil ? "there is none" : nil
    }

    @Sendable static func noDetails(_ world: World) -> SanitizedText? {
        world.layout.details == nil ? "no details beside" : nil
    }

    @Sendable static func noAnswer(_ world: World) -> SanitizedText? {
        world.layout.answers == nil ? "no answer" : nil
    }
}

// MARK: - What several of them share

extension Action {
    static let noModel: Outcome = [.say("There is no model under the cursor")]

    static func onSelected(_ world: World, _ body: (Model) -> Outcome) -> Outcome {
        world.catalog.selected.map(body) ?? noModel
    }

    /// Chooses the marked models, or the one under the cursor, and quits.
    private static func choose(_ choice: AppContext.Choice, _ world: World) -> Outcome {
        let marked = choice == .several ? world.catalog.markedModels : []
        let models = marked.isEmpty ? world.catalog.selected.map { [$0] } ?? [] : marked
        guard !models.isEmpty else { return noModel }
        if let model = models.first(where: \.isDisabled) {
            let key = world.keyName(.disable)
            return [.say("\(model.id.rawValue) is disabled; \(key) enables it", .warning)]
        }
        return [.change(.choose(models.map(\.id)))]
    }
}

extension KeyPress: ExpressibleByExtendedGraphemeClusterLiteral {
    package init(extendedGraphemeClusterLiteral character: Character) {
        self = .character(character)
    }
}
