import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

/// What somebody sees after a failure: what it means, what was said, and what to do now.
@Suite struct ErrorHelpTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let id = ModelID(rawValue: "google/gemma-3-27b-it:free")

    private static func attempt(
        _ kind: ServiceFailure.Kind,
        _ status: Int,
        _ message: String,
        sent: String = "google/gemma-3-27b-it:free"
    ) -> Attempt {
        Attempt(
            modelID: id,
            sentModel: Route(rawValue: sent),
            failure: ServiceFailure(kind, httpStatus: status, message: message)
        )
    }

    /// An answer that went through these updates.
    private func asking(_ updates: [GenerationUpdate]) -> AppState {
        var state = AppState.browsing(size: Size(columns: 120, rows: 40))
        state.press(script: "/gemma<enter>phi<enter>")
        state.apply([.generationUpdated(pane: 1, updates)])
        return state
    }

    private func failed(_ failure: ServiceFailure) -> GenerationUpdate {
        var generation = Generation(id: 1, modelID: Self.id)
        generation.status = .failed
        generation.failure = failure
        return .finished(generation)
    }

    @Test func repeatsAreCountedAndTheMeaningComesFirst() throws {
        let busy = Self.attempt(.rateLimited, 429, "Provider returned error")
        let failure = ServiceFailure(
            .rateLimited,
            httpStatus: 429,
            message: "Provider returned error",
            provider: "Google"
        )
        let state = asking(
            Array(repeating: .attemptFailed(busy), count: 4) + [failed(failure)]
        )
        let text = view(state).text
        #expect(text.contains("429 Provider returned error (4 times)"))
        let meaning = try #require(text.firstRange(of: "The provider is busy."))
        let words = try #require(text.firstRange(of: "429 Provider"))
        #expect(meaning.lowerBound < words.lowerBound)
    }

    /// The first name's refusal is routine as long as another name works.
    @Test func aRoutineRefusalIsAnAside() {
        let refused = Self.attempt(
            .invalidModelID,
            400,
            "not a valid model ID",
            sent: "Google/Gemma"
        )
        var generation = Generation(id: 1, modelID: Self.id)
        generation.status = .completed
        let route = Route(rawValue: "google/gemma-3-27b-it:free")
        var state = asking([.attemptFailed(refused), .connecting(route: route), .text("Hello")])
        #expect(!view(state).text.contains("not a valid model ID"))
        state.apply([.generationUpdated(pane: 1, [.finished(generation)])])
        #expect(
            view(state).text.contains(
                "asked as google/gemma-3-27b-it:free; Google/Gemma was refused"
            )
        )
    }

    @Test func theKeysUnderAFailureWork() {
        let failure = ServiceFailure(.server, httpStatus: 503, message: "down")
        var state = asking([failed(failure)])
        guard case .generate(_, let again)? = state.press(script: "r").first else {
            Issue.record("r does not ask again")
            return
        }
        #expect(again.prompt == "hi" && again.modelID == Self.id)
        state.apply([.generationUpdated(pane: 2, [failed(failure)])])
        let effects = state.press(script: "?")
        #expect(effects == [.loadManual(.messages, about: "503 down")])
        #expect(state.top is HelpRoom)
    }

    @Test func anErrorInTheLastLineCanBeExplained() {
        var state = AppState.browsing()
        state.apply([.refreshFinished(.failure(.refused("no network")))])
        #expect(view(state).text.contains("? explains"))
        #expect(
            state.press(script: "?") == [.loadManual(.messages, about: "Not refreshed: no network")]
        )
    }

    @Test func messagesAreExplainedToo() {
        var state = AppState.browsing()
        state.apply([.refreshFinished(.failure(.refused("no network")))])
        state.press(script: "!")
        #expect(
            state.press(script: "<enter>")
                == [.loadManual(.messages, about: "Not refreshed: no network")]
        )
        state.apply([.manualLoaded(.messages, "### The service cannot be reached\n\nText.")])
        #expect(view(state).text.contains("The service cannot be reached"))
    }

    @Test func attemptsAreFoldedWithTheirWaits() {
        var attempts = (0..<4).map { _ in Self.attempt(.rateLimited, 429, "busy") }
        for (index, wait) in [0, 900, 1400, 2150].enumerated() {
            attempts[index].waitedMilliseconds = wait
        }
        let folded = (attempts + [Self.attempt(.server, 503, "down")]).summaries
        #expect(
            folded == [
                "google/gemma-3-27b-it:free: HTTP 429 rate_limited: busy, 4 times, "
                    + "after 0.9, 1.4, 2.1 s",
                "google/gemma-3-27b-it:free: HTTP 503 server: down",
            ]
        )
    }

    @Test(arguments: ["", "abc"])
    func theHelpIsSearched(prefix: String) {
        var state = AppState.browsing()
        state.press(script: "?<tab>")
        let text = (1...90).map { "line \($0)" }.joined(separator: "\n\n")
        state.apply([.manualLoaded(.badges, prefix + "\n\n" + text)])
        state.press(script: "/line 77<enter>")
        #expect(view(state).text.contains("line 77"))
        #expect((state.top as? HelpRoom)?.searched == "line 77")
        state.press(script: "<esc><esc>")
        #expect(state.stack.isEmpty)
    }
}
