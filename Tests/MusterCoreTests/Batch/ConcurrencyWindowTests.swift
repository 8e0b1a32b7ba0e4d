import MusterTestSupport
import Testing

@testable import MusterCore

/// How many requests a model is sent at once.
@Suite struct ConcurrencyWindowTests {
    /// What happens to a window.
    enum Event: Sendable {
        case answered(Int)
        case refused(at: Int)
    }

    @Test(
        arguments: [
            (8, [], [8]),
            (8, [.refused(at: 0)], [8, 4]),
            // Refusals of one burst count once; later ones count.
            (8, [.refused(at: 0), .refused(at: 500), .refused(at: 1000)], [8, 4, 4, 2]),
            (2, [.refused(at: 0), .refused(at: 5000), .refused(at: 10_000)], [2, 1, 1, 1]),
            // One more for each round that was answered.
            (8, [.refused(at: 0), .answered(3), .answered(1), .answered(5)], [8, 4, 4, 5, 6]),
            // A refusal begins the count anew.
            (
                8, [.refused(at: 0), .answered(3), .refused(at: 100), .answered(3)],
                [8, 4, 4, 4, 4]
            ),
            (4, [.answered(100)], [4, 4]),
            (0, [], [1]),
        ] as [(Int, [Event], [Int])]
    )
    func theLimitFollowsEvents(maximum: Int, events: [Event], limits: [Int]) {
        var window = ConcurrencyWindow(maximum: maximum)
        var seen = [window.limit]
        for event in events {
            switch event {
            case .answered(let count): for _ in 0..<count { window.grow() }
            case .refused(let time): window.shrink(at: .milliseconds(time))
            }
            seen.append(window.limit)
        }
        #expect(seen == limits)
    }

    @Test func whateverHappensItStaysWithinItsBounds() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<200 {
            let maximum = Int.random(in: 1...64, using: &random)
            var window = ConcurrencyWindow(maximum: maximum)
            for time in 0..<200 {
                if Bool.random(using: &random) {
                    window.grow()
                } else {
                    window.shrink(at: .milliseconds(time * 100))
                }
                #expect((1...maximum).contains(window.limit))
            }
        }
    }
}
