import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct ServicesScreenTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let entries = [
        ServiceEntry(
            name: "openrouter",
            place: "openrouter.ai",
            kind: "openrouter",
            counts: [.verified: 12, .reachable: 280, .unavailable: 3]
        ),
        ServiceEntry(
            name: "huggingface",
            place: "router.huggingface.co",
            kind: "huggingface",
            counts: [.reachable: 120, .degraded: 16]
        ),
        ServiceEntry(name: "local", place: "127.0.0.1:8000", kind: "openai", counts: nil),
    ]

    private static func open() -> AppState {
        var state = AppState.browsing()
        state.press(script: "\\")
        state.apply([.servicesLoaded(entries)])
        return state
    }

    static let cases: [ScreenCase] = [ScreenCase("services") { open() }]

    @Test func enterSwitches() {
        var state = Self.open()
        #expect(state.press(script: "j<enter>") == [.quit])
        #expect(state.nextService == "huggingface")
    }

    @Test func theCurrentOneIsKept() {
        var state = Self.open()
        #expect(state.press(script: "<enter>").isEmpty)
        #expect(state.nextService == nil)
    }

    @Test func nothingIsLeftThatRuns() {
        var state = Self.open()
        state.press(script: "qR\\")
        state.apply([.servicesLoaded(Self.entries)])
        #expect(state.press(script: "j<enter>").isEmpty)
        #expect(state.nextService == nil)
        #expect(state.world.message?.text.string.contains("Something runs here") == true)
    }
}
