import Foundation
import MusterTestSupport
import Synchronization
import Testing

@testable import MusterCore
@testable import MusterUI

@MainActor
@Suite(.timeLimit(.minutes(30)))
struct AppRuntimeTests {
    let size = Size(columns: 200, rows: 50)

    init() throws { try #require(ScreenLocale.isUTF8) }

    @Test func itReadsPaintsAndQuits() async {
        await run(.reading(Catalog.sample)) { screen, send in
            await screen.wait(for: "9 models")
            await screen.wait(for: "Made by agentica-org.")
            send("G")
            await screen.wait(for: "Made by x-ai.")
            send("q")
        }
    }

    @Test func marksAreStoredInTheirOrder() async {
        let calls = Mutex<[String]>([])
        var services = Services.reading(Catalog.sample)
        services.setDisabled = { (ids, isDisabled, _) async throws(StoreError) in
            calls.withLock { $0.append("\(ids[0]) \(isDisabled)") }
        }
        services.setFavorite = { (ids, isFavorite) async throws(StoreError) in
            calls.withLock { $0.append("\(ids[0]) favorite \(isFavorite)") }
        }
        await run(services) { screen, send in
            await screen.wait(for: "9 models")
            send("jdfuuq")
        }
        let id = "anthropic/claude-haiku-4.5"
        let made = calls.withLock(\.self)
        #expect(
            made == [
                "\(id) true", "\(id) favorite true", "\(id) favorite false", "\(id) false",
            ]
        )
    }

    @Test func aStoreThatFailsIsToldAndReadAgain() async {
        var services = Services.reading(Catalog.sample)
        services.setDisabled = { (_, _, _) async throws(StoreError) in
            throw .readOnly(path: "/the/db")
        }
        await run(services) { screen, send in
            await screen.wait(for: "9 models")
            send("d")
            await screen.wait(for: "The database /the/db cannot be written")
            await screen.wait(for: "✗ unavailable")
            send("q")
        }
    }

    @Test func aRefreshReadsAgain() async {
        let isRefreshed = Mutex(false)
        var services = Services.reading([])
        services.loadModels = { () async throws(StoreError) in
            isRefreshed.withLock(\.self) ? (Catalog.sample, .noon) : ([], nil)
        }
        services.refresh = { () async throws(OperationError) in
            isRefreshed.withLock { $0 = true }
            return RefreshReport(
                total: 9,
                added: 9,
                updated: 0,
                removed: 0,
                rejected: [],
                withHuggingFaceID: 5,
                source: "s"
            )
        }
        await run(services) { screen, send in
            // A first start refreshes by itself, and greets.
            await screen.wait(for: "9 models fetched")
            send("R")
            await screen.wait(for: "Refreshed: 9 models, 9 added")
            send("q")
        }
    }

    @Test func whatAnotherProcessWritesIsShown() async {
        var services = Services.reading(Catalog.sample)
        let (changes, changing) = AsyncStream<Store.ModelChanges>
            .makeStream(bufferingPolicy: .bufferingNewest(1))
        services.foreignChanges = { changes }
        let models = Mutex(Catalog.sample)
        services.loadModels = { () async throws(StoreError) in
            (models.withLock(\.self), .minutesAgo(12))
        }
        services.loadSome = { (ids) async throws(StoreError) in
            models.withLock(\.self).filter { ids.contains($0.id) }.map { model in
                var model = model
                model.isDisabled = true
                return model
            }
        }
        await run(services) { screen, send in
            await screen.wait(for: "9 models")
            models.withLock { $0 = Array($0.dropLast()) }
            changing.yield(.any)
            await screen.wait(for: "8 models")
            changing.yield(.some([ModelID(rawValue: "agentica-org/deepcoder-14b-preview")]))
            await screen.wait(for: "⊘ disabled")
            send("q")
        }
    }

