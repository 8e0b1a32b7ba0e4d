import Foundation
import MusterCore

extension AppRuntime {
    // MARK: - The database

    func loadModels() {
        forgetDetails()
        let writes = writeCount
        enqueue { [services] in
            do throws(StoreError) {
                let (models, lastRefresh) = try await services.loadModels()
                return await self.isCurrent(writes)
                    ? .modelsLoaded(models, lastRefresh: lastRefresh) : nil
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

    func write(_ body: @escaping @Sendable () async throws(StoreError) -> Void) {
        forgetDetails()
        writeCount += 1
        enqueue {
            do throws(StoreError) {
                try await body()
                return nil
            } catch {
                return .storeFailed(error)
            }
        }
    }

    /// Shows the details of the model under the cursor, and reads those around it ahead.
    ///
    /// What was read ahead is shown in the same paint as the cursor's move; otherwise each move
    /// would be two paints, the second one interval later.
    func loadDetails(_ id: ModelID) {
        if let known = detailsCache[id] { _ = update(&state, .detailsLoaded(known)) }
        let wanted = state.catalog.neighbors(distance: Self.readAhead)
            .filter { detailsCache[$0.id] == nil }
        guard detailsCache[id] == nil || wanted.count > Self.readAhead / 2 else { return }
        let previous = storeWork
        let epoch = detailsEpoch
        storeWork = Task {
            await previous?.value
            for model in wanted {
                guard epoch == detailsEpoch else { return }
                guard let details = try? await services.loadDetails(model) else { continue }
                if detailsCache.count >= Self.detailsLimit { detailsCache = [:] }
                detailsCache[model.id] = details
                if state.catalog.selected?.id == model.id { await deliver(.detailsLoaded(details)) }
            }
        }
    }

    /// Forgets what was read ahead, because the database may have changed.
    func forgetDetails() {
        detailsCache = [:]
        detailsEpoch += 1
    }

    func enqueue(_ work: @escaping @Sendable () async -> AppEvent?) {
        let previous = storeWork
        storeWork = Task {
            await previous?.value
            if let event = await work() { await deliver(event) }
        }
    }

    func loadSavedFilters() {
        enqueue { [services] in
            do throws(StoreError) {
                return .savedFiltersLoaded(try await services.loadSavedFilters())
            } catch {
                return .storeFailed(error)
            }
        }
    }

    func loadHistory(_ search: String) {
        enqueue { [services] in
            do throws(StoreError) {
                return .historyLoaded(try await services.loadHistory(search), search: search)
            } catch {
                return .storeFailed(error)
            }
        }
    }

    func loadGeneration(_ id: Int64, _ purpose: HistoryState.Purpose) {
        enqueue { [services] in
            do throws(StoreError) {
                return .generationLoaded(try await services.loadGeneration(id), purpose)
            } catch {
                return .storeFailed(error)
            }
        }
    }

    func loadTimeline(_ id: ModelID) {
        enqueue { [services] in
            do throws(StoreError) {
                return .timelineLoaded(id, try await services.loadTimeline(id))
            } catch {
                return .storeFailed(error)
            }
        }
    }
}
