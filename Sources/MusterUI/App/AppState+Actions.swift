import MusterCore

extension AppState {
    /// Does what a key asked for, in the pane that has the keys.
    mutating func perform(_ action: Action) -> [AppEffect] {
        if let rows = action.scrollRows(page: pageRows) { return scroll(by: rows) }
        if focus == .generation, let effects = performInPane(action) { return effects }
        switch action {
        case .filter:
            // Each filter begins afresh, as a search does in less and vi.
            catalog.beginFilter(now: now)
            focus = .table
            isZoomed = false
        case .saveFilter: openFilterName(.filterName)
        case .forgetFilter: openFilterName(.forgottenFilter)
        case .chooseSort: chooseNextSort()
        case .reverseSort: reverseSort()
        case .showDetails:
            return if let choice = context.choice { choose(choice) } else { showDetails() }
        case .nextPane: focusNextPane()
        case .zoom: zoom()
        case .scrollLeft: scrollColumns(by: -1)
        case .scrollRight: scrollColumns(by: 1)
        case .columns: openColumns()
        case .mark: return toggleMark()
        case .markRange: return markRange()
        case .markShown: return markShown()
        case .compare: openCompare()
        case .prompt: return openPrompt(catalog.selected.map { [$0] } ?? [])
        case .promptMarked: return openPromptForMarked()
        case .batch: return openBatch()
        case .history: return openHistory()
        case .foldFacts: return fold(.facts)
        case .foldRoutes: return fold(.routes)
        case .foldEndpoints: return fold(.endpoints)
        case .foldEvidence: return fold(.evidence)
        case .foldDescription: return fold(.description)
        case .foldLinks: return fold(.links)
        case .widenDetails: return resizeDetails(by: 4)
        case .narrowDetails: return resizeDetails(by: -4)
        case .raisePane: return resizePane(by: 5)
        case .lowerPane: return resizePane(by: -5)
        case .mouse: return toggleMouse()
        case .messages: overlay = .messages(scroll: 0)
        case .foldReasoning, .nextMatch, .previousMatch:
            say(
                """
                That is for answers: \(keyName(.prompt)) asks a model, \
                \(keyName(.nextPane)) goes to its answer
                """,
                .news
            )
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
        case .theme: return openThemes()
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

    mutating func scroll(by rows: Int) -> [AppEffect] {
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

    // MARK: - Cancelling

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
        if focus == .generation {
            focus = .table
        } else {
            say("Nothing runs; \(keyName(.quit)) quits", .news)
        }
        return []
    }

    private mutating func interrupt() -> [AppEffect] {
        let isBusy = activity != nil || check != nil
        if let generation, !generation.status.isFinal, focus == .generation || !isBusy {
            return [.cancelGeneration(pane: generation.pane)]
        }
        if activity != nil { return [.cancelActivity] }
        return check == nil ? quit() : [.cancelCheck]
    }

    // MARK: - Background work

    private mutating func begin(_ activity: Activity, _ effect: AppEffect) -> [AppEffect] {
        guard self.activity == nil else {
            let running = self.activity == .refreshing ? "refresh" : "backfill"
            say("The \(running) is still running; \(keyName(.cancel)) cancels it", .warning)
            return []
        }
        self.activity = activity
        return [effect]
    }

    // MARK: - Clipboard

    private mutating func copy(_ text: String?, _ what: SanitizedText) -> [AppEffect] {
        guard let text else {
            say("There is no \(what) to copy", .news)
            return []
        }
        say("Copied \(text)")
        return [.copy(SanitizedText(sanitizing: text))]
    }
}
