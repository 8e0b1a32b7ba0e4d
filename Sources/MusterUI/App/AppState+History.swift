import MusterCore

extension AppState {
    /// Shows past generations.
    mutating func openHistory() -> [AppEffect] {
        overlay = .history(HistoryState())
        return [.loadHistory(search: "")]
    }

    /// Gives a key to the history.
    mutating func pressInHistory(_ key: KeyPress, _ history: HistoryState) -> [AppEffect] {
        var history = history
        if let field = history.field { return pressInHistorySearch(key, field, history) }
        switch keyMap.action(for: key) {
        case .quit, .cancel, .interrupt, .history:
            // What was searched for is cleared first, as the filter of the table is.
            if keyMap.action(for: key) == .cancel, !history.search.isEmpty {
                return search("", history)
            }
            overlay = nil
        case .filter:
            history.field = TextField()
            return history.search.isEmpty ? keep(history) : search("", history)
        case .showDetails: return read(history, .show)
        case .prompt: return read(history, .askAgain)
        case .promptMarked: return read(history, .askOthers)
        case .copyModelID: return read(history, .copyAnswer)
        case .copyHuggingFaceID: return read(history, .copyMarkdown)
        case let action?:
            guard let rows = action.scrollRows(page: max(size.rows - 5, 1)) else {
                say("\(key.description) does nothing in the history; \(keyName(.quit)) closes it")
                return []
            }
            history.move(by: rows)
            overlay = .history(history)
        case nil:
            break
        }
        return []
    }

    private mutating func pressInHistorySearch(
        _ key: KeyPress,
        _ field: TextField,
        _ history: HistoryState
    ) -> [AppEffect] {
        var history = history
        var field = field
        switch key {
        case .enter, .tab:
            history.field = nil
            overlay = .history(history)
            return []
        case .escape, .control("c"):
            history.field = nil
            return search("", history)
        default:
            guard field.apply(key) else { return [] }
            history.field = field
            return search(field.text, history)
        }
    }

    private mutating func keep(_ history: HistoryState) -> [AppEffect] {
        overlay = .history(history)
        return []
    }

    private mutating func search(_ text: String, _ history: HistoryState) -> [AppEffect] {
        var history = history
        history.setSearch(text)
        overlay = .history(history)
        return [.loadHistory(search: text)]
    }

    private mutating func read(
        _ history: HistoryState,
        _ purpose: HistoryState.Purpose
    ) -> [AppEffect] {
        guard let entry = history.selected else {
            say("There is no generation under the cursor", .news)
            return []
        }
        return [.loadGeneration(entry.id, purpose)]
    }

    /// Takes a past generation that was read for a purpose.
    mutating func takeGeneration(
        _ stored: StoredGeneration?,
        _ purpose: HistoryState.Purpose
    ) -> [AppEffect] {
        guard let stored else {
            say("This generation is not in the database any more", .warning)
            return []
        }
        switch purpose {
        case .show:
            overlay = nil
            generationCount += 1
            let pane = GenerationState(
                stored,
                pane: generationCount,
                columns: size.columns,
                keyMap: keyMap
            )
            tabs.open([pane])
            focus = .generation
        case .askAgain:
            return ask(stored, catalog.models([stored.generation.modelID]))
        case .askOthers:
            return ask(stored, checkTargets)
        case .copyAnswer:
            say("Copied the answer, \(stored.generation.text.count) characters")
            return [.copy(SanitizedText(sanitizing: stored.generation.text))]
        case .copyMarkdown:
            say("Copied prompt and answer as Markdown")
            return [.copy(SanitizedText(sanitizing: stored.markdown))]
        }
        return []
    }

    private mutating func ask(_ stored: StoredGeneration, _ models: [Model]) -> [AppEffect] {
        guard !models.isEmpty else {
            say("\(stored.generation.modelID.rawValue) is not in the catalog any more", .warning)
            return []
        }
        overlay = nil
        promptDraft.text = stored.prompt
        promptDraft.system = stored.systemPrompt ?? ""
        return openPrompt(models)
    }
}
