package import Foundation
package import MusterCore

/// The complete state of the screen: the world, the panes, and the rooms that cover them.
package struct AppState: Sendable {
    package internal(set) var world: World
    private var table = TablePane()
    private var details = DetailsRoom(isPane: true)
    package private(set) var answers = AnswersPane() {
        didSet { world.answers = answers.summary }
    }
    /// The rooms that cover the panes; the last one has the keys.
    package private(set) var stack: [any Room] = []
    /// The models chosen for a script; empty until then.
    package private(set) var chosen: [ModelID] = []
    /// The service to go on with; `nil` to end.
    package private(set) var nextService: String?
    /// The model of that service to go to.
    package private(set) var nextModel: ModelID?
    /// What the user did before all models were here.
    var early: [AppEvent] = []
    private var dragged: Divider?
    /// Whether the last key asked to quit while a batch runs.
    private var isAskedToQuit = false
    /// The time at which the key that quits last closed a room.
    private var closedAt = Date.distantPast

    private enum Divider: Sendable {
        case details
        case answers
    }

    package init(
        context: AppContext,
        settings: InterfaceSettings = InterfaceSettings(),
        size: Size,
        now: Date
    ) {
        world = World(context: context, settings: settings, size: size, now: now)
    }

    /// Names the theme that the screen is drawn with from its beginning.
    package mutating func use(_ theme: ThemeInUse, _ pair: ThemePair? = nil) {
        (world.theme, world.themePair) = (theme, pair)
    }

    /// The room on top of the stack, else a pane.
    var focused: any Room { stack.last ?? pane(writingPane ?? world.focus) }

    /// The pane whose filter or search the user is typing: it keeps the keys wherever the focus goes.
    private var writingPane: World.Focus? {
        if world.catalog.filterField != nil { return .table }
        return answers.searchField == nil ? nil : .answers
    }

    func pane(_ focus: World.Focus) -> any Room {
        switch focus {
        case .table: table
        case .details: details
        case .answers: answers
        }
    }

    package var title: SanitizedText {
        guard world.answers.running > 0, let id = world.answers.modelID else { return "muster" }
        return "muster: \(id.rawValue)"
    }

    /// The part of the running work that is done, from 0 to 1; `nil` without any.
    var progress: Double? {
        if let batch = world.batch, batch.isRunning, batch.total > 0 {
            return Double(batch.done) / Double(batch.total)
        }
        guard let check = world.check, !check.isMonitor, check.total > 1 else { return nil }
        return Double(check.done) / Double(check.total)
    }

    // MARK: - Input

    mutating func press(_ key: KeyPress) -> [AppEffect] {
        let action = world.action(for: key)
        // Esc is a no where something would be lost, and else one of several ways out.
        let isNo = world.batch?.isRunning == true || world.answers.running > 0
        let isWayOut =
            action == .quit || action == .interrupt || action == .cancel && !isNo
        // Esc and a letter that come together arrive as one Alt-key, and are two keys below.
        let isTwoKeys = action == nil && key.unmodified.count > 1
        if !isWayOut, !isTwoKeys { isAskedToQuit = false }
        // Both concern the terminal, so they work in every room; but a character may be text.
        let isForTerminal = action == .repaint || action == .suspend
        if isForTerminal, !key.isCharacter { return perform(action) }
        let outcome = giveFocused(.key(key))
        if !outcome.contains(where: \.isPass) {
            world.message = nil
            let depth = stack.count
            let effects = follow(outcome)
            if action == .quit, stack.count < depth { closedAt = world.now }
            return effects
        }
        // An Alt-key without a meaning is Esc followed by the key.
        if action == nil, case .alt = key { return key.unmodified.flatMap { press($0) } }
        if isForTerminal || action == .help || action == .palette { return perform(action) }
        if let room = stack.last {
            if let refusal = room.refusal(of: key, world) { world.say(refusal) }
        } else if writingPane == nil {
            if let action { return perform(action) }
            let help = world.keyName(.help)
            world.say("\(key.description) does nothing here; \(help) shows the keys")
        }
        return []
    }

    /// Gives a paste to whatever is being written; it is never a command.
    mutating func paste(_ text: String) -> [AppEffect] {
        let outcome = giveFocused(.paste(text))
        guard outcome.contains(where: \.isPass) else { return follow(outcome) }
        if stack.isEmpty { world.say("Press \(world.keyName(.prompt)) before pasting a prompt") }
        return []
    }

    /// Passes an event to every room, since any of them may wait for it.
    mutating func give(_ event: AppEvent) -> [AppEffect] {
        var effects: [AppEffect] = []
        var isTaken = false
        for index in stack.indices.reversed() where stack.indices.contains(index) {
            let outcome = stack[index].take(.event(event), world)
            isTaken = isTaken || !outcome.contains(where: \.isPass)
            effects += follow(outcome, of: index)
        }
        if case .generationUpdated = event { _ = answers.take(.event(event), world) }
        if case .batchEnded(let work, _) = event {
            world.sayBatchEnded(work, isShown: isTaken)
        }
        // No room waits for it any more, so release its results.
        if case .batchPrepared(_, .success(let proposal)) = event, !isTaken {
            effects.append(.abandonBatch(proposal.id))
        }
        return effects
    }

    private mutating func giveFocused(_ input: Input) -> Outcome {
        guard let top = stack.indices.last else {
            return give(input, to: writingPane ?? world.focus)
        }
        return stack[top].take(input, world)
    }

    private mutating func give(_ input: Input, to pane: World.Focus) -> Outcome {
        switch pane {
        case .table: table.take(input, world)
        case .details: details.take(input, world)
        case .answers: answers.take(input, world)
        }
    }

    // MARK: - Outcomes

    /// Performs an action in the focused pane, or else everywhere.
    mutating func perform(_ action: Action?) -> [AppEffect] {
        guard let action else { return [] }
        let message = world.message
        world.message = nil
        if stack.isEmpty {
            let outcome = give(.action(action), to: world.focus)
            if !outcome.contains(where: \.isPass) { return follow(outcome) }
        }
        if action == .help {
            // Help is wanted with what has just gone wrong.
            if let message, message.tone == .error {
                return follow(HelpRoom.explain(message.text.string))
            }
            return follow(HelpRoom.open(over: focused, world))
        }
        return follow(action.perform(world))
    }

    /// Applies an outcome of the room at that place in the stack, by default the top one.
    mutating func follow(_ outcome: Outcome, of place: Int? = nil) -> [AppEffect] {
        var effects: [AppEffect] = []
        for step in outcome {
            let place = min(place ?? stack.count - 1, stack.count - 1)
            switch step {
            case .pass: break
            case .effect(let effect):
                if let work = effect.work { world.lastWork = work }
                effects.append(effect)
            case .change(let change): effects += apply(change)
            case .push(let room): stack.append(room)
            case .pop: if place >= 0 { stack.removeSubrange(place...) }
            case .replace(let room): if place >= 0 { stack[place] = room }
            case .clear: stack = []
            case .perform(let action): effects += perform(action)
            }
        }
        return effects
    }

    private mutating func apply(_ change: Change) -> [AppEffect] {
        switch change {
        case .ask(let requests, let pane):
            for prompt in Set(requests.map(\.prompt)) { world.prompts.add(prompt) }
            world.isZoomed = false
            let effects = answers.ask(requests, inPlaceOf: pane, world)
            world.focus = .answers
            return effects
        case .cancelAnswer: return answers.cancelled()
        case .choose(let ids):
            chosen = ids
            return [.quit]
        case .switchService(let name, let model):
            (nextService, nextModel) = (name, model)
            return [.quit]
        case .leave: return leave()
        default: return world.apply(change)
        }
    }

    /// Quits; only on the second request where the first may be a slip, or something would be lost.
    private mutating func leave() -> [AppEffect] {
        let quit = world.keyName(.quit)
        let isSlip = world.now.timeIntervalSince(closedAt) < Self.slipInterval
        let words: SanitizedText? =
            if world.batch?.isRunning == true {
                """
                A batch is running. Press \(quit) again to stop it; \
                results are kept, and the same files resume it
                """
            } else if world.answers.running > 0 {
                "An answer is streaming. Press \(quit) again to stop it"
            } else if world.context.isDemo, world.hasBeenUsed {
                "The demo keeps nothing. Press \(quit) again to quit"
            } else if isSlip {
                "Press \(quit) again to quit"
            } else {
                nil
            }
        guard let words, !isAskedToQuit else { return [.quit] }
        isAskedToQuit = true
        world.say(words, .warning)
        return []
    }

    /// A request to quit so soon after closing a room is probably one key too many.
    private static let slipInterval: TimeInterval = 1

    /// Greets somebody who sees the catalog for the first time.
    mutating func welcome() {
        guard stack.isEmpty, world.context.choice == nil, !world.catalog.models.isEmpty else {
            return
        }
        stack.append(WelcomeRoom())
    }

    /// Tells the panes their sizes; a pane that dropped away loses the keys.
    mutating func arrange() {
        world.catalog.pageRows = TablePane.rowCount(world)
        let layout = world.layout
        if let pane = layout.answers, world.answers.count > 0 {
            answers.setSize(GenerationColumns(answers, in: layout.inside(pane)).size)
        }
        if layout.rect(of: world.focus) == nil { world.focus = .table }
    }
}

