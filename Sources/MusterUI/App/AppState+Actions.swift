import MusterCore

extension AppState {
    /// Does what a key asked for, in the pane that has the keys.
    mutating func perform(_ action: Action) -> [AppEffect] {
        if let rows = action.scrollRows(page: pageRows) { return move(by: rows) }
        if focus == .generation, let effects = performInPane(action) { return effects }
        switch action {
        case .filter:
            // Each filter begins afresh, as a search does in less and vi.
            catalog.filterField = TextField()
            catalog.setFilter("", now: now)
            focus = .table
            isZoomed = false
        case .chooseSort: chooseNextSort()
        case .reverseSort:
            catalog.setSort(
                ModelSort(catalog.sort.key, isReversed: !catalog.sort.isReversed),
                now: now
            )
        case .showDetails: return showDetails()
        case .nextPane: focusNextPane()
        case .zoom: zoom()
        case .mark: catalog.toggleMark()
        case .markRange: markRange()
        case .prompt: openPrompt(catalog.selected.map { [$0] } ?? [])
        case .promptMarked: openPromptForMarked()
        case .history: return openHistory()
        case .foldReasoning, .previousTab, .nextTab, .nextMatch, .previousMatch:
            say("That is for answers: p asks a model, Tab goes to its answer", .news)
        case .cancel: return cancel()
        case .interrupt: return interrupt()
        case .check: return beginCheck(of: checkTargets)
        case .checkShown: return beginCheck(of: catalog.shown.filter(\.isListed))
        case .why: return openTimeline()
        case .monitor: return toggleMonitor()
        case .disable: return toggleDisabled()
        case .disableWithReason: openInput(.disabledReason)
        case .identify: openInput(.huggingFaceID)
        case .favorite: return toggleFavorite()
        case .undo: return undo()
        case .refresh: return begin(.refreshing, .refreshCatalog)
        case .backfill: return begin(.backfilling(done: 0, total: 0), .backfill)
        case .copyModelID: return copy(catalog.selected?.id.rawValue, "model ID")
        case .copyHuggingFaceID:
            return copy(catalog.selected?.huggingFaceID?.rawValue, "Hugging Face ID")
        case .palette: overlay = .palette(PaletteState())
        case .help: overlay = .help(scroll: 0)
        case .quit: return close()
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        case .moveDown, .moveUp, .moveToTop, .moveToBottom, .halfPageDown, .halfPageUp, .pageDown,
            .pageUp:
            break
        }
        return []
    }

    // MARK: - Moving

    private var pageRows: Int {
        switch focus {
        case .table: catalog.pageRows
        case .details: AppLayout(self).details?.rows ?? 1
        case .generation: generation?.pageRows ?? 1
        }
    }

    private mutating func move(by rows: Int) -> [AppEffect] {
        switch focus {
        case .table:
            catalog.move(by: rows)
            return wantedDetails()
        case .details:
            detailsScroll = clampedDetailsScroll(detailsScroll + rows)
        case .generation:
            generation?.scroll(by: rows)
        }
        return []
    }

    private mutating func chooseNextSort() {
        let keys: [ModelSort.Key] = [.id, .hf, .status, .context, .prompt, .completion, .created]
        let index = keys.firstIndex(of: catalog.sort.key) ?? 0
        let next = keys[(index + 1) % keys.count]
        catalog.setSort(ModelSort(next, isReversed: catalog.sort.isReversed), now: now)
    }

    // MARK: - Panes

    private mutating func showDetails() -> [AppEffect] {
        guard catalog.selected != nil else {
            say("There is no model under the cursor", .news)
            return []
        }
        overlay = .details(scroll: 0)
        return wantedDetails()
    }

    private mutating func focusNextPane() {
        let layout = AppLayout(self)
        var panes: [Focus] = [.table]
        if layout.details != nil { panes.append(.details) }
        if layout.generation != nil || isZoomed, generation != nil { panes.append(.generation) }
        guard panes.count > 1 else {
            say("There is only one pane; Enter shows the details", .news)
            return
        }
        let index = panes.firstIndex(of: focus) ?? 0
        isZoomed = false
        focus = panes[(index + 1) % panes.count]
    }

    private mutating func zoom() {
        guard focus == .generation else {
            say("Tab to the generation first: z zooms that pane", .news)
            return
        }
        isZoomed.toggle()
    }

