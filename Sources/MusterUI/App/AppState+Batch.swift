import MusterCore

extension AppState {
    /// The models of the next batch.
    var batchModels: [Model] { catalog.markedModels }

    /// Shows the batch that runs, or the marked models.
    mutating func openBatch() -> [AppEffect] {
        guard batch == nil else {
            overlay = .batch(BatchScreen(.progress))
            return []
        }
        overlay = .batch(BatchScreen(.models))
        return batchModels.isEmpty ? [] : [.loadSurvival(batchModels.map(\.id))]
    }

    /// Reads anew how likely the models of the batch screen are to answer.
    func wantedSurvival() -> [AppEffect] {
        guard case .batch(let screen) = overlay, screen.step == .models, !batchModels.isEmpty else {
            return []
        }
        return [.loadSurvival(batchModels.map(\.id))]
    }

    /// Gives a key to the batch screen.
    mutating func pressInBatch(_ key: KeyPress, _ screen: BatchScreen) -> [AppEffect] {
        switch screen.step {
        case .models: return pressInBatchModels(key, screen)
        case .slate(let field): return pressInSlate(key, field, screen)
        case .form(let form): return pressInBatchForm(key, form, screen)
        case .preparing(let form):
            guard key == .escape || key == .control("c") else { return [] }
            show(screen, .form(form))
            return [.cancelBatch]
        case .proposal(let proposal, let form):
            return pressInProposal(key, proposal, form, screen)
        case .progress: return pressInProgress(key)
        }
    }

    /// Inserts a paste into whatever is written on the batch screen.
    mutating func pasteInBatch(_ text: String, _ screen: BatchScreen) {
        switch screen.step {
        case .slate(var field):
            field.insert(text, onOneLine: true)
            show(screen, .slate(field))
        case .form(var form):
            form.edit { $0.insert(text, onOneLine: true) }
            show(screen, .form(form))
        case .models, .preparing, .proposal, .progress: break
        }
    }

    private mutating func show(_ screen: BatchScreen, _ step: BatchScreen.Step) {
        var screen = screen
        screen.step = step
        screen.scroll = 0
        overlay = .batch(screen)
    }

    // MARK: - Models

    private mutating func pressInBatchModels(
        _ key: KeyPress,
        _ screen: BatchScreen
    ) -> [AppEffect] {
        var screen = screen
        let models = batchModels
        let selected = models.indices.contains(screen.selection) ? models[screen.selection] : nil
        switch keyMap.action(for: key) {
        case .quit, .cancel, .interrupt, .batch:
            overlay = nil
            return []
        case .mark:
            guard let selected else { return sayNoModel() }
            screen.selection = min(screen.selection, max(models.count - 2, 0))
            overlay = .batch(screen)
            return unmark(selected)
        case .undo: return undo()
        case .check: return beginCheck(of: models)
        case .disable:
            guard let selected else { return sayNoModel() }
            return toggleDisabled(selected)
        case .saveFilter: return openSlate(models, screen)
        case .showDetails: return beginForm(models, screen)
        case .help: return perform(.help)
        case let action?:
            guard let rows = action.scrollRows(page: 10) else {
                say("\(key.description) does nothing here; \(keyName(.quit)) closes it")
                return []
            }
            screen.selection = min(max(screen.selection + rows, 0), max(models.count - 1, 0))
            overlay = .batch(screen)
        case nil: break
        }
        return []
    }

    private mutating func openSlate(_ models: [Model], _ screen: BatchScreen) -> [AppEffect] {
        guard !models.isEmpty else { return sayNothingMarked() }
        if let model = models.first(where: \.isDisabled) {
            say("\(model.id.rawValue) is disabled; \(keyName(.mark)) unmarks it", .warning)
            return []
        }
        show(screen, .slate(TextField("slate.yaml")))
        return []
    }

    private mutating func beginForm(_ models: [Model], _ screen: BatchScreen) -> [AppEffect] {
        guard !models.isEmpty else { return sayNothingMarked() }
        guard !context.lacksKey else {
            overlay = .noKey
            return [.lookForKey]
        }
        for model in models {
            let fatal = BatchObstacle.all(of: model, now: now).first { $0.isFatal }
            guard let fatal else { continue }
            say("\(model.id.rawValue): \(fatal.words); \(keyName(.mark)) unmarks it", .warning)
            return []
        }
        show(screen, .form(BatchForm()))
        return []
    }

    private mutating func sayNothingMarked() -> [AppEffect] {
        say("No model is marked: \(keyName(.mark)) in the table marks one")
        return []
    }

