import Foundation
import MusterCore

extension AppRuntime {
    /// Performs an effect; its results arrive as events.
    func perform(_ effect: AppEffect) {
        switch effect {
        case .loadModels: loadModels()
        case .loadSome(let ids): loadSome(ids)
        case .loadDetails(let ids): loadDetails(ids)
        case .loadSavedFilters:
            read { services throws(StoreError) in
                .savedFiltersLoaded(try await services.loadSavedFilters())
            }
        case .loadTimeline(let id):
            read { services throws(StoreError) in
                .timelineLoaded(id, try await services.loadTimeline(id))
            }
        case .loadHistory(let work, let search, let id): loadHistory(work, search, of: id)
        case .loadGeneration(let work, let id):
            read { services throws(StoreError) in
                .generationLoaded(work, try await services.loadGeneration(id))
            }
        case .loadSeenAnswers(let ids):
            enqueue { services in .seenAnswersLoaded(await services.batch.seenAnswers(ids)) }
        case .completePath(let path):
            enqueue { _ in
                let choice = await PathCompletion.complete(path, home: NSHomeDirectory())
                return .pathCompleted(path, choice)
            }
        case .loadManual(let page, let message):
            send(.manualLoaded(page, services.manual(page, message)))
        case .loadServices: enqueue { services in .servicesLoaded(await services.all()) }
        case .loadThemes: enqueue { services in .themesLoaded(await services.themes.list()) }
        case .setDisabled(let ids, let isDisabled, let reason):
            write { services throws(StoreError) in
                try await services.setDisabled(ids, isDisabled, reason)
            }
        case .setHuggingFaceID(let id, let huggingFaceID, let source):
            write { services throws(StoreError) in
                try await services.setHuggingFaceID(id, huggingFaceID, source)
            }
        case .setFavorite(let ids, let isFavorite):
            write { services throws(StoreError) in try await services.setFavorite(ids, isFavorite) }
        case .setPin(let id, let routing):
            write { services throws(StoreError) in try await services.setPin(id, routing) }
        case .setMarked(let ids, let isMarked):
            write { services throws(StoreError) in try await services.setMarked(ids, isMarked) }
        case .remember(let settings):
            write { services throws(StoreError) in try await services.remember(settings) }
        case .rememberTheme(let name):
            write { services throws(StoreError) in try await services.themes.remember(name) }
        case .saveFilter(let name, let source):
            write { services throws(StoreError) in try await services.saveFilter(name, source) }
            perform(.loadSavedFilters)
        case .saveSlate(let path, let ids): saveSlate(path, ids)
        case .refreshCatalog: refresh()
        case .backfill: backfill()
        case .cancelActivity: running[.activity]?.cancel()
        case .check(let work, let plan): check(work, plan)
        case .cancelCheck: running[.check]?.cancel()
        case .loadFreeTier: loadFreeTier()
        case .togglePin(let model):
            writeCount += 1
            enqueue { services in
                do throws(PinRefusal) {
                    return .pinChanged(model.id, .success(try await services.togglePin(model)))
                } catch {
                    return .pinChanged(model.id, .failure(error))
                }
            }
        case .generate(let pane, let request): generate(pane, request)
        case .cancelGeneration(let pane): running[.generation(pane: pane)]?.cancel()
        case .prepareBatch(let work, let request): prepareBatch(work, request)
        case .runBatch(let work, let id): runBatch(work, id)
        case .followBatch: followBatch()
        case .abandonBatch(let id):
            enqueue { services in
                await services.batch.abandon(id)
                return nil
            }
        case .pauseBatch(let isPaused):
            enqueue { services in
                await services.batch.setPaused(isPaused)
                return nil
            }
        case .cancelBatch: running[.batch]?.cancel()
        case .lookForKey:
            enqueue { services in
                let (label, isMissing) = await services.findKey()
                return .keyLookedUp(label: label, isMissing: isMissing)
            }
        case .setTheme(let theme):
            screen.use(theme)
            forgetScreen()
        case .watchTheme(let name): watchTheme(name)
        case .wake(let date): wake(at: date)
        case .copy(let text):
            let isShort = text.string.utf8.count <= screen.copyLimit
            isShort ? screen.copy(text) : send(.copyRefused(limit: screen.copyLimit))
        case .hearMouse(let isHeard): screen.hearMouse(isHeard)
        case .notify(let text): screen.notify(text)
        case .edit(let text): edit(text)
        case .repaint: forgetScreen()
        case .suspend:
            screen.suspend()
            forgetScreen()
            // The terminal may have changed its size.
            send(.resized(screen.size))
        case .quit: break
        }
    }

