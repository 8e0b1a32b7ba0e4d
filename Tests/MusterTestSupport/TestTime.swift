import Foundation
import Synchronization

@testable package import MusterCore

/// A time that passes when a test says so, with sleeps that last until then.
package final class TestTime: Sendable {
    private struct State {
        var uptime = Duration.zero
        var sleeps: [Duration] = []
        var sleepers: [Int: Sleeper] = [:]
    }

    private struct Sleeper {
        let due: Duration
        let continuation: CheckedContinuation<Void, Never>
    }

    private let state = Mutex(State())
    private let skipsSleep: Bool
    private let jitter: Double

    /// Begins at ``TimeSource/noon``.
    ///
    /// - Parameters:
    ///   - skipsSleep: whether a sleep makes its time pass at once instead of waiting for a test.
    ///   - jitter: what the dice always show.
    package init(skipsSleep: Bool = true, jitter: Double = 0) {
        self.skipsSleep = skipsSleep
        self.jitter = jitter
    }

    /// The clocks.
    package var source: TimeSource {
        TimeSource(
            now: { TimeSource.noon.addingTimeInterval(self.uptime / .seconds(1)) },
            uptime: { self.uptime }
        )
    }

    /// The waits.
    package var waits: WaitSource {
        WaitSource(sleep: { await self.sleep($0) }, jitter: { self.jitter })
    }

    /// Every sleep that has begun, in its order.
    package var sleeps: [Duration] { state.withLock(\.sleeps) }

    /// Returns once so many sleeps have begun, or the task is cancelled.
    package func waitForSleeps(_ count: Int) async {
        while sleeps.count < count, !Task.isCancelled { await Task.yield() }
    }

    /// Makes time pass, and ends the sleeps that are over by then.
    package func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.uptime += duration
            let ids = state.sleepers.filter { $0.value.due <= state.uptime }.map(\.key)
            return ids.compactMap { state.sleepers.removeValue(forKey: $0) }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    private var uptime: Duration { state.withLock(\.uptime) }

    private func sleep(_ duration: Duration) async {
        let (id, due) = state.withLock { state in
            state.sleeps.append(duration)
            return (state.sleeps.count, state.uptime + duration)
        }
        guard !skipsSleep else {
            advance(by: duration)
            return
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // One who is cancelled before the sleeper is known finds nobody to wake.
                    if Task.isCancelled || due <= state.uptime { return true }
                    state.sleepers[id] = Sleeper(due: due, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume()
        }
    }
}
