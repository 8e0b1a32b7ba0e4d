import MusterCore
import Testing

@testable import MusterUI

/// When the screen is painted, for events that arrive at given milliseconds.
@Suite struct PaintPaceTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let events: [Int]
        /// How long a paint takes, in milliseconds.
        let cost: Int
        let paints: [Int]

        init(_ words: String, events: [Int], cost: Int, paints: [Int]) {
            testDescription = words
            self.events = events
            self.cost = cost
            self.paints = paints
        }
    }

    static let examples = [
        Example("a key and its details", events: [0, 2], cost: 1, paints: [0, 2]),
        Example("the third waits", events: [0, 2, 4], cost: 0, paints: [0, 2, 16]),
        Example(
            "a stream of events",
            events: Array(0..<100),
            cost: 0,
            paints: [0, 1, 16, 32, 48, 64, 80, 96, 112]
        ),
        Example(
            "after a pause it is as at first",
            events: [0, 1, 90, 91],
            cost: 0,
            paints: [0, 1, 90, 91]
        ),
        // However slow the terminal is, the events of 16 ms and more become one paint.
        Example(
            "slow paints",
            events: Array(0..<250),
            cost: 50,
            paints: [0, 50, 116, 182, 248, 314]
        ),
    ]

    @Test(arguments: examples) func paintsComeWhenTheyMay(example: Example) {
        var pace = PaintPace()
        var paints: [Int] = []
        var events = example.events[...]
        var end = 0
        while let event = events.first {
            let now = max(event, end)
            let wait = pace.wait(at: .milliseconds(now)).milliseconds
            let start = now + max(wait, 0)
            // Whoever waits takes the events that come meanwhile.
            events = events.drop { $0 <= (wait > 0 ? start : event) }
            end = start + example.cost
            pace.count(from: .milliseconds(start), to: .milliseconds(end))
            paints.append(start)
        }
        #expect(paints == example.paints)
    }
}