    // MARK: - The database

    /// Queues database work behind all earlier database work.
    private func enqueue(_ work: @escaping @Sendable (Services) async -> AppEvent?) {
        let previous = storeWork
        storeWork = Task { [services] in
            await previous?.value
            if let event = await work(services) { await deliver(event) }
        }
    }

    private func read(
        _ body: @escaping @Sendable (Services) async throws(StoreError) -> AppEvent
    ) {
        enqueue { services in
            do throws(StoreError) {
                return try await body(services)
            } catch {
                return .storeFailed(error)
            }
        }
    }

    private func write(
        _ body: @escaping @Sendable (Services) async throws(StoreError) -> Void
    ) {
        writeCount += 1
        enqueue { services in
            do throws(StoreError) {
                try await body(services)
                return nil
            } catch {
                return .storeFailed(error)
            }
        }
    }

    private func loadModels() {
        let writes = writeCount
        enqueue { services in
            do throws(StoreError) {
                let (models, lastRefresh) = try await services.loadModels()
                return await self.isCurrent(writes)
                    ? .modelsLoaded(models, lastRefresh: lastRefresh) : nil
            } catch {
                return .modelsFailed(error)
            }
        }
    }

    private func loadSome(_ ids: Set<ModelID>) {
        let writes = writeCount
        enqueue { services in
            do throws(StoreError) {
                let models = try await services.loadSome(ids)
                return await self.isCurrent(writes) ? .modelsChanged(models) : nil
            } catch {
                return .storeFailed(error)
            }
        }
    }

    /// Whether nothing was written since; else what was read would undo on the screen what the user
    /// did meanwhile, so it is read again, after that is stored.
    private func isCurrent(_ writes: Int) -> Bool {
        if writes != writeCount { loadModels() }
        return writes == writeCount
    }

    private func loadDetails(_ ids: [ModelID]) {
        let models = ids.compactMap { state.world.catalog.model($0) }
        let previous = storeWork
        storeWork = Task { [services] in
            await previous?.value
            for model in models {
                guard let details = try? await services.loadDetails(model) else { continue }
                await deliver(.detailsLoaded(details))
            }
        }
    }

    /// Searches outside the queue, since a search may take long; the next search cancels it.
    private func loadHistory(_ work: WorkID, _ search: String, of id: ModelID?) {
        start(.history) { runtime in
            do throws(StoreError) {
                let entries = try await runtime.services.loadHistory(search, id)
                await runtime.deliver(.historyLoaded(work, entries))
            } catch {
                if error != .cancelled { await runtime.deliver(.storeFailed(error)) }
            }
        }
    }

    private func saveSlate(_ path: String, _ ids: [ModelID]) {
        enqueue { services in
            do throws(BatchRefusal) {
                try await services.batch.saveSlate(path, ids)
                return .slateSaved(path, nil)
            } catch {
                return .slateSaved(path, error)
            }
        }
    }

    // MARK: - What takes its time

    /// Starts work, and cancels the one that ran under its name.
    private func start(
        _ work: Work,
        _ body: @escaping @MainActor @Sendable (AppRuntime) async -> Void
    ) {
        running[work]?.cancel()
        running[work] = Task { await body(self) }
    }

