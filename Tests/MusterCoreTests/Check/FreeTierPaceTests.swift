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

    @Test func whatWasSentAMomentAgoCounts() async {
        let slept = Mutex<[Duration]>([])
        let told = Mutex(0)
        let pace = FreeTierPace(
            time: .fixed(step: .zero),
            sleep: { duration in slept.withLock { $0.append(duration) } },
            onPause: { _ in told.withLock { $0 += 1 } }
        )
        await pace.resume(after: 19)
        await pace.resume(after: 500)
        for _ in 0..<2 { await pace.waitForTurn() }
        #expect(slept.withLock(\.self) == [.seconds(60)])
        #expect(told.withLock(\.self) == 1)
    }
}