// MARK: - Mouse

extension AppState {
    /// Lines per notch of the wheel, as in most terminal programs.
    private static let wheelRows = 3

    /// Handles the mouse: selects, sorts, scrolls, or moves a border.
    mutating func take(_ event: MouseEvent) -> [AppEffect] {
        guard world.settings.hasMouse else { return [] }
        switch event.kind {
        case .wheelUp: return turnWheel(-Self.wheelRows, event)
        case .wheelDown: return turnWheel(Self.wheelRows, event)
        case .press: return press(event)
        case .drag: drag(event)
        case .release:
            guard dragged != nil else { return [] }
            dragged = nil
            return [.remember(world.settings)]
        }
        return []
    }

    /// Scrolls the covering room, else the pane under the mouse, focused or not.
    private mutating func turnWheel(_ rows: Int, _ event: MouseEvent) -> [AppEffect] {
        let outcome =
            stack.isEmpty ? give(.scroll(rows), to: pane(at: event)) : giveFocused(.scroll(rows))
        return follow(outcome)
    }

    private func pane(at event: MouseEvent) -> World.Focus {
        let layout = world.layout
        if layout.answers?.contains(event) == true { return .answers }
        return layout.details?.contains(event) == true ? .details : .table
    }

    /// Presses the key, or chooses the row, under the mouse, else gives the click to the room there.
    private mutating func press(_ event: MouseEvent) -> [AppEffect] {
        switch view(self).button(row: event.row, column: event.column) {
        case .key(let name):
            return KeyPress(name: name).map { press($0) } ?? []
        case .row(let index): return follow(giveFocused(.row(index)))
        case nil: break
        }
        guard stack.isEmpty else { return follow(giveFocused(.press(event))) }
        let layout = world.layout
        dragged = divider(at: event, layout)
        let pane = pane(at: event)
        guard dragged == nil, layout.rect(of: pane)?.contains(event) == true else { return [] }
        world.focus = pane
        return follow(give(.press(event), to: pane))
    }

