import MusterCore

extension AppState {
    /// Gives a key to whatever has the keys now.
    mutating func press(_ key: KeyPress) -> [AppEffect] {
        switch key {
        case .control("l"): return [.repaint]
        case .control("z"): return [.suspend]
        default: break
        }
        switch overlay {
        case .prompt(let prompt):
            return pressInPrompt(key, prompt)
        case .input(let input):
            return pressInInput(key, input)
        case .confirmCheck(let confirmation):
            return pressInConfirmation(key, confirmation)
        case .timeline(let timeline):
            return pressInTimeline(key, timeline)
        case .palette(let palette):
            return pressInPalette(key, palette)
        case .themes(let themes):
            return pressInThemes(key, themes)
        case .history(let history):
            return pressInHistory(key, history)
        case .help(let scroll):
            return pressInHelp(key, scroll: scroll)
        case .details(let scroll):
            return pressInDetails(key, scroll: scroll)
        case .columns(let columns):
            return pressInColumns(key, columns)
        case .compare(let compare):
            return pressInCompare(key, compare)
        case .messages(let scroll):
            return pressInMessages(key, scroll: scroll)
        case .batch(let screen):
            return pressInBatch(key, screen)
        case .noKey:
            overlay = nil
            return []
        case nil:
            break
        }
        if catalog.filterField != nil { return pressInFilter(key) }
        if let searchField { return pressInSearch(key, searchField) }
        guard let action = keyMap.action(for: key) else {
            say("\(key.description) does nothing here; \(keyName(.help)) shows the keys", .news)
            return []
        }
        message = nil
        if action != .quit, action != .interrupt { isAskedToQuit = false }
        return perform(action)
    }

    /// Gives pasted text to whatever is being written.
    mutating func paste(_ text: String) -> [AppEffect] {
        if case .prompt(var prompt) = overlay {
            prompt.paste(text)
            overlay = .prompt(prompt)
        } else if case .batch(let screen) = overlay {
            pasteInBatch(text, screen)
        } else if case .input(var input) = overlay {
            input.field.insert(text, onOneLine: true)
            overlay = .input(input)
        } else if catalog.filterField != nil {
            catalog.filterField?.insert(text, onOneLine: true)
            catalog.setFilter(catalog.filterField?.text ?? "", now: now)
            catalog.offerCompletions()
            return wantedDetails()
        } else if case .palette(var palette) = overlay {
            palette.edit { $0.insert(text, onOneLine: true) }
            overlay = .palette(palette)
        } else if case .history(var history) = overlay, history.field != nil {
            history.field?.insert(text, onOneLine: true)
            overlay = .history(history)
        } else if searchField != nil {
            searchField?.insert(text, onOneLine: true)
        } else {
            say("Press p before pasting a prompt", .news)
        }
        return []
    }

    private mutating func pressInHelp(_ key: KeyPress, scroll: Int) -> [AppEffect] {
        switch keyMap.action(for: key) {
        case .help, .quit, .cancel, .interrupt, .showDetails:
            overlay = nil
        case let action?:
            guard let rows = action.scrollRows(page: size.rows - 4) else { return [] }
            let last = max(HelpView.lineCount(size) - HelpView.pageRows(size), 0)
            overlay = .help(scroll: min(max(scroll + rows, 0), last))
        case nil:
            break
        }
        return []
    }

    private mutating func pressInDetails(_ key: KeyPress, scroll: Int) -> [AppEffect] {
        switch keyMap.action(for: key) {
        case .quit, .cancel, .showDetails, .interrupt:
            overlay = nil
            return []
        case .foldFacts, .foldRoutes, .foldEndpoints, .foldEvidence, .foldDescription, .foldLinks,
            .help, .prompt, .promptMarked, .check, .why, .disable, .disableWithReason, .identify,
            .favorite, .undo, .copyModelID, .copyHuggingFaceID:
            return keyMap.action(for: key).map { perform($0) } ?? []
        case let action?:
            guard let rows = action.scrollRows(page: size.rows - 5) else {
                say("\(key.description) does nothing in the details; \(keyName(.quit)) closes them")
                return []
            }
            overlay = .details(scroll: clampedDetailsScroll(scroll + rows))
            return []
        case nil:
            return []
        }
    }

    /// The nearest first line of the details that leaves no empty page.
    func clampedDetailsScroll(_ scroll: Int) -> Int {
        let layout = AppLayout(self)
        guard let rect = layout.detailsOnTop ?? layout.details, let model = catalog.selected else {
            return 0
        }
        let inside = layout.inside(rect)
        let lines = DetailsLines(model, self, columns: inside.columns).all.count
        return min(max(scroll, 0), max(lines - inside.rows, 0))
    }
}

extension Action {
    /// By how many lines a moving action scrolls; `nil` for any other.
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
}
