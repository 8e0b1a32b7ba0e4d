import MusterCore

extension World {
    /// Applies an event from outside; those that concern only rooms do nothing here.
    mutating func take(_ event: AppEvent) -> [AppEffect] {
        switch event {
        case .resized(let size): self.size = size
        case .terminalReported(let report): return take(report)
        case .timePassed(let now):
            self.now = now
            if let message, message.expiresAt <= now { self.message = nil }
            catalog.age(now: now)
            return monitorNow()
        case .keyLookedUp(let label, let isMissing):
            context.keyLabel = label
            context.lacksKey = isMissing
        case .modelsLoaded(let models, let lastRefresh):
            let isFirst = !catalog.isLoaded
            catalog.load(marked(models), lastRefresh: lastRefresh, now: now)
            details.expire()
            guard !isFirst || !isFirstRun || context.choice != nil else {
                activity = .refreshing
                return [.refreshCatalog]
            }
            return wantedDetails()
        case .firstModelsLoaded(let models, let count, let lastRefresh):
            catalog.load(models, of: count, lastRefresh: lastRefresh, now: now)
        case .choiceBegan(let filter):
            // Nothing is marked yet, unless the filter asks for what is.
            if !ModelFilter(filter).names(.marked) {
                catalog.setMarked(Array(catalog.marked), false)
                keepsOwnMarks = true
            }
            catalog.setFilter(filter, now: now)
        case .arrived(let id):
            catalog.select(id)
            return wantedDetails()
        case .databaseChanged(.none): break
        case .databaseChanged(.any): return [.loadModels]
        case .databaseChanged(.some(let ids)): return [.loadSome(ids)]
        case .modelsChanged(let models):
            // A model that is new here has its place among the others.
            guard models.allSatisfy({ catalog.model($0.id) != nil }) else { return [.loadModels] }
            catalog.replace(marked(models), now: now)
            for model in models { details.expire(model.id) }
            return wantedDetails()
        case .savedFiltersLoaded(let saved): catalog.setSavedFilters(saved, now: now)
        case .modelsFailed(let error):
            catalog.expectNoMore()
            say("\(error.description)", .error)
        case .storeFailed(let error):
            say("\(error.description)", .error)
            return [.loadModels]
        case .refreshFinished(let result):
            finishRefresh(result)
            return [.loadModels]
        case .backfillProgressed(let done, let total):
            if case .backfilling = activity { activity = .backfilling(done: done, total: total) }
        case .backfillFinished(let result):
            finishBackfill(result)
            return [.loadModels]
        case .checkProgressed(let work, let result): return take(result, of: work)
        case .checkFinished(let work, let result): return finishCheck(work, result)
        case .freeTierLoaded(let freeTier): self.freeTier = freeTier
        case .detailsLoaded(let details): self.details.put(details)
        case .slateSaved(let path, let refusal):
            if let refusal {
                say(SanitizedText(sanitizing: refusal.description).singleLine, .error)
            } else {
                say("Saved the slate to \(path)", .success)
            }
        case .pinChanged(let id, .success(let routing)): take(pin: routing, of: id)
        case .pinChanged(_, .failure(let refusal)):
            let words: SanitizedText =
                "It is not known which endpoint answers; \(keyName(.check)) twice finds out"
            say(
                refusal.reason.map { SanitizedText(sanitizing: $0).singleLine } ?? words,
                .warning
            )
        case .batchNews(let work, let news):
            if batch?.work == work { batch?.take(news, now: now) }
        case .batchEnded(let work, let outcome): return finishBatch(work, outcome)
        case .batchFollowed(let batch, let progress): return follow(batch, progress)
        case .themeRead(let name, let result): return takeTheme(name, result)
        case .generationUpdated(_, let updates):
            // The outcome is evidence, so badges may have changed.
            if case .finished? = updates.last { return [.loadModels] }
        case .suspensionRequested: return [.suspend]
        case .repaintRequested: return [.repaint]
        case .copyRefused(let limit):
            say(
                "Not copied: it is longer than the terminal's clipboard, \(limit) bytes",
                .error
            )
        case .terminalSubstituted(let unknown, let used):
            let kind = SanitizedText(sanitizing: unknown).singleLine
            say("The terminal type \(kind) is unknown here; muster uses \(used).", .warning)
        case .terminationRequested: return [.quit]
        case .keyPressed, .mouse, .pasted, .timelineLoaded, .historyLoaded, .generationLoaded,
            .seenAnswersLoaded, .edited, .themesLoaded, .servicesLoaded, .manualLoaded,
            .pathCompleted:
            break
        case .batchPrepared(_, let result):
            switch result {
            case .success(let proposal):
                let forecast = proposal.forecast
                balance = forecast.exceedsKey ? forecast.key?.limitRemaining : nil
            case .failure(let refusal): balance = refusal.balance
            }
            // Its models were checked.
            return [.loadModels]
        }
        return []
    }

