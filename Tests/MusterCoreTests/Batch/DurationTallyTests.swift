import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct DurationTallyTests {
    @Test(arguments: [0, 1, 2, 3, 19, 20, 21, 100, 101, 1000])
    func percentilesAreThoseOfTheSortedDurations(count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        let durations = (0..<count).map { _ in Int.random(in: 0..<300, using: &random) }
        var tally = DurationTally()
        for duration in durations { tally.add(duration) }
        let sorted = durations.sorted()
        #expect(tally.median == (count == 0 ? nil : sorted[count / 2]))
        #expect(tally.percentile95 == (count == 0 ? nil : sorted[(count * 95 - 1) / 100]))
        #expect(tally.newest == Array(durations.suffix(20)))
    }
}
