import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

@Suite struct PlotTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static func text(_ lines: [[Span]]) -> [String] {
        lines.map { $0.map(\.text.string).joined() }
    }

    @Test func pointsStandBetweenTheAxes() {
        let plot = Plot(
            [Plot.Point(0, 0), Plot.Point(5, 10), Plot.Point(10, 5)],
            horizontal: Plot.Axis { Quantity.fixed($0, 0) },
            vertical: Plot.Axis { Quantity.fixed($0, 0) },
            isASCII: true
        )
        #expect(
            Self.text(plot.lines(columns: 14, rows: 5)) == [
                "10|     *     ", "  |          *", " 0|*          ", "  +-----------",
                "   0    5   10",
            ]
        )
        #expect(plot.lines(columns: 9, rows: 5).isEmpty)
    }

    @Test func aLogarithmHasNoPlaceForZero() {
        let plot = Plot(
            [Plot.Point(0, 1), Plot.Point(1, 1), Plot.Point(.nan, 1), Plot.Point(1000, 1)],
            horizontal: Plot.Axis(isLogarithmic: true) { Quantity.fixed($0, 0) },
            vertical: Plot.Axis { Quantity.fixed($0, 1) },
            isASCII: true
        )
        let drawn = Self.text(plot.lines(columns: 24, rows: 5))
        #expect(drawn.joined().filter { $0 == "*" }.count == 2)
        #expect(drawn.last?.contains("1000") == true)
    }

    /// Any points in any room are drawn within it.
    @Test(arguments: 1...40)
    func anyPointsFit(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let points = (0..<Int.random(in: 0...60, using: &random)).map { _ in
            Plot.Point(
                Double.random(in: -10...1e6, using: &random),
                Double.random(in: -1...1, using: &random)
            )
        }
        let plot = Plot(
            points,
            horizontal: Plot.Axis { Quantity.tokens(Int($0)) },
            vertical: Plot.Axis { Quantity.fixed($0, 2) },
            isConnected: Bool.random(using: &random),
            isASCII: Bool.random(using: &random)
        )
        let (columns, rows) = (
            Int.random(in: 0...90, using: &random), Int.random(in: 0...20, using: &random)
        )
        let lines = plot.lines(columns: columns, rows: rows)
        #expect(lines.count <= max(rows, 0))
        #expect(lines.allSatisfy { $0.width <= max(columns, 0) })
    }

    private static func evidence(_ count: Int, minutesApart: Double = 30) -> [Evidence] {
        (0..<count).map { number in
            var evidence = Evidence(
                modelID: ModelID(rawValue: "a/b"),
                observedAt: .minutesAgo(Double(number) * minutesApart),
                kind: .endpoints,
                finding: .reachable,
                cause: "as_tested",
                detail: "up"
            )
            var endpoint = Endpoint(provider: "P")
            endpoint.uptime = 99 - Double(number)
            endpoint.latency = Percentiles(p50: 400 + Double(number * 100))
            evidence.endpoints = [endpoint]
            return evidence
        }
    }

    @Test func evidenceIsPlottedFromThreeChecksOn() {
        #expect(EvidencePlots(Self.evidence(2), isASCII: true).isEmpty)
        let plots = EvidencePlots(Self.evidence(6), isASCII: true)
        let text = Self.text(plots.lines(columns: 60))
        #expect(text.first == "Uptime of the best endpoint")
        #expect(text.contains("First token, as endpoints report it"))
        #expect(text.count == 2 * EvidencePlots.rows)
        // Beside each other where there is room.
        #expect(plots.lines(columns: 120).count == EvidencePlots.rows)
        let spoken = Self.text(plots.lines(columns: 120, isSpoken: true))
        #expect(
            spoken.first
                == "Uptime of the best endpoint: 6 times, from 94.0 % to 99.0 %, newest 99.0 %"
        )
    }

    /// Seconds, hours, hours over days, and months.
    @Test(arguments: [0.1, 30, 300, 10_000])
    func aPlotTellsItsTimesApart(minutes: Double) throws {
        let evidence = Self.evidence(6, minutesApart: minutes)
        let text = Self.text(EvidencePlots(evidence, isASCII: true).lines(columns: 60))
        let times = try #require(text.last).split(separator: /\s{2,}/)
        #expect(times.count == 3 && Set(times).count == 3, "\(times)")
    }

    @Test func endpointsAreATableOrSentences() {
        var down = Endpoint(provider: "Slow")
        down.status = -2
        down.uptime = 41.5
        var up = Endpoint(provider: "Fast")
        up.tag = "fast/fp8"
        up.uptime = 99.96
        let table = EndpointTable([up, down], evidence: [], now: .noon, isASCII: true)
        let lines = Self.text(table.lines(width: 80))
        #expect(lines.count == 3)
        #expect(lines[1].contains("fast/fp8") && lines[1].contains("100.0 %  ========"))
        #expect(lines[2].contains("41.5 %") && lines[2].contains("down: status -2"))
        let words = Self.text(table.lines(width: 80, isSpoken: true))
        #expect(words.contains { $0.contains("Slow, down (-2), 41.5 % of 30 min") })
    }

    private static func priced(_ id: String, _ price: String, _ index: Double?) -> Model {
        var model = Model.listed(id, prompt: price, completion: price)
        model.entry.traits.intelligence = index
        return model
    }

    @Test func pricesStandAgainstAMeasure() {
        let models = [
            Self.priced("a/dear", "0.00001", 50), Self.priced("a/cheap", "0.0000001", 20),
            Self.priced("a/free", "0", 30), Self.priced("a/unknown", "0.000001", nil),
        ]
        let plot = ScatterPlot(models, .intelligence, isASCII: true)
        #expect(plot.models.map(\.id.rawValue) == ["a/cheap", "a/dear"])
        let text = Self.text(plot.lines(columns: 40, rows: 8, selected: models[0].id)).joined()
        #expect(text.filter { $0 == "@" }.count == 1 && text.filter { $0 == "*" }.count == 1)
    }

    static let cases: [ScreenCase] = [
        ScreenCase("plot") {
            var models = Catalog.sample
            for index in models.indices {
                models[index].entry.traits.intelligence = Double(20 + index * 3)
            }
            var state = AppState.browsing(models, size: Size(columns: 140, rows: 40))
            state.press(script: "Vkk")
            return state
        },
        ScreenCase("plot-nothing") {
            var state = AppState.browsing(
                [Catalog.reachable("a/b:free", price: "0")],
                size: Size(columns: 80, rows: 24)
            )
            state.press(script: "V")
            return state
        },
    ]

    @Test func theCursorOfThePlotIsTheTables() {
        var state = AppState.browsing()
        state.press(script: "V")
        let models = (state.top as? ScatterRoom).map {
            ScatterPlot(state.world.catalog.shown, $0.measure, isASCII: false).models
        }
        state.press(script: "jjjjjjjjjjjjjjj")
        #expect(state.selectedID == models?.first?.id.rawValue)
        state.press(script: "<tab><tab>q")
        #expect(state.stack.isEmpty)
    }
}