    @Test func aGenerationStreamsAndIsCancelled() async {
        var services = Services.reading(Catalog.sample)
        services.generate = { request, onUpdate in
            await onUpdate([.connecting(route: Route(request.modelID))])
            await onUpdate([.text("Here it "), .text("comes")])
            // Only the cancel ends it.
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(30)) }
            let generation = Generation(id: 1, modelID: request.modelID, status: .cancelled)
            await onUpdate([.finished(generation)])
        }
        await run(services) { screen, send in
            await screen.wait(for: "9 models")
            send("GpHi<enter>")
            await screen.wait(for: "Here it comes")
            await screen.wait(for: "streaming")
            send("<esc>")
            await screen.wait(for: "cancelled")
            send("qq")
        }
    }

    @Test func itRestsWhileNothingRuns() async {
        var rests: [Bool] = []
        var services = Services.reading(Catalog.sample)
        services.rest = { rests.append($0) }
        services.backfill = { (onProgress) async throws(OperationError) in
            await onProgress(1, 2)
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(30)) }
            throw .service(ServiceFailure(.cancelled, message: "cancelled"))
        }
        await run(services) { screen, send in
            await screen.wait(for: "Made by agentica-org.")
            #expect(rests.last == true)
            send("B")
            await screen.wait(for: "backfilling 1/2")
            #expect(rests.last == false)
            send("q")
        }
    }

    @Test func leavingCancelsWhatRuns() async {
        let wasCancelled = Mutex(false)
        var services = Services.reading(Catalog.sample)
        services.backfill = { (onProgress) async throws(OperationError) in
            await onProgress(1, 2)
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(30)) }
            wasCancelled.withLock { $0 = true }
            throw .service(ServiceFailure(.cancelled, message: "cancelled"))
        }
        await run(services) { screen, send in
            await screen.wait(for: "9 models")
            send("B")
            await screen.wait(for: "backfilling 1/2")
            send("q")
        }
        let hasEnded = wasCancelled.withLock(\.self)
        #expect(hasEnded)
    }

    @Test func theClipboardAndTheScreenAreAsked() async {
        let screen = await run(.reading(Catalog.sample)) { screen, send in
            await screen.wait(for: "9 models")
            send("jjjyY<c-l><c-z>q")
        }
        #expect(screen.copied == ["meta-llama/llama-3.1-405b", "meta-llama/llama-3.1-405B"])
        #expect(screen.forgetCount == 2)
        #expect(screen.suspendCount == 1)
    }

    @Test func whatIsTooLongForTheClipboardIsSaid() async {
        let id = "a/" + String(repeating: "b", count: 80_000)
        let screen = await run(.reading([.listed(id)])) { screen, send in
            await screen.wait(for: "1 model")
            send("y")
            await screen.wait(for: "Not copied")
            send("q")
        }
        #expect(screen.copied.isEmpty)
    }

    @Test func aScreenThatOthersHaveDrawnOnIsDrawnAnew() {
        var state = AppState.browsing()
        #expect(update(&state, .repaintRequested) == [.repaint])
    }

    @Test func nothingIsPaintedTwice() async {
        let screen = await run(.reading(Catalog.sample)) { screen, send in
            await screen.wait(for: "Made by agentica-org")
            send("kkkkkkq")
        }
        for (grid, next) in zip(screen.grids, screen.grids.dropFirst()) { #expect(grid != next) }
    }

    /// Runs the interface while `body` looks at the screen and presses keys; `body` must quit.
    @discardableResult
    private func run(
        _ services: Services,
        _ body: @MainActor (FakeScreen, (String) -> Void) async -> Void
    ) async -> FakeScreen {
        let screen = FakeScreen(size: size)
        let start = ContinuousClock.now
        let runtime = AppRuntime(
            state: AppState(context: .example, size: size, now: .noon),
            services: services,
            screen: screen,
            time: TimeSource(now: { .noon }, uptime: { ContinuousClock.now - start })
        )
        let running = Task { await runtime.run() }
        await body(screen) { script in
            for key in KeyPress.script(script) { runtime.send(.keyPressed(key)) }
        }
        // A test that has failed must end all the same.
        runtime.send(.terminationRequested)
        await running.value
        return screen
    }
}