    private func divider(at event: MouseEvent, _ layout: Layout) -> Divider? {
        guard layout.hasBorders else { return nil }
        if let pane = layout.answers, layout.table != nil, event.row == pane.row {
            return .answers
        }
        guard let pane = layout.details, layout.table != nil else { return nil }
        if pane.column == 0 { return event.row == pane.row ? .details : nil }
        let isOnIt = event.column == pane.column && (pane.row..<pane.endRow).contains(event.row)
        return isOnIt ? .details : nil
    }

    private mutating func drag(_ event: MouseEvent) {
        let layout = world.layout
        switch dragged {
        case .details:
            if let pane = layout.details, pane.column == 0 {
                let rows = pane.endRow - min(max(event.row, 0), pane.endRow)
                let all = pane.endRow - layout.body.row
                let share = (rows * 100 + all - 1) / max(all, 1)
                world.settings.detailsShare = share - Layout.additionalShareBelow
                return
            }
            let columns = world.size.columns
            let column = min(max(event.column, 0), columns)
            world.settings.detailsShare = (columns - column) * 100 / max(columns, 1)
        case .answers:
            let body = layout.body
            let rows = body.endRow - min(max(event.row, 0), body.endRow)
            world.settings.paneShare = (rows * 100 + body.rows - 1) / max(body.rows, 1)
        case nil: break
        }
    }
}

extension Rect {
    fileprivate func contains(_ event: MouseEvent) -> Bool {
        (row..<endRow).contains(event.row) && (column..<endColumn).contains(event.column)
    }
}
