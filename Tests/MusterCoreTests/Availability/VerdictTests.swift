import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct VerdictTests {
    private static let now = TimeSource.noon

    @Test(
        arguments: [
            (.answered, .verified, 24 * 3600),
            (.limited, .limited, 15 * 60),
            (.refused, .unavailable, 24 * 3600),
        ] as [(Evidence.Finding, Availability, TimeInterval)]
    )
    func evidenceGivesAVerdictForItsLifetime(
        finding: Evidence.Finding,
        availability: Availability,
        lifetime: TimeInterval
    ) {
        for (age, isStale) in [(0, false), (lifetime, false), (lifetime + 1, true)] {
            let seen = Self.now.addingTimeInterval(-age)
            let verdict = Verdict.judge(
                [Self.evidence(finding, observedAt: seen)],
                isListed: true,
                now: Self.now
            )
            #expect(verdict.availability == availability)
            #expect(verdict.isStale == isStale, "at the age of \(age)")
            #expect(verdict.checkedAt == seen)
            #expect(verdict.reason == "as observed")
        }
    }

    @Test func withoutEvidenceNothingIsKnown() {
        let verdict = Verdict.judge([], isListed: true, now: Self.now)
        #expect(verdict == .neverChecked)
        #expect(verdict.availability == .unknown)
        #expect(!verdict.isStale)
    }

    @Test func inconclusiveEvidenceAloneIsSaidToBeThat() {
        let evidence = Self.evidence(.inconclusive, observedAt: Self.now)
        let verdict = Verdict.judge([evidence], isListed: true, now: Self.now)
        #expect(verdict.availability == .unknown)
        #expect(verdict.reason == "no clear answer: as observed")
        #expect(verdict.checkedAt == Self.now)
        #expect(!verdict.isStale)
    }

    @Test func whatIsProbedSaysNothingOfAvailability() {
        var evidence = Self.evidence(.refused, observedAt: Self.now)
        evidence.capability = .tools
        #expect(Verdict.judge([evidence], isListed: true, now: Self.now) == .neverChecked)
    }

    @Test(arguments: [.answered, .limited, .refused, nil] as [Evidence.Finding?])
    func aModelGoneFromTheCatalogIsUnavailable(finding: Evidence.Finding?) {
        let evidence = finding.map { Self.evidence($0, observedAt: Self.now) }
        let verdict = Verdict.judge(evidence.map { [$0] } ?? [], isListed: false, now: Self.now)
        #expect(verdict.availability == .unavailable)
        #expect(verdict.reason == "gone from the catalog")
    }

    @Test func lifetimesCanBeSet() {
        var lifetimes = VerdictLifetimes()
        lifetimes[.verified] = 10
        let evidence = Self.evidence(.answered, observedAt: Self.now.addingTimeInterval(-11))
        #expect(
            Verdict.judge([evidence], isListed: true, now: Self.now, lifetimes: lifetimes).isStale
        )
    }

    private static func evidence(_ finding: Evidence.Finding, observedAt: Date) -> Evidence {
        Evidence(
            modelID: ModelID(rawValue: "a/b"),
            observedAt: observedAt,
            kind: .completion,
            finding: finding,
            detail: "as observed"
        )
    }
}
