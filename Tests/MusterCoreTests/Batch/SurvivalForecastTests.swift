import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct SurvivalForecastTests {
    private static let id = ModelID(rawValue: "a/b")

    private static func evidence(
        _ findings: [Evidence.Finding],
        uptime: Double? = nil
    ) -> [Evidence] {
        var pieces = findings.map { finding in
            Evidence(
                modelID: id,
                observedAt: .now,
                kind: .completion,
                finding: finding,
                detail: ""
            )
        }
        if let uptime {
            var piece = Evidence(
                modelID: id,
                observedAt: .now,
                kind: .endpoints,
                finding: .reachable,
                detail: ""
            )
            piece.endpoints = [
                Endpoint(provider: "Down", status: -2, uptime: 100),
                Endpoint(provider: "Up", status: 0, uptime: uptime),
            ]
            pieces.append(piece)
        }
        return pieces
    }

    /// What was answered, the best uptime in percent, and the chance in thousandths.
    @Test(
        arguments: [
            ([], nil, nil), ([.answered], nil, 666), ([.refused], nil, 333), ([], 90, 900),
            ([.answered, .answered, .answered, .answered, .answered], 100, 1000),
            ([.refused, .refused, .limited, .inconclusive, .refused], 100, 500),
        ] as [([Evidence.Finding], Double?, Int?)]
    )
    func theChanceIsWhatWasSeen(findings: [Evidence.Finding], uptime: Double?, chance: Int?) {
        let forecast = SurvivalForecast(
            Self.id,
            evidence: Self.evidence(findings, uptime: uptime),
            past: nil
        )
        #expect(forecast.chance.map { Int($0 * 1000) } == chance)
    }

    @Test func aBatchIsForetoldWithWhatItIsTakenFrom() {
        let good = SurvivalForecast(Self.id, evidence: Self.evidence([], uptime: 100), past: nil)
        let poor = SurvivalForecast(Self.id, evidence: Self.evidence([], uptime: 50), past: nil)
        let unseen = SurvivalForecast(Self.id, evidence: [], past: nil)
        #expect(poor.isWeak)
        #expect(!good.isWeak)
        let both = SurvivalOutlook([(good, 10), (poor, 10)])
        #expect(both.firstFailures == 5)
        // Half fails each time: of ten prompts, each with four tries, (1 - 1/16)^10 are all answered.
        #expect(both.chance.map { Int($0 * 1000) } == 524)
        #expect(both.words.contains("about 5 of 20 fail at the first try"))
        #expect(SurvivalOutlook([(good, 3), (unseen, 1)]).words.contains("is not known"))
        #expect(SurvivalOutlook([(unseen, 0)]).words.isEmpty)
        #expect(SurvivalOutlook([(good, 1000)]).words.contains("99 %"))
    }

    @Test func standInsAreTheSameWeightsElseTheSameAuthorsThatReadAsMuch() {
        let weak = Model.listed("a/small", hub: "A/Small", context: 8000)
        let twin = Model.listed("x/small-hosted", hub: "A/Small", context: 4000)
        let larger = Model.listed("a/large", context: 32_000)
        let shorter = Model.listed("a/tiny", context: 4000)
        let disabled = Model.listed("a/other", context: 64_000, isDisabled: true)
        let all = [weak, twin, larger, shorter, disabled]
        #expect(StandIns.of(weak, in: all).map(\.id.rawValue) == ["x/small-hosted"])
        #expect(StandIns.of(weak, in: [weak, larger, shorter, disabled]).map(\.id) == [larger.id])
        #expect(StandIns.of(weak, in: [weak, shorter]).isEmpty)
    }

    @Test func everyObstacleIsNamedTheWorstFirst() {
        var model = Model.listed("a/b", isDisabled: true)
        model.isListed = false
        model.entry.expirationDate = "2026-11-25"
        let now = Date(timeIntervalSince1970: 1_795_348_800)
        #expect(
            BatchObstacle.all(of: model, now: now) == [
                .disabled, .unlisted, .neverChecked, .expiring("2026-11-25"),
            ]
        )
        #expect(BatchObstacle.all(of: model, now: now).first?.isFatal == true)
    }
}
