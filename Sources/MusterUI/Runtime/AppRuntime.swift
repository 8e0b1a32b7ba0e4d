import Foundation
package import MusterCore

/// Feeds events to `update`, performs its effects, and paints.
///
/// Everything arrives in one ordered stream, and nothing else calls `update`. It paints at most
/// once in 16 ms, twice after a pause, and only cells that changed; while nothing runs it wakes once
/// a minute, for the ages on the screen.
@MainActor
package final class AppRuntime {
    private static let tickInterval = Duration.milliseconds(250)
    private static let idleTickInterval = Duration.seconds(60)
    /// The longest wait for cancelled work on quitting.
    private static let leavingLimit = Duration.seconds(2)

    /// The state on screen; after ``run()``, the final state.
    package private(set) var state: AppState
    let services: Services
    let screen: any Screen
    let time: TimeSource
    private let events: AsyncStream<AppEvent>
    private let continuation: AsyncStream<AppEvent>.Continuation
    private var lastGrid: CellGrid?
    private var pace = PaintPace()
    private var lastTitle: SanitizedText?
    private var pendingPaint: Task<Void, Never>?
    private var ticker: Task<Void, Never>?
    private var tickerInterval: Duration?
    private var foreignChanges: Task<Void, Never>?
    /// Work that quitting waits for, so that the database gets its results.
    var running: [Work: Task<Void, Never>] = [:]
    /// Database reads and writes, one after the other, in the order of their effects.
    var storeWork: Task<Void, Never>?
    var writeCount = 0
    private var alarm: Task<Void, Never>?

    /// Work outside the database queue, at most one of each.
    enum Work: Hashable {
        case activity, check, freeTier, batch, followedBatch, history, editing, themeWatch
        case generation(pane: Int)
    }

    package init(state: AppState, services: Services, screen: any Screen, time: TimeSource) {
        self.state = state
        self.services = services
        self.screen = screen
        self.time = time
        // Keys arrive at the speed of fingers, and generations wait when it is full (see
        // `deliver`).
        (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(8192))
    }

    /// Delivers an event from the terminal; drops it when the stream is full, as a terminal would.
    package func send(_ event: AppEvent) {
        continuation.yield(event)
    }

    /// Delivers an event that must not be lost; waits while the stream is full.
    func deliver(_ event: AppEvent) async {
        while case .dropped = continuation.yield(event) {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Runs until the user leaves; returns when everything that ran has ended.
    ///
    /// What is known already comes with `first`, so that the first paint shows it.
    package func run(first: [AppEvent] = []) async {
        let effects = ([.resized(screen.size)] + first).flatMap { apply($0) }
        if state.world.settings.hasMouse { screen.hearMouse(true) }
        paint()
        for effect in effects + state.firstEffects { perform(effect) }
        keepTime()
        // What another process writes is shown without being asked for, and read no faster than it
        // can be.
        foreignChanges = Task { [services] in
            for await changes in services.foreignChanges() {
                await deliver(.databaseChanged(changes))
                await storeWork?.value
            }
        }
        for await event in events {
            if handle(event) { break }
        }
        await leave()
    }

    /// The one caller of `update`.
    private func apply(_ event: AppEvent) -> [AppEffect] {
        update(&state, .timePassed(time.now())) + update(&state, event)
    }

    /// Applies one event and performs what it orders; returns whether it is time to leave.
    private func handle(_ event: AppEvent) -> Bool {
        let effects = apply(event)
        for effect in effects where effect != .quit { perform(effect) }
        keepTime()
        schedulePaint()
        return effects.contains(.quit)
    }

    // MARK: - Painting

    func forgetScreen() {
        screen.forget()
        lastGrid = nil
    }

    private func schedulePaint() {
        guard pendingPaint == nil else { return }
        let wait = pace.wait(at: time.uptime())
        guard wait > .zero else { return paint() }
        pendingPaint = Task {
            try? await Task.sleep(for: wait)
            pendingPaint = nil
            paint()
        }
    }

    private func paint() {
        let start = time.uptime()
        let grid = view(state)
        // A screen that has just changed its size says so in the next event.
        guard grid != lastGrid, grid.size == screen.size else { return }
        screen.paint(grid)
        if state.title != lastTitle {
            lastTitle = state.title
            screen.setTitle(state.title)
        }
        screen.setProgress(state.progress)
        lastGrid = grid
        pace.count(from: start, to: time.uptime())
    }

    // MARK: - Time

    private func keepTime() {
        services.rest(!state.world.needsTime)
        let interval = state.world.needsTime ? Self.tickInterval : Self.idleTickInterval
        guard interval != tickerInterval else { return }
        ticker?.cancel()
        tickerInterval = interval
        ticker = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: interval)
                if !Task.isCancelled { send(.timePassed(time.now())) }
            }
        }
    }

    /// Sends the time at that date, however far away, with a single timer.
    func wake(at date: Date?) {
        alarm?.cancel()
        alarm = date.map { date in
            Task {
                try? await Task.sleep(for: .seconds(max(date.timeIntervalSince(time.now()), 1)))
                if !Task.isCancelled { send(.timePassed(time.now())) }
            }
        }
    }

    // MARK: - Leaving

    /// Cancels all work and waits for it, so that the database gets its text.
    private func leave() async {
        pendingPaint?.cancel()
        ticker?.cancel()
        continuation.finish()
        alarm?.cancel()
        foreignChanges?.cancel()
        // While only the first models are here, nothing waits to be written.
        let writing = state.world.catalog.expected == nil ? storeWork : nil
        let tasks = Array(running.values) + (writing.map { [$0] } ?? [])
        for task in running.values { task.cancel() }
        let (ended, ending) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let waiting = Task {
            for task in tasks { await task.value }
            ending.yield()
        }
        // Work that ignores its cancellation must not keep the user from quitting.
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
            world.theme.flatMap { $0.isOwn ? [.watchTheme($0.name)] : nil } ?? []
        // What other services have is not read before the first screen.
        let isWhole =
            world.catalog.isLoaded && world.catalog.expected == nil
            && !world.context.hasOtherServices
        let models = isWhole ? [] : [AppEffect.loadModels]
        return models + [.loadSavedFilters, .followBatch] + watch
    }
}