    private mutating func take(_ report: TerminalReport) -> [AppEffect] {
        switch report {
        case .focus(let hasFocus): self.hasFocus = hasFocus
        case .background(let isDark):
            // Another theme, which the user has chosen since, stays.
            guard let pair = themePair, theme == pair.light || theme == pair.dark else { break }
            let wanted = isDark ? pair.dark : pair.light
            guard wanted != theme else { break }
            theme = wanted
            return [.setTheme(wanted.theme), .watchTheme(wanted.isOwn ? wanted.name : nil)]
        case .synchronizedOutput, .attributes: break
        }
        return []
    }

    /// Tells somebody who looks at another window that long work has ended.
    func notice(_ text: SanitizedText) -> [AppEffect] {
        hasFocus || !context.notifies ? [] : [.notify(text)]
    }

    private mutating func finishRefresh(_ result: Result<RefreshReport, OperationError>) {
        activity = nil
        switch result {
        case .success(let report):
            refreshFailure = nil
            note(report)
            if let words = report.accountWords {
                say(SanitizedText(sanitizing: words).singleLine, .warning)
            }
            let batch = report.batchOnly > 0 ? " and \(report.batchOnly) of the Batch API" : ""
            let rejected = report.rejected.isEmpty ? "" : ", \(report.rejected.count) rejected"
            say(
                """
                Refreshed: \(counted(report.total - report.batchOnly))\(batch), \(report.added) added, \
                \(report.updated) updated, \(report.removed) removed\(rejected)
                """,
                report.rejected.isEmpty ? .success : .warning
            )
        case .failure(let error) where error.isCancelled:
            say("Refresh cancelled; the catalog did not change")
        case .failure(let error):
            let words: SanitizedText = "Not refreshed: \(error.description)"
            guard catalog.models.isEmpty else { return say(words, .error) }
            // It stands in the place of the table.
            refreshFailure = "\(error.description)"
            log.append(words, .error, now: now)
        }
    }

    /// Adds to the messages what the database refused.
    private mutating func note(_ report: RefreshReport) {
        let refused = report.rejected.filter(\.isRefusedByDatabase)
        if let first = refused.first {
            let reason = SanitizedText(sanitizing: first.reason).singleLine
            say(
                "The database refused \(refused.count) of the rows, the first for: \(reason)",
                .error
            )
        }
        noteRepeated(report.repeated.count)
    }

    private mutating func noteRepeated(_ count: Int) {
        guard count > 0 else { return }
        say("Hugging Face IDs that the database allows only once were left out: \(count)", .warning)
    }

    private mutating func finishBackfill(_ result: Result<BackfillReport, OperationError>) {
        activity = nil
        switch result {
        case .success(let report):
            noteRepeated(report.repeated.count)
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

    private mutating func finishBatch(_ work: WorkID, _ outcome: BatchOutcome) -> [AppEffect] {
        guard var ended = batch, ended.work == work else { return [] }
        ended.outcome = outcome
        batch = ended
        let summary = ended.summary
        return [.loadModels, .followBatch]
            + notice("Batch: \(summary.answered) answered, \(summary.failed) failed")
    }

    /// Tells that the batch has ended, and the key that shows it unless it is on the screen.
    mutating func sayBatchEnded(_ work: WorkID, isShown: Bool) {
        guard let batch, batch.work == work else { return }
        let summary = batch.summary
        let isWhole = batch.outcome == .complete && summary.failed == 0 && summary.left == 0
        let way: SanitizedText = isShown ? "" : "; \(keyName(.batch)) shows it"
        say(
            """
            Batch: \(summary.answered) answered, \(summary.failed) failed, \(summary.left) left\(way)
            """,
            isWhole ? .success : .warning
        )
    }

    /// The models as they come, but a chooser's marks are its own: the stored ones are a batch's.
    private func marked(_ models: [Model]) -> [Model] {
        guard keepsOwnMarks else { return models }
        return models.map { model in
            var model = model
            model.isMarked = catalog.marked.contains(model.id)
            return model
        }
    }

    private mutating func follow(
        _ batch: FollowedBatch,
        _ progress: SubmissionProgress
    ) -> [AppEffect] {
        let wasOver = followed.map { $0.progress.isOver } ?? false
        followed = FollowedProgress(batch: batch, progress: progress)
        guard progress.isOver, !wasOver else { return [] }
        say("The service has answered a batch; \(keyName(.batch)) collects it", .success)
        return notice("The service has answered a batch")
    }

    /// Applies a user's theme whose file has changed; on an error the last good version stays.
    private mutating func takeTheme(
        _ name: String,
        _ result: Result<Theme, ThemeError>
    ) -> [AppEffect] {
        guard theme?.name == name else { return [] }
        switch result {
        case .success(let new):
            guard new != theme?.theme else { return [] }
            theme?.theme = new
            say("The theme \(SanitizedText(sanitizing: name).singleLine) was read again", .success)
            return [.setTheme(new)]
        case .failure(let error):
            say(SanitizedText(sanitizing: error.description).singleLine, .error)
            return []
        }
    }
}
