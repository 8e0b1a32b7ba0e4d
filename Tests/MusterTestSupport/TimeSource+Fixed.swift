package import Foundation
import Synchronization

@testable package import MusterCore

extension TimeSource {
    /// The day that counts as today in tests: 2026-11-22, noon.
    package static let noon = Date(timeIntervalSince1970: 1_795_348_800)

    /// A source whose date stands still while its uptime grows.
    ///
    /// The catalogs of the tests are of ``noon``: on a later day their models expire.
    package static let dated = TimeSource(now: { noon }, uptime: system.uptime)

    /// A source whose date stands still, and whose uptime grows by `step` at each question.
    package static func fixed(
        _ date: Date = noon,
        step: Duration = .milliseconds(1)
    ) -> TimeSource {
        let questions = Counter()
        return TimeSource(now: { date }, uptime: { step * questions.next() })
    }
}

/// Counts from 0.
private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}
