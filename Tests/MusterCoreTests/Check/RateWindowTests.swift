import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct RateWindowTests {
    @Test func thereIsRoomUpToTheLimit() {
        var window = RateWindow(limit: 3, interval: .seconds(60))
        for second in 0..<3 { #expect(window.reserve(now: .seconds(second)) == .zero) }
    }

    @Test func beyondItOneWaitsForTheOldestToPass() {
        var window = RateWindow(limit: 2, interval: .seconds(60))
        _ = window.reserve(now: .seconds(0))
        _ = window.reserve(now: .seconds(10))
        #expect(window.reserve(now: .seconds(20)) == .seconds(40))
        #expect(window.reserve(now: .seconds(20)) == .seconds(50))
        #expect(window.reserve(now: .seconds(20)) == .seconds(100))
    }

    @Test func noIntervalHoldsMoreThanTheLimit() {
        var window = RateWindow(limit: 5, interval: .seconds(60))
        var random = SplitMix64(seed: 11)
        var now = Duration.zero
        var starts: [Duration] = []
        for _ in 0..<500 {
            now += .milliseconds(Int.random(in: 0...9000, using: &random))
            starts.append(now + window.reserve(now: now))
        }
        for index in starts.indices.dropFirst(5) {
            #expect(starts[index] - starts[index - 5] >= .seconds(60))
        }
    }
}
