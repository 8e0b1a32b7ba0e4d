import MusterCore

extension Action {
    // MARK: - Ask

    static let cancel = Action(
        "cancel",
        "cancel what runs; clear the filter",
        .escape,
        unless: nothingRuns
    ) { world in
        if world.catalog.rangeBegin != nil {
            return [.change(.endRange), .say("The range was cancelled; nothing was marked")]
        }
        if world.activity != nil { return [.effect(.cancelActivity)] }
        if world.check != nil { return [.effect(.cancelCheck)] }
        if world.catalog.isFiltered || !world.catalog.filter.source.isEmpty {
            return [.change(.clearFilter)]
        }
        if world.answers.running > 0 { return [.change(.cancelAnswer)] }
        guard world.batch?.isRunning != true else {
            return [.say("A batch is running; \(world.keyName(.batch)) shows it, and can end it")]
        }
        return [.say("Nothing runs; \(world.keyName(.quit)) quits")]
    }

    // MARK: - Check and change

    static let monitor = Action("monitor", "monitor favourites; in an answer, raw text", "m") { _ in
        [.change(.toggleMonitor)]
    }

    static let disable = Action(
        "disable",
        "disable or enable the model",
        "d",
        hint: "disable",
        unless: needsModel
    ) { onSelected($0) { [.change(.disable($0.id, !$0.isDisabled, reason: nil))] } }

    static let favorite = Action(
        "favorite",
        "add to or remove from favourites",
        "f",
        unless: needsModel
    ) { onSelected($0) { [.change(.favorite($0.id))] } }

    static let pin = Action(
        "pin",
        "pin to the endpoint that answered, or unpin",
        "x",
        unless: needsModel
    ) { onSelected($0) { [.effect(.togglePin($0))] } }

    static let undo = Action(
        "undo",
        "undo the last local change",
        "u",
        unless: nothingToUndo
    ) { _ in [.change(.undo)] }

    static let refresh = Action(
        "refresh",
        "refresh the catalog",
        "R",
        hint: "refresh",
        unless: isBusy
    ) { _ in [.change(.begin(.refreshing))] }

    static let backfill = Action(
        "backfill",
        "backfill Hugging Face IDs",
        "B",
        hint: "backfill",
        unless: isBusy
    ) { _ in [.change(.begin(.backfilling(done: 0, total: 0)))] }

    static let copyModelID = Action(
        "copy-model-id",
        "copy the model ID; in the pane, the answer",
        "y",
        unless: needsModel
    ) { copy($0.catalog.selected?.id.rawValue, "model ID") }

    static let copyHuggingFaceID = Action(
        "copy-hugging-face-id",
        "copy the Hugging Face ID",
        "Y",
        unless: noHuggingFaceID
    ) { copy($0.catalog.selected?.huggingFaceID?.rawValue, "Hugging Face ID") }

    private static func copy(_ text: String?, _ what: SanitizedText) -> Outcome {
        guard let text else { return [.say("There is no \(what) to copy")] }
        return [.say("Copied \(text)"), .effect(.copy(SanitizedText(sanitizing: text)))]
    }

    // MARK: - Answers and details

    static let foldReasoning = Action(
        "fold-reasoning",
        "fold the reasoning of an answer",
        "r",
        unless: onlyInAnswer,
        does: isForAnswers
    )

    static let nextMatch = Action(
        "next-match",
        "next match in an answer",
        "n",
        unless: onlyInAnswer,
        does: isForAnswers
    )

    static let previousMatch = Action(
        "previous-match",
        "previous match",
        "N",
        unless: onlyInAnswer,
        does: isForAnswers
    )

    @Sendable private static func isForAnswers(_ world: World) -> Outcome {
        let (prompt, next) = (world.keyName(.prompt), world.keyName(.nextPane))
        return [.say("That is for answers: \(prompt) asks a model, \(next) goes to its answer")]
    }

    /// Folds or unfolds a section of the details; the keys 1 to 6 select one.
    static func fold(_ section: DetailsSection) -> Action {
        let place = DetailsSection.allCases.firstIndex(of: section) ?? 0
        return Action(
            "fold-\(section.rawValue)",
            "fold the \(section.rawValue) in the details",
            .character(Character("\(place + 1)")),
            unless: noDetails
        ) { world in
            guard world.layout.details != nil else {
                let key = world.keyName(.showDetails)
                return [.say("The details are not on the screen; \(key) shows them")]
            }
            return DetailsRoom.toggle(section, world)
        }
    }

    static let widenDetails = Action(
        "widen-details",
        "more room for the details",
        "<",
        unless: noDetails
    ) { resizeDetails(by: 4, $0) }

    static let narrowDetails = Action(
        "narrow-details",
        "less room for the details",
        ">",
        unless: noDetails
    ) { resizeDetails(by: -4, $0) }

    static let raisePane = Action(
        "raise-pane",
        "more room for the answers",
        "+",
        unless: noAnswer
    ) { resizeAnswers(by: 5, $0) }

    static let lowerPane = Action(
        "lower-pane",
        "less room for the answers",
        "-",
        unless: noAnswer
    ) { resizeAnswers(by: -5, $0) }

    private static func resizeDetails(by percent: Int, _ world: World) -> Outcome {
        guard world.layout.details != nil else {
            let key = world.keyName(.showDetails)
            return [.say("The details are not beside the table; \(key) shows them")]
        }
        return arrange(world) { $0.detailsShare += percent }
    }

    private static func resizeAnswers(by percent: Int, _ world: World) -> Outcome {
        guard world.layout.answers != nil, !world.isZoomed else {
            let key = world.keyName(.prompt)
            return [.say("There is no answer on the screen; \(key) asks a model")]
        }
        return arrange(world) { $0.paneShare += percent }
    }

    /// Changes the arrangement of the interface, and stores it.
    static func arrange(_ world: World, _ body: (inout InterfaceSettings) -> Void) -> Outcome {
        var settings = world.settings
        body(&settings)
        return [.change(.arrange(settings)), .effect(.remember(settings))]
    }

    // MARK: - muster

    static let mouse: Action = Action("mouse", "turn mouse support on or off", "M") {
        world in
        let isHeard = !world.settings.hasMouse
        let words: SanitizedText =
            isHeard
            ? "Mouse on; hold Shift to select text in the terminal"
            : "Mouse off; \(world.keyName(.mouse)) turns it on"
        return [.say(words), .effect(.hearMouse(isHeard))]
            + arrange(world) { $0.hasMouse = isHeard }
    }

    static let repaint = Action("repaint", "repaint the screen", .control("l")) { _ in
        [.effect(.repaint)]
    }

    static let suspend = Action("suspend", "suspend muster", .control("z")) { _ in
        [.effect(.suspend)]
    }

    static let interrupt = Action(
        "interrupt",
        "cancel what runs; with nothing running, quit",
        .control("c")
    ) { world in
        let isBusy = world.activity != nil || world.check != nil
        if world.answers.running > 0, world.focus == .answers || !isBusy {
            return [.change(.cancelAnswer)]
        }
        if world.activity != nil { return [.effect(.cancelActivity)] }
        return world.check == nil ? [.change(.leave)] : [.effect(.cancelCheck)]
    }

    static let quit = Action("quit", "close the view, then quit", "q", hint: "quit") { _ in
        [.change(.leave)]
    }
}
