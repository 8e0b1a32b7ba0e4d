package import MusterCore

/// The answers below the table: the running ones, and the last ones that ended.
package struct AnswersPane: Room {
    /// The most answers at once; each has a connection of its own.
    package static let limit = 8

    /// In the order in which they began.
    package private(set) var answers: [GenerationState] = []
    /// The answer that has the keys.
    package private(set) var index = 0
    /// The search in the selected answer, while the user types it.
    package private(set) var searchField: TextField?
    /// The paid model that the next press asks in place of a free one.
    private var asksForPaid: ModelID?
    /// The number of answers so far, from which each gets its number.
    private var count = 0

    package init() {}

    package var selected: GenerationState? {
        answers.indices.contains(index) ? answers[index] : nil
    }

    /// The facts that other rooms may read.
    var summary: World.Answers {
        var summary = World.Answers()
        summary.count = answers.count
        summary.running = answers.count { !$0.status.isFinal }
        summary.modelID = selected?.modelID
        return summary
    }

    package var search: (what: SanitizedText, field: TextField)? {
        searchField.map { ("search the answer", $0) }
    }

    // MARK: - Asking

    /// Asks models, each in its own pane; ended answers make room, or only one of several does.
    mutating func ask(
        _ requests: [GenerationRequest],
        inPlaceOf pane: Int? = nil,
        _ world: World
    ) -> [AppEffect] {
        var effects: [AppEffect] = []
        var new: [GenerationState] = []
        for asked in requests {
            var request = asked
            if let model = world.catalog.model(asked.modelID) {
                let fallbacks = world.context.fallbacks.models(
                    for: model,
                    in: world.catalog.models
                )
                for fallback in fallbacks { request.addFallback(fallback) }
            }
            count += 1
            new.append(
                GenerationState(
                    pane: count,
                    modelID: request.modelID,
                    prompt: request.prompt,
                    columns: world.size.columns,
                    now: world.now,
                    context: world.context,
                    request: request
                )
            )
            effects.append(.generate(pane: count, request))
        }
        if let place = answers.firstIndex(where: { $0.pane == pane }) {
            answers.replaceSubrange(place...place, with: new)
            index = place
        } else {
            open(new)
        }
        return effects
    }

    mutating func show(_ stored: StoredGeneration, _ world: World) {
        count += 1
        let answer = GenerationState(
            stored,
            pane: count,
            columns: world.size.columns,
            context: world.context
        )
        open([answer])
    }

    private mutating func open(_ new: [GenerationState]) {
        answers.removeAll { $0.status.isFinal }
        index = answers.count
        answers += new
    }

    /// Cancels the selected answer if it runs, else the newest that does.
    func cancelled() -> [AppEffect] {
        let running = (answers + [selected].compactMap(\.self)).last { !$0.status.isFinal }
        return running.map { [.cancelGeneration(pane: $0.pane)] } ?? []
    }

    mutating func setSize(_ size: Size) {
        for place in answers.indices {
            let foot = answers[place].isUnanswered ? 1 : 0
            answers[place].pageRows = max(size.rows - 1 - foot, 1)
            // One column stays free at each side.
            answers[place].setColumns(max(size.columns - 2, 1))
        }
    }

    // MARK: - Input

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key): return searchField.map { write($0, key, world) } ?? [.pass]
        case .action(let action): return take(action, world)
        case .paste(let text):
            guard searchField != nil else { return [.pass] }
            searchField?.insert(text, onOneLine: true)
        case .scroll(let rows): change { $0.scroll(by: rows) }
        case .event(.generationUpdated(let pane, let updates)):
            guard let place = answers.firstIndex(where: { $0.pane == pane }) else { return [] }
            answers[place].take(updates, now: world.now)
        default: return [.pass]
        }
        return []
    }

    private mutating func take(_ action: Action, _ world: World) -> Outcome {
        guard let selected else { return [.pass] }
        if action != .showDetails { asksForPaid = nil }
        if let rows = action.scrollRows(page: selected.pageRows) {
            change { $0.scroll(by: rows) }
            return []
        }
        switch action {
        case .copyModelID: return copy(selected.answer)
        case .prompt:
            guard let model = world.catalog.model(selected.modelID) else { return [.pass] }
            return PromptRoom.open(for: [model], world)
        case .compare where answers.count > 1: return openDifferences()
        case .why: return TimelineRoom.open(selected.modelID)
        case .showDetails where selected.isUnanswered:
            guard let other = standIn(world), let request = selected.request else { return [.pass] }
            let wasFree = world.catalog.model(selected.modelID)?.isFree == true
            guard !wasFree || other.isFree || asksForPaid == other.id else {
                asksForPaid = other.id
                let enter = world.keyName(.showDetails)
                return [.say("\(other.id.rawValue) is not free; \(enter) again asks it", .warning)]
            }
            return [.change(.ask([request.asking(other)], inPlaceOf: selected.pane))]
        case .foldReasoning where selected.isUnanswered && !selected.hasReasoning:
            guard let request = selected.request else { return [.pass] }
            return [.change(.ask([request], inPlaceOf: selected.pane))]
        case .help where selected.result?.failure != nil:
            return HelpRoom.explain(selected.result?.failure?.description ?? "")
        case .filter: searchField = TextField()
        case .foldReasoning:
            guard selected.hasReasoning else { return [.say("This answer has no reasoning")] }
            change { $0.toggleReasoning() }
        case .monitor: change { $0.toggleRaw() }
        case .scrollLeft: return select(next: -1, world)
        case .scrollRight: return select(next: 1, world)
        case .nextMatch: return findNext(1, world)
        case .previousMatch: return findNext(-1, world)
        case .cancel:
            return selected.status.isFinal ? [.change(.focus(.table))] : [.change(.cancelAnswer)]
        case .quit: return close(world)
        default: return [.pass]
        }
        return []
    }

    private mutating func close(_ world: World) -> Outcome {
        if world.isZoomed { return [.change(.zoom(false))] }
        guard selected?.status.isFinal == true else { return [.change(.focus(.table))] }
        answers.remove(at: index)
        index = min(index, max(answers.count - 1, 0))
        return answers.isEmpty ? [.change(.focus(.table))] : []
    }

    private mutating func change(_ body: (inout GenerationState) -> Void) {
        if answers.indices.contains(index) { body(&answers[index]) }
    }

    private mutating func select(next step: Int, _ world: World) -> Outcome {
        guard answers.count > 1 else {
            let all = world.keyName(.promptMarked)
            return [.say("There is only one answer; \(all) asks all marked models")]
        }
        index = (index + step + answers.count) % answers.count
        return []
    }

    private func openDifferences() -> Outcome {
        let texts = answers.filter { !$0.answer.isEmpty }
        guard texts.count > 1 else { return [.say("Fewer than two models have answered yet")] }
        let first = texts.firstIndex { $0.pane == selected?.pane } ?? 0
        let compared = texts.map { DifferenceRoom.Answer(modelID: $0.modelID, text: $0.answer) }
        return [.push(DifferenceRoom(compared, first: first))]
    }

    /// The best model to ask in place of the selected one.
    func standIn(_ world: World) -> Model? {
        guard let selected, selected.isUnanswered, selected.request != nil,
            let model = world.catalog.model(selected.modelID)
        else { return nil }
        let others = Alternatives.of(
            model,
            in: world.catalog.models,
            now: world.now,
            orSameAuthor: true
        )
        guard let failure = selected.result?.failure else { return others.first }
        // Where nobody can be asked, another model answers no better.
        if failure.kind == .noCredits { return others.first(where: \.isFree) }
        let isInVain =
            failure.holdsForEveryModel || failure.kind == .noKey || failure.trouble == .way
        return isInVain ? nil : others.first
    }

    private func copy(_ answer: String) -> Outcome {
        guard !answer.isEmpty else { return [.say("There is no answer to copy yet")] }
        return [
            .say("Copied the answer, \(answer.count) characters"),
            .effect(.copy(SanitizedText(sanitizing: answer))),
        ]
    }

    // MARK: - Search

    private mutating func write(
        _ field: TextField,
        _ key: KeyPress,
        _ world: World
    ) -> Outcome {
        switch key {
        case .enter:
            searchField = nil
            var isFound = false
            change { isFound = $0.find(field.text) }
            return isFound ? [] : [.say("\(field.text) is not in the answer", .warning)]
        case _ where world.isWayOut(key):
            searchField = nil
            change { _ = $0.find("") }
            return []
        default: return searchField?.apply(key) == true ? [] : [.pass]
        }
    }

    private mutating func findNext(_ step: Int, _ world: World) -> Outcome {
        guard let search = selected?.search, !search.isEmpty else {
            return [.say("Press \(world.keyName(.filter)) to search the answer first")]
        }
        var isFound = false
        change { isFound = $0.findNext(step) }
        return isFound ? [] : [.say("\(search) is not in the answer", .warning)]
    }

    // MARK: - Words

    package func hints(_ world: World) -> [Hint] {
        guard searchField == nil else {
            return [("Enter", "find"), (world.wayOut, "leave")]
        }
        let other: Hint = (world.sidewaysKeys, "other answers")
        let differences: Hint = (world.keyName(.compare), "differences")
        let others = answers.count > 1 ? [other, differences] : []
        let zoom: SanitizedText = world.isZoomed ? "unzoom" : "zoom"
        let panes: [Hint] = [
            (world.keyName(.zoom), zoom), (world.keyName(.nextPane), "next pane"),
            (world.keyName(.filter), "search"),
        ]
        let isFailed = selected?.isUnanswered == true
        // The pane itself names what these keys do after a failure.
        let ofAnswer: [Hint] = [
            (world.keyName(.help), "help"), (world.keyName(.foldReasoning), "reasoning"),
            (world.keyName(.monitor), "raw text"),
        ]
        let rest = panes + (isFailed ? [] : ofAnswer)
        let (scroll, copy): (Hint, Hint) = (
            (world.moveKeys, "scroll"), (world.keyName(.copyModelID), "copy")
        )
        guard selected?.status.isFinal == true else {
            let cancel: Hint = (world.keyName(.cancel), "cancel")
            return [scroll] + others + rest + [copy, cancel]
        }
        let again: Hint = (world.keyName(.prompt), "ask again")
        let close: Hint = (world.keyName(.quit), "close")
        return [again] + others + [copy, scroll] + rest + [close]
    }

    package func place(_ world: World) -> SanitizedText? {
        selected.map { answer in
            let id = SanitizedText(sanitizing: answer.modelID.rawValue).singleLine
            return "\(answer.status.rawValue): \(id)"
        }
    }
}