    // MARK: - Slate

    private mutating func pressInSlate(
        _ key: KeyPress,
        _ field: TextField,
        _ screen: BatchScreen
    ) -> [AppEffect] {
        var field = field
        switch key {
        case .escape, .control("c"):
            show(screen, .models)
        case .enter:
            guard !field.text.allSatisfy(\.isWhitespace) else { return [] }
            show(screen, .models)
            return [.saveSlate(path: field.text, batchModels.map(\.id))]
        default:
            if field.apply(key) { show(screen, .slate(field)) }
        }
        return []
    }

    // MARK: - Files

    private mutating func pressInBatchForm(
        _ key: KeyPress,
        _ form: BatchForm,
        _ screen: BatchScreen
    ) -> [AppEffect] {
        var form = form
        switch key {
        case .escape, .control("c"):
            show(screen, .models)
            return []
        case .tab, .down: form.move(by: 1)
        case .backTab, .up: form.move(by: -1)
        case .enter:
            switch form.request(batchModels.map(\.id)) {
            case .success(let request):
                show(screen, .preparing(form))
                return [.prepareBatch(request)]
            case .failure(let refusal):
                say("\(refusal.description)", .warning)
                return []
            }
        default:
            form.edit { _ = $0.apply(key) }
        }
        show(screen, .form(form))
        return []
    }

    // MARK: - Proposal

    /// Takes what a batch will take, or why it cannot begin.
    mutating func takeProposal(_ result: Result<BatchProposal, BatchRefusal>) -> [AppEffect] {
        guard case .batch(let screen) = overlay, case .preparing(let form) = screen.step else {
            // The user has gone back; the results are to be let go of.
            return (try? result.get()) == nil ? [] : [.abandonBatch]
        }
        switch result {
        case .success(let proposal):
            show(screen, .proposal(proposal, form))
        case .failure(let refusal):
            say(SanitizedText(sanitizing: refusal.description).singleLine, .error)
            show(screen, .form(form))
        }
        return []
    }

    private mutating func pressInProposal(
        _ key: KeyPress,
        _ proposal: BatchProposal,
        _ form: BatchForm,
        _ screen: BatchScreen
    ) -> [AppEffect] {
        switch key {
        case .escape, .control("c"), .character("q"):
            show(screen, .form(form))
            return [.abandonBatch]
        case .enter where proposal.forecast.requests == 0:
            say("Nothing is left to ask: every result is there", .success)
            return []
        case .enter:
            batch = BatchProgress(proposal, resultsPath: form.resultsPath, now: now)
            show(screen, .progress)
            return [.runBatch]
        default:
            guard let rows = keyMap.action(for: key)?.scrollRows(page: 10) else { return [] }
            var screen = screen
            screen.scroll = max(screen.scroll + rows, 0)
            overlay = .batch(screen)
            return []
        }
    }

    // MARK: - Progress

    private mutating func pressInProgress(_ key: KeyPress) -> [AppEffect] {
        guard let batch else {
            overlay = nil
            return []
        }
        switch keyMap.action(for: key) {
        case .mark where batch.isRunning && !batch.isCancelling:
            self.batch?.isPaused.toggle()
            return [.pauseBatch(!batch.isPaused)]
        case .cancel where batch.isRunning, .interrupt where batch.isRunning:
            self.batch?.isCancelling = true
            say("The batch ends with what is on its way; the same files go on with it later")
            return [.cancelBatch]
        case .showDetails where !batch.isRunning:
            self.batch = nil
            return openBatch()
        case .quit, .cancel, .interrupt, .batch, .showDetails:
            overlay = nil
            if batch.isRunning {
                say("The batch goes on; \(keyName(.batch)) shows it")
            } else {
                self.batch = nil
            }
        case .copyModelID:
            say("Copied \(batch.resultsPath)")
            return [.copy(SanitizedText(sanitizing: batch.resultsPath))]
        case .help: return perform(.help)
        default: break
        }
        return []
    }

    /// Takes the end of a batch.
    mutating func finishBatch(_ outcome: BatchOutcome) -> [AppEffect] {
        guard var ended = batch else { return [] }
        ended.outcome = outcome
        batch = ended
        let summary = ended.summary
        let tone: StatusMessage.Tone =
            outcome.stop == nil && summary.failed == 0 && summary.left == 0 ? .success : .warning
        say(
            """
            Batch: \(summary.answered) answered, \(summary.failed) failed, \
            \(summary.left) left; \(keyName(.batch)) shows it
            """,
            tone
        )
        return [.loadModels]
    }
}