    private mutating func close() -> [AppEffect] {
        guard focus == .generation, let generation else {
            if focus == .details {
                focus = .table
                return []
            }
            return [.quit]
        }
        if isZoomed {
            isZoomed = false
        } else if generation.status.isFinal {
            self.generation = nil
            if self.generation == nil { focus = .table }
        } else {
            focus = .table
        }
        return []
    }

    private mutating func cancel() -> [AppEffect] {
        if focus != .generation {
            if activity != nil { return [.cancelActivity] }
            if check != nil { return [.cancelCheck] }
            if focus == .details {
                focus = .table
                return []
            }
            if catalog.isFiltered || !catalog.filter.source.isEmpty {
                catalog.setFilter("", now: now)
                return wantedDetails()
            }
        }
        if let generation, !generation.status.isFinal {
            return [.cancelGeneration(pane: generation.pane)]
        }
        if focus == .generation { focus = .table } else { say("Nothing runs; q quits", .news) }
        return []
    }

    private mutating func interrupt() -> [AppEffect] {
        let isBusy = activity != nil || check != nil
        if let generation, !generation.status.isFinal, focus == .generation || !isBusy {
            return [.cancelGeneration(pane: generation.pane)]
        }
        if activity != nil { return [.cancelActivity] }
        return check == nil ? [.quit] : [.cancelCheck]
    }

    // MARK: - Background work

    private mutating func begin(_ activity: Activity, _ effect: AppEffect) -> [AppEffect] {
        guard self.activity == nil else {
            let running = self.activity == .refreshing ? "refresh" : "backfill"
            say("The \(running) is still running; Esc cancels it", .warning)
            return []
        }
        self.activity = activity
        return [effect]
    }

    // MARK: - Marks

    private mutating func toggleDisabled() -> [AppEffect] {
        guard let model = catalog.selected else {
            say("There is no model under the cursor", .news)
            return []
        }
        remember(
            .disabled(model.id, wasDisabled: model.isDisabled, reason: model.disabledReason)
        )
        say("\(model.id.rawValue) is \(model.isDisabled ? "enabled" : "disabled"); u undoes it")
        return setDisabled(model.id, !model.isDisabled, reason: nil)
    }

    mutating func setDisabled(
        _ id: ModelID,
        _ isDisabled: Bool,
        reason: String?
    ) -> [AppEffect] {
        catalog.change(id) { model in
            model.isDisabled = isDisabled
            model.disabledReason = isDisabled ? reason : nil
        }
        return [.setDisabled([id], isDisabled, reason: reason)]
    }

    private mutating func toggleFavorite() -> [AppEffect] {
        guard let model = catalog.selected else {
            say("There is no model under the cursor", .news)
            return []
        }
        remember(.favorite(model.id, wasFavorite: model.isFavorite))
        say(
            "\(model.id.rawValue) is \(model.isFavorite ? "no longer a favourite" : "a favourite")"
        )
        catalog.change(model.id) { $0.isFavorite.toggle() }
        return [.setFavorite([model.id], !model.isFavorite)]
    }

    private mutating func markRange() {
        guard catalog.selected != nil else {
            say("There is no model under the cursor", .news)
            return
        }
        if let count = catalog.toggleRange() {
            say("Marked \(count) models")
        } else {
            say("A range begins here; move, and press v again to mark it")
        }
    }

    private mutating func undo() -> [AppEffect] {
        guard let change = undoStack.popLast() else {
            say("There is nothing to undo", .news)
            return []
        }
        switch change {
        case .disabled(let id, let wasDisabled, let reason):
            say("Undone: \(id.rawValue) is \(wasDisabled ? "disabled" : "enabled") again")
            return setDisabled(id, wasDisabled, reason: reason)
        case .identified(let id, let huggingFaceID, let source):
            say("Undone: \(id.rawValue) is \(huggingFaceID?.rawValue ?? "without Hugging Face ID")")
            return identify(id, huggingFaceID, source)
        case .favorite(let id, let wasFavorite):
            say("Undone: \(id.rawValue) is \(wasFavorite ? "a favourite again" : "no favourite")")
            catalog.change(id) { $0.isFavorite = wasFavorite }
            return [.setFavorite([id], wasFavorite)]
        }
    }

    mutating func remember(_ change: LocalChange) {
        undoStack.append(change)
        if undoStack.count > 100 { undoStack.removeFirst() }
    }

    private mutating func copy(_ text: String?, _ what: SanitizedText) -> [AppEffect] {
        guard let text else {
            say("There is no \(what) to copy", .news)
            return []
        }
        say("Copied \(text)")
        return [.copy(SanitizedText(sanitizing: text))]
    }
}
