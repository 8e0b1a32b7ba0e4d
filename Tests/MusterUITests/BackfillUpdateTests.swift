import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct BackfillUpdateTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    @Test func aBackfillReportsAndReads() {
        var state = AppState.browsing()
        state.press(script: "B")
        var report = BackfillReport()
        report.total = 9
        report.withHuggingFaceID = 5
        report.updated = 2
        #expect(state.apply([.backfillFinished(.success(report))]) == [.loadModels])
        #expect(
            state.world.message?.text.string
                == "Backfilled: 2 updated, 5 with and 4 without a Hugging Face ID"
        )
        #expect(state.world.message?.tone == .success)
        state.press(script: "B")
        report.unresolved = 3
        state.apply([.backfillFinished(.success(report))])
        #expect(state.world.message?.tone == .warning)
    }
}
