import Foundation
import MusterTestSupport
import Synchronization
import Testing

@testable import MusterCore
@testable import MusterUI

@MainActor
@Suite(.timeLimit(.minutes(30)))
struct ThemeChooserTests {
    nonisolated static let entries: [ThemeEntry] = {
        let broken = ThemeError.unreadable(
            file: "broken.yaml",
            line: 12,
            reason: "texts is not a role; try text"
        )
        let library = ThemeLibrary(folder: "/nowhere")
        let own = (try? library.entry(named: "day").theme).map {
            [ThemeEntry(name: "mine", isOwn: true, theme: $0)]
        }
        return [ThemeEntry(name: "broken", isOwn: true, theme: .failure(broken))] + (own ?? [])
            + library.entries()
    }()

    nonisolated static func theme(_ name: String) -> Theme? {
        try? entries.first { $0.name == name }?.theme.get()
    }

    /// A first screen drawn with `night`, with the chooser open.
    nonisolated static func choosing(
        _ origin: ThemeInUse.Origin = .standard,
        size: Size = Size(columns: 120, rows: 40)
    ) -> AppState {
        var state = AppState.browsing(size: size)
        state.world.theme = theme("night").map {
            ThemeInUse(theme: $0, name: "night", isOwn: false, origin: origin)
        }
        state.press(script: "t")
        state.apply([.themesLoaded(entries)])
        return state
    }

    @Test func movingPreviewsAndEscapeGoesBack() throws {
        let night = try #require(Self.theme("night"))
        let day = try #require(Self.theme("day"))
        var state = Self.choosing()
        let before = state.world.theme
        #expect(state.press(script: "j") == [.setTheme(day), .watchTheme(nil)])
        #expect(state.world.theme?.name == "day")
        #expect(state.press(script: "<esc>") == [.setTheme(night), .watchTheme(nil)])
        #expect(state.world.theme == before)
        #expect(state.stack.isEmpty)
    }

    @Test func openingAndLeavingChangesNothing() {
        var state = Self.choosing()
        #expect(state.press(script: "q").isEmpty)
        #expect(state.press(script: "t") == [.loadThemes])
        #expect(state.apply([.themesLoaded(Self.entries)]).isEmpty)
        #expect(state.press(script: "<enter>").isEmpty)
        #expect(state.stack.isEmpty)
    }

    @Test(arguments: [
        (ThemeInUse.Origin.standard, "day (saved)"), (.remembered, "day (saved)"),
        (.flag, "day (saved)"), (.configuration, "the configuration sets it"),
        (.environment, "MUSTER_THEME sets it"),
    ])
    func enterKeepsAndSaysForHowLong(origin: ThemeInUse.Origin, words: String) {
        var state = Self.choosing(origin)
        state.press(script: "j")
        #expect(state.press(script: "<enter>") == [.rememberTheme("day")])
        #expect(view(state).text.contains(words))
        #expect(state.world.theme?.name == "day")
    }

    @Test func aThemeOfOnesOwnIsWatchedAndABrokenOneExplains() throws {
        let day = try #require(Self.theme("day"))
        var state = Self.choosing()
        #expect(state.press(script: "k") == [.setTheme(day), .watchTheme("mine")])
        #expect(state.press(script: "k").isEmpty)
        #expect(view(state).text.contains("The theme broken.yaml, line 12: texts is"))
        #expect(state.press(script: "<enter>").isEmpty)
        #expect(view(state).text.contains("cannot be used"))
        #expect(state.world.theme?.name == "mine")
    }

    @Test func whatIsWrittenIsShownAtOnceAndAnErrorKeepsTheLastGoodOne() throws {
        let night = try #require(Self.theme("night"))
        let day = try #require(Self.theme("day"))
        var state = Self.choosing()
        state.press(script: "k<enter>")
        #expect(state.apply([.themeRead("mine", .success(day))]).isEmpty)
        #expect(state.apply([.themeRead("other", .success(night))]).isEmpty)
        #expect(state.apply([.themeRead("mine", .success(night))]) == [.setTheme(night)])
        #expect(view(state).text.contains("The theme mine was read again"))
        #expect(state.apply([.themeRead("mine", Self.entries[0].theme)]).isEmpty)
        #expect(view(state).text.contains("line 12: texts is not a role; try text."))
        #expect(state.world.theme?.theme == night)
    }

    @Test func theScreenIsToldAndAFileIsReadAgain() async throws {
        let night = try #require(Self.theme("night"))
        let (changes, changing) = AsyncStream<Void>.makeStream()
        let kept = Mutex<[String]>([])
        var services = Services.reading(Catalog.sample)
        services.themes.list = { Self.entries }
        services.themes.changes = { _ in changes }
        services.themes.read = { _ in .success(night) }
        services.themes.remember = { (name) async throws(StoreError) in
            kept.withLock { $0.append(name) }
        }
        let size = Size(columns: 120, rows: 40)
        let screen = FakeScreen(size: size)
        var state = AppState(context: .example, size: size, now: .noon)
        state.world.theme = ThemeInUse(theme: night, name: "night", isOwn: false, origin: .standard)
        let start = ContinuousClock.now
        let runtime = AppRuntime(
            state: state,
            services: services,
            screen: screen,
            time: TimeSource(now: { .noon }, uptime: { ContinuousClock.now - start })
        )
        let running = Task { await runtime.run() }
        func press(_ script: String) {
            for key in KeyPress.script(script) { runtime.send(.keyPressed(key)) }
        }
        await screen.wait(for: "9 models")
        press("t")
        await screen.wait(for: "yours, light")
        press("k<enter>")
        await screen.wait(for: "Theme set to mine (saved)")
        changing.yield()
        await screen.wait(for: "The theme mine was read again")
        runtime.send(.terminationRequested)
        await running.value
        #expect(screen.themes == ["day", "night"])
        #expect(kept.withLock(\.self) == ["mine"])
    }

    nonisolated static let cases: [ScreenCase] = [
        ScreenCase("themes-120x40") { choosing() },
        ScreenCase("themes-broken") {
            var state = choosing(size: Size(columns: 80, rows: 24))
            state.press(script: "g")
            return state
        },
        ScreenCase("themes-40x10") { choosing(size: Size(columns: 40, rows: 10)) },
    ]

    @Test(arguments: cases.filter(\.isSized))
    func screensAreAsRecorded(_ screen: ScreenCase) throws {
        try #require(ScreenLocale.isUTF8)
        try expectScreen(view(screen.make()).picture, screen.name)
    }
}
