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
            catalog: models([.verified: 12, .reachable: 280, .unavailable: 3])
        ),
        ServiceEntry(
            name: "huggingface",
            place: "router.huggingface.co",
            kind: "huggingface",
            catalog: models([.reachable: 120, .degraded: 16])
        ),
        ServiceEntry(name: "local", place: "127.0.0.1:8000", kind: "openai", catalog: nil),
    ]

    private static func models(_ counts: [Availability: Int]) -> [Model] {
        counts.flatMap { availability, count in
            (0..<count).map {
                Model.example("a/\(availability)-\($0)", verdict: .example(availability))
            }
        }.sorted { $0.id < $1.id }
    }

    private static func open() -> AppState {
        var state = AppState.browsing()
        state.press(script: "\\")
        state.apply([.servicesLoaded(entries)])
        return state
    }

    /// The table over all services, whose router has some of the models in their own case.
    private static func openAll() -> AppState {
        var state = AppState.browsing()
        let here = state.world.catalog.models.filter(\.isListed)
        let there = here.filter { $0.huggingFaceID != nil }.prefix(3).map { model in
            Model.example(
                model.huggingFaceID?.rawValue ?? "",
                huggingFaceID: model.huggingFaceID?.rawValue,
                verdict: .example(.reachable)
            )
        }.sorted { $0.id < $1.id }
        let catalogs = [here, there, nil]
        state.press(script: "\\")
        let entries = zip(entries, catalogs).map { entry, catalog in
            ServiceEntry(
                name: entry.name,
                place: entry.place,
                kind: entry.kind,
                catalog: catalog
            )
        }
        state.apply([.servicesLoaded(entries)])
        state.press(script: "*")
        return state
    }

    static let cases: [ScreenCase] = [
        ScreenCase("services") { open() },
        ScreenCase("services-all") { openAll() },
    ]

    @Test func aModelOfAnotherServiceIsGoneTo() throws {
        var state = Self.openAll()
        state.press(script: "/is:reachable<enter>")
        let model = try #require((state.focused as? AllModelsRoom)?.selectedModel)
        #expect(state.press(script: "<enter>") == [.quit])
        #expect(state.nextService == "huggingface")
        #expect(state.nextModel == model.id)
    }

    @Test func aWrongFilterIsTold() {
        var state = Self.openAll()
        state.press(script: "/is:nothing<enter>")
        #expect(state.world.message?.text.string.contains("is:nothing") == true)
    }

    @Test func aModelHereIsGoneToAtOnce() throws {
        var state = Self.openAll()
        let id = try #require(state.world.catalog.models.last { $0.isListed }?.id)
        state.press(script: "/\(id.rawValue)<enter>")
        #expect(!state.press(script: "<enter>").contains(.quit))
        #expect(state.nextService == nil)
        #expect(state.world.catalog.selected?.id == id)
        #expect(state.stack.isEmpty)
    }

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
        #expect(
            state.world.message?.text.string.contains("A refresh or a backfill runs here") == true
        )
    }
}
