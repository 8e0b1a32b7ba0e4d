import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

@Suite struct CheckScreenTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let entries: [TimelineEntry] = {
        let id = "agentica-org/deepcoder-14b-preview"
        var refused = CheckCase.result(id, .refused, kind: .completion, detail: "404 gone").evidence
        refused.sentModel = Route(rawValue: id)
        refused.httpStatus = 404
        refused.cost = Decimal(string: "0.00021")
        refused.provider = "Chutes"
        var endpoints = CheckCase.result(id, .reachable).evidence
        endpoints.endpoints = [
            Endpoint(
                provider: "Chutes",
                status: 0,
                uptime: 99.93,
                quantization: "fp8",
                contextLength: 96_000,
                promptPrice: Price(decimalString: "0"),
                completionPrice: Price(decimalString: "0")
            ),
            Endpoint(provider: "Eve \u{1B}[31m\u{202E}red", status: -2),
        ]
        var probe = CheckCase.result(id, .answered, kind: .completion, detail: "called it").evidence
        probe.capability = .tools
        return [
            TimelineEntry(
                date: .minutesAgo(75),
                evidence: refused,
                attempts: [
                    Attempt(
                        sentModel: "agentica-org/DeepCoder-14B-Preview",
                        httpStatus: 404,
                        kind: "not_found",
                        message: "Provider returned error: \u{1B}[2Jno such model"
                    ),
                    Attempt(
                        sentModel: Route(rawValue: id),
                        httpStatus: 404,
                        kind: "not_found",
                        message: "Provider returned error"
                    ),
                ]
            ),
            TimelineEntry(date: .minutesAgo(80), evidence: endpoints, attempts: []),
            TimelineEntry(date: .minutesAgo(90), evidence: probe, attempts: []),
            TimelineEntry(
                date: .minutesAgo(200),
                evidence: nil,
                attempts: [
                    Attempt(
                        sentModel: Route(rawValue: id),
                        httpStatus: 401,
                        kind: "unauthorized",
                        message: "no"
                    )
                ]
            ),
        ]
    }()

    private static func timeline(_ size: Size, keys: String = "") -> AppState {
        var state = AppState.browsing(size: size)
        state.press(script: "w")
        let id = ModelID(rawValue: "agentica-org/deepcoder-14b-preview")
        state.apply([.timelineLoaded(id, entries)])
        state.press(script: keys)
        return state
    }

    private static var changed: [Model] {
        var models = Catalog.sample
        models[3].changes = [
            ModelChange(field: "prompt_price", before: "2", now: "3"),
            ModelChange(field: "quantization", before: "bf16", now: "fp8"),
        ]
        return models
    }

    static let cases: [ScreenCase] = [
        ScreenCase("timeline-120x40") { timeline(Size(columns: 120, rows: 40)) },
        ScreenCase("timeline-second") { timeline(Size(columns: 80, rows: 24), keys: "j") },
        ScreenCase("timeline-last-40x12") { timeline(Size(columns: 40, rows: 12), keys: "G") },
        ScreenCase("timeline-empty") {
            var state = AppState.browsing(Catalog.numbered(2), size: Size(columns: 80, rows: 24))
            state.press(script: "w")
            state.apply([.timelineLoaded(ModelID(rawValue: "author/model-000"), [])])
            return state
        },
        ScreenCase("changed") {
            var state = AppState.browsing(changed)
            state.press(script: "jjj")
            state.apply([.detailsLoaded(ScreenTests.details)])
            return state
        },
        ScreenCase("check-question") {
            var state = AppState.browsing(
                [Catalog.reachable("a/b"), Catalog.reachable("a/b:free", price: "0")],
                size: Size(columns: 80, rows: 24)
            )
            state.press(script: "ac")
            return state
        },
        ScreenCase("check-running") {
            var state = AppState.browsing(Catalog.numbered(43))
            state.press(script: "Cq<space>m")
            for index in 0..<18 {
                let id = "author/model-0\(index < 10 ? "0" : "")\(index)"
                let finding: Evidence.Finding = index % 4 == 3 ? .refused : .reachable
                let models = state.world.catalog.models
                state.apply([.checkProgressed(1, CheckCase.result(id, finding, in: models))])
            }
            return state
        },
    ]

    @Test(arguments: cases.filter(\.isSized))
    func screensAreAsRecorded(_ screen: ScreenCase) throws {
        try expectScreen(view(screen.make()).picture, screen.name)
    }

    @Test func everyLineOfALongEntryCanBeReached() {
        let id = "agentica-org/deepcoder-14b-preview"
        var evidence = CheckCase.result(id, .reachable).evidence
        evidence.endpoints = (1...60).map { Endpoint(provider: "Provider \($0) of 60", status: 0) }
        let long = TimelineEntry(date: .noon, evidence: evidence, attempts: [])
        var state = AppState.browsing(size: Size(columns: 60, rows: 15))
        state.press(script: "w")
        state.apply([.timelineLoaded(ModelID(rawValue: id), [long] + Self.entries)])
        var seen: Set<Int> = []
        for _ in 0..<120 {
            let text = view(state).text
            for number in 1...60 where text.contains("Provider \(number) of") {
                seen.insert(number)
            }
            state.press(script: "j")
        }
        #expect(seen.count == 60)
        #expect(view(state).text.contains("HTTP 401"))
        // And back, up to the head.
        for _ in 0..<120 { state.press(script: "k") }
        #expect(view(state).text.contains("✗ unavailable  404"))
        state.press(script: "G")
        #expect(view(state).text.contains("HTTP 401"))
    }

    @Test func theVerdictIsSeenFirstHoweverSmallTheScreen() {
        var state = Self.timeline(Size(columns: 40, rows: 10))
        #expect(view(state).text.contains("✗ unavailable"))
        for _ in 0..<40 { state.press(script: "j") }
        #expect(view(state).text.contains("generation"))
    }

    @Test func aCurlCommandIsCopied() {
        var state = Self.timeline(Size(columns: 120, rows: 40))
        let effects = state.press(script: "y")
        guard case .copy(let text)? = effects.first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(text.string.contains(#""model":"agentica-org/deepcoder-14b-preview""#))
        #expect(text.string.contains("$OPENROUTER_API_KEY"))
        guard case .copy(let list)? = state.press(script: "jy").first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(list.string.hasSuffix("agentica-org/deepcoder-14b-preview/endpoints'"))
    }
}
