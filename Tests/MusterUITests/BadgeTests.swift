import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct BadgeTests {
    @Test func theWordsAreThePromisedOnes() {
        let words = [
            "verified", "reachable", "degraded", "limited", "unavailable", "unknown", "disabled",
            "batch",
        ]
        #expect(Badge.allCases.map(\.rawValue) == words)
    }

    @Test(arguments: [true, false])
    func noTwoGlyphsAreAlike(isASCII: Bool) {
        #expect(Set(Badge.allCases.map { $0.glyph(isASCII: isASCII) }).count == 8)
    }

    @Test(arguments: Availability.allCases, [true, false])
    func labelsAreGlyphAndWord(availability: Availability, isStale: Bool) {
        let verdict = Verdict.judged(availability, "", at: .noon, isStale: isStale)
        let model = Model.listed("a/b", verdict: verdict)
        let tilde = isStale ? "~" : ""
        let label = Badge.label(model, isASCII: false)
        #expect(label.dropFirst() == " \(tilde)\(availability.rawValue)")
        let plain = Badge.label(model, isASCII: true)
        #expect(plain.utf8.count == plain.count)
    }

    @Test(arguments: Availability.allCases)
    func theUsersMarkGoesFirst(availability: Availability) {
        let verdict = Verdict.judged(availability, "", at: .noon, isStale: true)
        let model = Model.listed("a/b", isDisabled: true, verdict: verdict)
        #expect(Badge.label(model, isASCII: true) == "- disabled")
    }
}
