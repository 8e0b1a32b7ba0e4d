import MusterCore

extension AppState {
    // MARK: - The pane

    /// Does what a key means to an answer; `nil` for what means the same everywhere.
    mutating func performInPane(_ action: Action) -> [AppEffect]? {
        switch action {
        case .copyModelID: return copyAnswer()
        case .prompt: return promptAgain()
        case .filter: searchField = TextField()
        case .foldReasoning: foldReasoning()
        case .scrollLeft: selectTab(-1)
        case .scrollRight: selectTab(1)
        case .nextMatch: findNext(1)
        case .previousMatch: findNext(-1)
        default: return nil
        }
        return []
    }

    /// Begins another prompt for the model whose answer has the keys.
    private mutating func promptAgain() -> [AppEffect]? {
        guard let model = generation.flatMap({ catalog.model($0.modelID) }) else { return nil }
        return openPrompt([model])
    }

    private mutating func foldReasoning() {
        guard generation?.hasReasoning == true else {
            say("This answer has no reasoning", .news)
            return
        }
        generation?.toggleReasoning()
    }

    private mutating func selectTab(_ step: Int) {
        guard tabs.panes.count > 1 else {
            say("There is only one answer; \(keyName(.promptMarked)) asks all marked models", .news)
            return
        }
        tabs.select(next: step)
    }

    private mutating func copyAnswer() -> [AppEffect] {
        guard let answer = generation?.answer, !answer.isEmpty else {
            say("There is no answer to copy yet", .news)
            return []
        }
        say("Copied the answer, \(answer.count) characters")
        return [.copy(SanitizedText(sanitizing: answer))]
    }

    private mutating func findNext(_ step: Int) {
        guard let search = generation?.search, !search.isEmpty else {
            say("Press / to search the answer first", .news)
            return
        }
        if generation?.findNext(step) != true { say("\(search) is not in the answer", .warning) }
    }

    /// Gives a key to the search line.
    mutating func pressInSearch(_ key: KeyPress, _ field: TextField) -> [AppEffect] {
        var field = field
        switch key {
        case .enter:
            searchField = nil
            if generation?.find(field.text) != true {
                say("\(field.text) is not in the answer", .warning)
            }
        case .escape, .control("c"):
            searchField = nil
            _ = generation?.find("")
        default:
            if field.apply(key) { searchField = field }
        }
        return []
    }

    // MARK: - Prompting

    /// Begins to write a prompt for models.
    mutating func openPrompt(_ models: [Model]) -> [AppEffect] {
        if let reason = reasonNotToPrompt(models) {
            say(reason, .warning)
        } else if context.lacksKey {
            say("No API key: set OPENROUTER_API_KEY, or run muster key set", .warning)
            // The box says more, and its hint needs the last line.
            message = nil
            overlay = .noKey
            // It may have been set since muster began.
            return [.lookForKey]
        } else {
            overlay = .prompt(PromptState(models: models, draft: promptDraft))
        }
        return []
    }

    private func reasonNotToPrompt(_ models: [Model]) -> SanitizedText? {
        guard !models.isEmpty else {
            return catalog.models.isEmpty
                ? "No models yet: press \(keyName(.refresh))" : "No models match"
        }
        if let model = models.first(where: \.isDisabled) {
            return "\(model.id.rawValue) is disabled; \(keyName(.disable)) enables it"
        }
        let limit = GenerationTabs.limit
        if models.count > limit {
            return "\(models.count) are marked; at most \(limit) answer at once"
        }
        if tabs.runningCount + models.count > limit {
            return "At most \(limit) models answer at once; \(keyName(.cancel)) cancels one"
        }
        return nil
    }

    /// Begins to write a prompt for all marked models.
    mutating func openPromptForMarked() -> [AppEffect] {
        let marked = catalog.markedModels.filter { !$0.isDisabled }
        guard !marked.isEmpty else {
            say(
                """
                No model is marked: \(keyName(.mark)) marks one, \
                \(keyName(.markRange)) a range
                """,
                .news
            )
            return []
        }
        return openPrompt(marked)
    }

    /// Sends what was written.
    mutating func send(_ prompt: PromptState) -> [AppEffect] {
        guard let requests = prompt.requests else {
            say(prompt.complaint ?? "The prompt is empty; Esc leaves it", .warning)
            return []
        }
        promptDraft = PromptDraft(prompt, isSent: true)
        promptHistory.add(prompt.field.text)
        overlay = nil
        isZoomed = false
        var panes: [GenerationState] = []
        var effects: [AppEffect] = []
        for (model, asked) in zip(prompt.models, requests) {
            var request = asked
            for fallback in context.fallbacks.models(for: model, in: catalog.models) {
                request.addFallback(fallback)
            }
            generationCount += 1
            panes.append(
                GenerationState(
                    pane: generationCount,
                    modelID: request.modelID,
                    prompt: request.prompt,
                    columns: size.columns,
                    now: now,
                    keyMap: keyMap
                )
            )
            effects.append(.generate(pane: generationCount, request))
        }
        tabs.open(panes)
        focus = .generation
        return effects
    }

    /// Gives a key to the prompt.
    mutating func pressInPrompt(_ key: KeyPress, _ prompt: PromptState) -> [AppEffect] {
        var prompt = prompt
        switch key {
        case .escape, .control("c"):
            promptDraft = PromptDraft(prompt, isSent: false)
            overlay = nil
        case .enter:
            return send(prompt)
        case .control("e"):
            overlay = .prompt(prompt)
            return [.edit(prompt.field.text)]
        default:
            prompt.apply(key, history: promptHistory)
            overlay = .prompt(prompt)
        }
        return []
    }

    /// Takes what came back from the editor.
    mutating func takeEdited(_ result: Result<String, EditorError>) {
        guard case .prompt(var prompt) = overlay else { return }
        switch result {
        case .success(let text):
            prompt.field.replace(with: text)
            overlay = .prompt(prompt)
        case .failure(let error):
            say("The editor brought nothing: \(error.description)", .error)
        }
    }
}
