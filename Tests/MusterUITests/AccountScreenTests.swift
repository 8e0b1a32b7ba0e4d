import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

/// What the account, its providers and its prices leave to see.
@Suite struct AccountScreenTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let grok = ModelID(rawValue: "x-ai/grok-code-fast-1")

    private static func lines(_ state: AppState) -> String { view(state).text }

    @Test func aModelIsPinnedToWhatAnswered() throws {
        var state = AppState.browsing(size: Size(columns: 200, rows: 50))
        let effects = state.press(script: "Gx")
        let model = try #require(state.world.catalog.selected)
        #expect(effects.contains(.togglePin(model)))
        let routing = ProviderRouting(endpoint: "deepinfra/fp8", quantization: "fp8")
        state.apply([.pinChanged(model.id, .success(routing))])
        #expect(
            state.world.message?.text.string == "Pinned \(model.id) to deepinfra/fp8; u undoes it"
        )
        #expect(Self.lines(state).contains("Pinned to  deepinfra/fp8"))
        state.press(script: "p")
        #expect(Self.lines(state).contains("pinned to deepinfra/fp8"))
        state.press(script: "<esc><space>b")
        #expect(Self.lines(state).contains("Pinned to"))
        #expect(Self.lines(state).contains("deepinfra/fp8"))
        state.press(script: "q")
        state.apply([.pinChanged(model.id, .success(nil))])
        #expect(state.world.catalog.model(model.id)?.pin == nil)
        #expect(state.press(script: "u") == [.setPin(model.id, routing)])
        #expect(state.world.catalog.model(model.id)?.pin == routing)
        // Before that, it was marked.
        #expect(state.press(script: "uu").last == .setPin(model.id, nil))
    }

    @Test func whatIsNotKnownIsNotPinned() {
        var state = AppState.browsing()
        state.apply([.pinChanged(Self.grok, .failure(PinRefusal(modelID: Self.grok)))])
        #expect(state.world.message?.text.string.contains("c twice finds out") == true)
    }

    @Test func theHeaderTellsABalanceBelowTheForecast() {
        var state = AppState.browsing(size: Size(columns: 140, rows: 40))
        #expect(!Self.lines(state).contains(" left"))
        var refusal = BatchRefusal("The key may spend $0.80 more")
        refusal.balance = Decimal(string: "0.804")
        state.apply([.batchPrepared(1, .failure(refusal))])
        #expect(Self.lines(state).contains("key from environment $0.80 left"))
    }

    @Test func batchRowsAreShownOnlyWhenAskedFor() {
        var models = Catalog.sample
        var batch = models[0]
        batch.entry.id = ModelID(rawValue: "\(models[0].id):batch")
        models.append(batch)
        var state = AppState.browsing(models)
        #expect(Self.lines(state).contains(" \(Catalog.sample.count) models "))
        #expect(!Self.lines(state).contains(":batch"))
        state.press(script: "/is:batch<enter>")
        #expect(state.shownIDs == [batch.id.rawValue])
        #expect(Self.lines(state).contains("▤ batch"))
        state.press(script: "p")
        #expect(state.world.message?.text.string.contains("answers only the Batch API") == true)
    }
}
