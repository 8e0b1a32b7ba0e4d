import Foundation
package import MusterCore

/// Feeds events to `update`, performs its effects and paints: the one place where things happen.
///
/// Everything arrives in one ordered stream. It paints at most once in 16 ms and only what has
/// changed; while nothing runs there is no timer.
@MainActor
package final class AppRuntime {
    private static let paintInterval = Duration.milliseconds(16)
    private static let tickInterval = Duration.milliseconds(250)
    /// How many models above and below the cursor have their details read ahead.
    static let readAhead = 12
    /// How many details are kept.
    static let detailsLimit = 500
    /// How long leaving waits for what it has cancelled.
    private static let leavingLimit = Duration.seconds(2)

    /// What the screen shows; after ``run()``, how it was left.
    package internal(set) var state: AppState
    let services: Services
    let screen: any Screen
    let time: TimeSource
    private let events: AsyncStream<AppEvent>
    private let continuation: AsyncStream<AppEvent>.Continuation
    var lastGrid: CellGrid?
    private var lastPaint: Duration?
    private var lastTitle: SanitizedText?
    private var pendingPaint: Task<Void, Never>?
    private var ticker: Task<Void, Never>?
    var activity: Task<Void, Never>?
    var check: Task<Void, Never>?
    var freeTier: Task<Void, Never>?
    var batch: Task<Void, Never>?
    /// The batch that was prepared last.
    var prepared: BatchProposal.ID?
    private var foreignChanges: Task<Void, Never>?
    var editing: Task<Void, Never>?
    var watching: Task<Void, Never>?
    private var alarm: Task<Void, Never>?
    var generations: [Int: Task<Void, Never>] = [:]
    /// Details read ahead; forgotten whenever something is written.
    var detailsCache: [ModelID: ModelDetails] = [:]
    var detailsEpoch = 0
    /// How many writes were ordered.
    var writeCount = 0
    /// Reads and writes of the database run one after the other, in the order of their effects.
    var storeWork: Task<Void, Never>?

    /// Creates a runtime that begins in `state`.
    package init(state: AppState, services: Services, screen: any Screen, time: TimeSource) {
        self.state = state
        self.services = services
        self.screen = screen
        self.time = time
        // Keys come at the speed of fingers, and generations wait when it is full (see `deliver`).
        (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(8192))
    }

    /// Hands in an event from the terminal; one too many is dropped, as a terminal would.
    package func send(_ event: AppEvent) {
        continuation.yield(event)
    }

    /// Runs until the user leaves; returns when everything that ran has ended.
    package func run() async {
        handle(.resized(screen.size))
        if state.settings.hasMouse { screen.hearMouse(true) }
        paint()
        for effect in state.firstEffects { perform(effect) }
        // What another process writes is shown without being asked for.
        foreignChanges = Task { [services] in
            for await _ in services.foreignChanges() { loadModels() }
        }
        for await event in events {
            if handle(event) { break }
        }
        await leave()
    }

    /// Applies one event; returns whether it is time to leave.
    @discardableResult
    private func handle(_ event: AppEvent) -> Bool {
        let effects = update(&state, .timePassed(time.now())) + update(&state, event)
        for effect in effects where effect != .quit { perform(effect) }
        keepTime()
        schedulePaint()
        return effects.contains(.quit)
    }

    // MARK: - Painting

    private func schedulePaint() {
        guard pendingPaint == nil else { return }
        let sinceLast = lastPaint.map { time.uptime() - $0 } ?? Self.paintInterval
        guard sinceLast < Self.paintInterval else { return paint() }
        pendingPaint = Task {
            try? await Task.sleep(for: Self.paintInterval - sinceLast)
            pendingPaint = nil
            paint()
        }
    }

    private func paint() {
        let grid = view(state)
        // A screen that has just changed its size says so in the next event.
        guard grid != lastGrid, grid.size == screen.size else { return }
        screen.paint(grid)
        if state.title != lastTitle {
            lastTitle = state.title
            screen.setTitle(state.title)
        }
        lastGrid = grid
        lastPaint = time.uptime()
    }

    private func keepTime() {
        guard state.needsTime else {
            ticker?.cancel()
            ticker = nil
            return
        }
        guard ticker == nil else { return }
        ticker = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.tickInterval)
                if !Task.isCancelled { send(.timePassed(time.now())) }
            }
        }
    }

    // MARK: - Effects

    private func perform(_ effect: AppEffect) {
        switch effect {
        case .loadModels: loadModels()
        case .refreshCatalog: refresh()
        case .backfill: backfill()
        case .cancelActivity: activity?.cancel()
        case .check(let plan): run(plan)
        case .cancelCheck: check?.cancel()
        case .loadFreeTier: loadFreeTier()
        case .loadTimeline(let id): loadTimeline(id)
        case .wake(let date): wake(at: date)
        case .setDisabled(let ids, let isDisabled, let reason):
            write { [services] () async throws(StoreError) in
                try await services.setDisabled(ids, isDisabled, reason)
            }
        case .setHuggingFaceID(let id, let huggingFaceID, let source):
            write { [services] () async throws(StoreError) in
                try await services.setHuggingFaceID(id, huggingFaceID, source)
            }
        case .setFavorite(let ids, let isFavorite):
            write { [services] () async throws(StoreError) in
                try await services.setFavorite(ids, isFavorite)
            }
        case .setMarked(let ids, let isMarked):
            write { [services] () async throws(StoreError) in
                try await services.setMarked(ids, isMarked)
            }
        case .remember(let settings):
            write { [services] () async throws(StoreError) in
                try await services.remember(settings)
            }
        case .loadSavedFilters: loadSavedFilters()
        case .saveFilter(let name, let source):
            write { [services] () async throws(StoreError) in
                try await services.saveFilter(name, source)
            }
            loadSavedFilters()
        case .loadDetails(let id): loadDetails(id)
        case .generate(let pane, let request): generate(pane, request)
        case .cancelGeneration(let pane): generations[pane]?.cancel()
        case .loadHistory(let search): loadHistory(search)
        case .loadGeneration(let id, let purpose): loadGeneration(id, purpose)
        case .edit(let text): edit(text)
        case .loadThemes: loadThemes()
        case .setTheme(let theme): use(theme)
        case .watchTheme(let name): watchTheme(name)
        case .rememberTheme(let name):
            write { [services] () async throws(StoreError) in
                try await services.themes.remember(name)
            }
        case .copy(let text): screen.copy(text)
        case .hearMouse(let isHeard): screen.hearMouse(isHeard)
        case .lookForKey: lookForKey()
        case .loadSurvival(let ids): loadSurvival(ids)
        case .saveSlate(let path, let ids): saveSlate(path, ids)
        case .prepareBatch(let request): prepareBatch(request)
        case .abandonBatch: abandonBatch()
        case .runBatch: runBatch()
        case .pauseBatch(let isPaused): pauseBatch(isPaused)
        case .cancelBatch: batch?.cancel()
        case .repaint:
            screen.forget()
            lastGrid = nil
        case .suspend:
            screen.suspend()
            screen.forget()
            lastGrid = nil
            // It may have come back with another size.
            _ = update(&state, .resized(screen.size))
        case .quit: break
        }
    }

    /// Tells the time at a moment, however long away, with a single timer.
    private func wake(at date: Date?) {
        alarm?.cancel()
        alarm = date.map { date in
            Task {
                try? await Task.sleep(for: .seconds(max(date.timeIntervalSince(time.now()), 1)))
                if !Task.isCancelled { send(.timePassed(time.now())) }
            }
        }
    }

    /// Hands in an event that must not be lost: when the stream is full, its maker waits.
    func deliver(_ event: AppEvent) async {
        while case .dropped = continuation.yield(event) {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    // MARK: - Leaving

    /// Cancels whatever runs and waits for it, so that its text is stored.
    private func leave() async {
        pendingPaint?.cancel()
        ticker?.cancel()
        continuation.finish()
        alarm?.cancel()
        let running =
            [activity, check, freeTier, batch, editing, storeWork].compactMap { $0 }
            + generations.values
        activity?.cancel()
        check?.cancel()
        freeTier?.cancel()
        batch?.cancel()
        foreignChanges?.cancel()
        editing?.cancel()
        watching?.cancel()
        for task in generations.values { task.cancel() }
        let (ended, ending) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let waiting = Task {
            for task in running { await task.value }
            ending.yield()
        }
        // Work that does not heed its cancelling must not keep the user from leaving.
        let limit = Task {
            try? await Task.sleep(for: Self.leavingLimit)
            ending.yield()
        }
        for await _ in ended { break }
        waiting.cancel()
        limit.cancel()
    }
}

extension AppState {
    /// What a runtime does first: the models may be there already.
    fileprivate var firstEffects: [AppEffect] {
        let watch: [AppEffect] =
            theme.flatMap { $0.isOwn ? [.watchTheme($0.name)] : nil } ?? []
        let models: [AppEffect] =
            catalog.isLoaded ? catalog.selected.map { [.loadDetails($0.id)] } ?? [] : [.loadModels]
        return models + [.loadSavedFilters] + watch
    }
}
