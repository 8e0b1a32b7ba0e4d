import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// A clock that is set while muster runs, or between two runs.
@Suite(.timeLimit(.minutes(30)))
struct ClockJumpTests {
    private static let id = ModelID(rawValue: "a/b")

    /// What was seen in what is now the future is believed, and never for longer than it would have
    /// been.
    @Test(arguments: [-1.0, -60, -3600, -86_400 * 365, -86_400 * 365 * 60] as [TimeInterval])
    func aClockThatJumpsBackBelievesWhatWasSeen(seconds: TimeInterval) async throws {
        let store = try Store.inMemory()
        _ = try await store.apply(.example([.example("a/b")]), now: TimeSource.noon)
        try await store.append(Self.evidence(.answered, TimeSource.noon), now: TimeSource.noon)
        let earlier = TimeSource.noon.addingTimeInterval(seconds)
        let verdict = try #require(try store.models(now: earlier).first).verdict
        #expect(verdict.availability == .verified)
        #expect(!verdict.isStale)
        let later = TimeSource.noon.addingTimeInterval(2 * 86_400)
        #expect(try #require(try store.models(now: later).first).verdict.isStale)

        // A refresh and a retention in the past lose nothing.
        _ = try await store.apply(.example([.example("a/b")]), now: earlier)
        let limit = Retention(evidence: 86_400, history: 86_400)
        #expect(try await store.forget(beyond: limit, now: earlier) == (0, 0))
        #expect(try store.models(now: earlier).map(\.id) == [Self.id])
        #expect(try await store.evidence(of: Self.id).count == 1)
    }

    private static func evidence(_ finding: Evidence.Finding, _ date: Date) -> Evidence {
        Evidence(
            modelID: id,
            observedAt: date,
            kind: .completion,
            finding: finding,
            detail: "answered"
        )
    }
}
