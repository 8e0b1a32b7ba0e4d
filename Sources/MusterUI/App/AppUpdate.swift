import MusterCore

/// Applies an event to the state, and returns the work that it orders.
///
/// Total and pure: every event is accepted in every state; nothing is waited for, read or written.
package func update(_ state: inout AppState, _ event: AppEvent) -> [AppEffect] {
    let place = state.context.isForScreenReader ? state.place : nil
    let message = state.message
    let effects = apply(event, to: &state)
    state.arrange()
    state.speak(after: place, message)
    return effects
}

private func apply(_ event: AppEvent, to state: inout AppState) -> [AppEffect] {
    switch event {
    case .keyPressed(let key):
        return state.press(key)
    case .mouse(let event):
        return state.take(event)
    case .keyLookedUp(let label, let isMissing):
        state.context.keyLabel = label
        state.context.lacksKey = isMissing
        guard !isMissing, state.overlay == .noKey else { return [] }
        state.overlay = nil
        return state.perform(.prompt)
    case .pasted(let text):
        return state.paste(text)
    case .resized(let size):
        state.size = size
        return []
    case .repaintRequested:
        return [.repaint]
    case .copyRefused(let limit):
        state.say("Not copied: it is longer than the terminal's clipboard, \(limit) bytes", .error)
        return []
    case .timePassed(let now):
        state.now = now
        if let message = state.message, message.expiresAt <= now { state.message = nil }
        state.catalog.age(now: now)
        return state.monitorNow()
    case .modelsLoaded(let models, let lastRefresh):
        state.catalog.load(models, lastRefresh: lastRefresh, now: state.now)
        return state.wantedDetails()
    case .savedFiltersLoaded(let saved):
        state.catalog.setSavedFilters(saved, now: state.now)
        return []
    case .storeFailed(let error):
        state.say("\(error.description)", .error)
        return [.loadModels]
    case .refreshFinished(let result):
        state.finishRefresh(result)
        return [.loadModels]
    case .backfillProgressed(let done, let total):
        if case .backfilling = state.activity {
            state.activity = .backfilling(done: done, total: total)
        }
        return []
    case .backfillFinished(let result):
        state.finishBackfill(result)
        return [.loadModels]
    case .checkProgressed(let result):
        return state.takeResult(result)
    case .checkFinished(let result):
        return state.finishCheck(result) + state.wantedSurvival()
    case .freeTierLoaded(let freeTier):
        state.freeTier = freeTier
        if case .confirmCheck(var confirmation) = state.overlay {
            confirmation.plan = state.plan(confirmation.models, .deep)
            state.overlay = .confirmCheck(confirmation)
        }
        return []
    case .timelineLoaded(let id, let entries):
        if case .timeline(var timeline) = state.overlay, timeline.modelID == id {
            timeline.load(entries)
            state.overlay = .timeline(timeline)
        }
        return []
    case .detailsLoaded(let details):
        state.details = details
        return []
    case .generationUpdated(let pane, let updates):
        return state.takeNews(of: pane, updates)
    case .historyLoaded(let entries, let search):
        if case .history(var history) = state.overlay {
            history.load(entries, search: search)
            state.overlay = .history(history)
        }
        return []
    case .generationLoaded(let stored, let purpose):
        return state.takeGeneration(stored, purpose)
    case .survivalLoaded(let forecasts):
        if case .batch(var screen) = state.overlay {
            for forecast in forecasts { screen.survival[forecast.modelID] = forecast }
            state.overlay = .batch(screen)
        }
        return []
    case .slateSaved(let path, let refusal):
        if let refusal {
            state.say(SanitizedText(sanitizing: refusal.description).singleLine, .error)
        } else {
            state.say("Saved the slate to \(path)", .success)
        }
        return []
    case .batchPrepared(let result):
        return state.takeProposal(result)
    case .batchNews(let news):
        state.batch?.take(news, now: state.now)
        return []
    case .batchEnded(let outcome):
        return state.finishBatch(outcome)
    case .edited(let result):
        state.takeEdited(result)
        return []
    case .themesLoaded(let entries):
        state.takeThemes(entries)
        return []
    case .themeRead(let name, let result):
        return state.takeTheme(name, result)
    case .suspensionRequested:
        return [.suspend]
    case .terminationRequested:
        return [.quit]
    }
}

extension AppState {
    /// Asks for the details of the model under the cursor, when they are not there yet.
    mutating func wantedDetails() -> [AppEffect] {
        guard let id = catalog.selected?.id else { return [] }
        if details?.id != id { detailsScroll = 0 }
        return [.loadDetails(id)]
    }

    fileprivate mutating func finishRefresh(_ result: Result<RefreshReport, OperationError>) {
        activity = nil
        switch result {
        case .success(let report):
            refreshFailure = nil
            let rejected = report.rejected.isEmpty ? "" : ", \(report.rejected.count) rejected"
            say(
                """
                Refreshed: \(report.total) \(report.total == 1 ? "model" : "models"), \(report.added) added, \
                \(report.updated) updated, \(report.removed) removed\(rejected)
                """,
                report.rejected.isEmpty ? .success : .warning
            )
        case .failure(let error) where error.isCancelled:
            say("Refresh cancelled; the catalog is as it was")
        case .failure(let error):
            say("Not refreshed: \(error.description)", .error)
            if catalog.models.isEmpty { refreshFailure = "\(error.description)" }
        }
    }

    fileprivate mutating func finishBackfill(_ result: Result<BackfillReport, OperationError>) {
        activity = nil
        switch result {
        case .success(let report):
            say(
                """
                Backfilled: \(report.updated) updated, \(report.withHuggingFaceID) with and \
                \(report.withoutHuggingFaceID) without a Hugging Face ID
                """,
                report.unresolved > 0 ? .warning : .success
            )
        case .failure(let error) where error.isCancelled:
            say("Backfill cancelled")
        case .failure(let error):
            say("Not backfilled: \(error.description)", .error)
        }
    }

    fileprivate mutating func takeNews(
        of pane: Int,
        _ updates: [GenerationUpdate]
    ) -> [AppEffect] {
        tabs.change(pane: pane) { $0.take(updates, now: now) }
        guard case .finished? = updates.last else { return [] }
        // The outcome is evidence, so badges may have changed.
        return [.loadModels]
    }

    /// Tells the panes how much room they have.
    fileprivate mutating func arrange() {
        let layout = AppLayout(self)
        catalog.pageRows = layout.tableRows
        if let pane = layout.generation {
            let columns = GenerationColumns(tabs, in: layout.inside(pane))
            let rect = Rect(
                row: 0,
                column: 0,
                columns: columns.size.columns,
                rows: columns.size.rows
            )
            tabs.setSize(
                columns: GenerationView.textColumns(in: rect),
                rows: GenerationView.textRows(in: rect)
            )
        }
        // A pane that has dropped away cannot have the keys.
        if layout.generation == nil, focus == .generation { focus = .table }
        if layout.details == nil, focus == .details { focus = .table }
    }
}
