import MusterTestSupport
import Synchronization
import Testing

@testable import MusterCore

@Suite struct FreeTierPaceTests {
    @Test func theTwentyFirstRequestWaitsAMinute() async {
        let slept = Mutex<[Duration]>([])
        let pace = FreeTierPace(time: .fixed(step: .zero)) { duration in
            slept.withLock { $0.append(duration) }
        }
        for _ in 0..<22 { await pace.waitForTurn() }
        #expect(slept.withLock(\.self) == [.seconds(60), .seconds(60)])
    }

    @Test func aFullMinuteElsewhereHoldsAll() async {
        let slept = Mutex<[Duration]>([])
        let pace = FreeTierPace(time: .fixed(step: .zero)) { duration in
            slept.withLock { $0.append(duration) }
        }
        await pace.hold()
        await pace.waitForTurn()
        #expect(slept.withLock(\.self) == [.seconds(60)])
    }
}