    private func refresh() {
        start(.activity) { runtime in
            do throws(OperationError) {
                let report = try await runtime.services.refresh()
                await runtime.deliver(.refreshFinished(.success(report)))
            } catch {
                await runtime.deliver(.refreshFinished(.failure(error)))
            }
        }
    }

    private func backfill() {
        start(.activity) { runtime in
            do throws(OperationError) {
                let report = try await runtime.services.backfill { [weak runtime] done, total in
                    await runtime?.deliver(.backfillProgressed(done: done, total: total))
                }
                await runtime.deliver(.backfillFinished(.success(report)))
            } catch {
                await runtime.deliver(.backfillFinished(.failure(error)))
            }
        }
    }

    private func check(_ work: WorkID, _ plan: CheckPlan) {
        start(.check) { runtime in
            do throws(StoreError) {
                let outcome = try await runtime.services.check(plan) { [weak runtime] result in
                    await runtime?.deliver(.checkProgressed(work, result))
                }
                let isCancelled = Task.isCancelled
                await runtime.deliver(
                    .checkFinished(work, isCancelled ? .failure(.cancelled) : .success(outcome))
                )
            } catch {
                await runtime.deliver(.checkFinished(work, .failure(error)))
            }
        }
    }

    /// Runs outside the database queue, since it may ask the service.
    private func loadFreeTier() {
        start(.freeTier) { runtime in
            guard let freeTier = try? await runtime.services.loadFreeTier() else { return }
            await runtime.deliver(.freeTierLoaded(freeTier))
        }
    }

    private func generate(_ pane: Int, _ request: GenerationRequest) {
        start(.generation(pane: pane)) { runtime in
            await runtime.services.generate(request) { [weak runtime] updates in
                await runtime?.deliver(.generationUpdated(pane: pane, updates))
            }
            runtime.running[.generation(pane: pane)] = nil
        }
    }

    private func prepareBatch(_ work: WorkID, _ request: BatchRequest) {
        start(.batch) { runtime in
            do throws(BatchRefusal) {
                let proposal = try await runtime.services.batch.prepare(request)
                await runtime.deliver(.batchPrepared(work, .success(proposal)))
            } catch {
                await runtime.deliver(.batchPrepared(work, .failure(error)))
            }
        }
    }

    /// Runs a prepared batch; the interface's pace in taking its news limits the batch.
    private func runBatch(_ work: WorkID, _ id: BatchProposal.ID) {
        running[.followedBatch]?.cancel()
        start(.batch) { runtime in
            let outcome = await runtime.services.batch.run(id) { [weak runtime] news in
                await runtime?.deliver(.batchNews(work, news))
            }
            if let outcome { await runtime.deliver(.batchEnded(work, outcome)) }
        }
    }

    private func followBatch() {
        start(.followedBatch) { runtime in
            guard let batch = await runtime.services.batch.followed() else { return }
            await runtime.services.batch.follow(batch) { [weak runtime] progress in
                await runtime?.deliver(.batchFollowed(batch, progress))
            }
        }
    }

    /// Reads a theme again whenever its file changes; `nil` stops that.
    private func watchTheme(_ name: String?) {
        running[.themeWatch]?.cancel()
        guard let name else { return }
        start(.themeWatch) { runtime in
            for await _ in runtime.services.themes.changes(name) {
                let theme = await runtime.services.themes.read(name)
                await runtime.deliver(.themeRead(name, theme))
            }
        }
    }

    /// Lends the terminal to the editor; painting resumes afterwards.
    private func edit(_ text: String) {
        screen.release()
        start(.editing) { runtime in
            let result: Result<String, EditorError>
            do throws(EditorError) {
                result = .success(try await runtime.services.edit(text))
            } catch {
                result = .failure(error)
            }
            runtime.screen.reclaim()
            runtime.forgetScreen()
            // The terminal may have another size now.
            await runtime.deliver(.resized(runtime.screen.size))
            await runtime.deliver(.edited(result))
        }
    }
}
