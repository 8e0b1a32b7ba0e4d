import Foundation

/// How long to wait between two questions for submitted batches.
package struct BatchPoll: Sendable, Hashable {
    /// The first wait; each further one is half as long again.
    package var first: Duration
    package var last: Duration

    /// From 30 seconds to 5 minutes.
    package static let standard = BatchPoll(first: .seconds(30), last: .seconds(300))

    package init(first: Duration, last: Duration) {
        self.first = first
        self.last = last
    }

    /// Always the same wait, in seconds, as in `MUSTER_BATCH_POLL`; `nil` for text that is none.
    package init?(seconds text: String) {
        guard let seconds = Double(text), seconds > 0, seconds <= 86_400 else { return nil }
        self.init(first: .seconds(seconds), last: .seconds(seconds))
    }

    /// The wait after one.
    func next(after wait: Duration) -> Duration { min(wait * 3 / 2, last) }
}
