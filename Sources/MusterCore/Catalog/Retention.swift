package import Foundation

/// How long evidence and past generations are kept; without a limit, for ever.
package struct Retention: Sendable, Hashable {
    /// How long evidence is kept, in seconds.
    package var evidence: TimeInterval?
    /// How long past generations are kept, in seconds.
    package var history: TimeInterval?

    /// Creates a retention.
    package init(evidence: TimeInterval? = nil, history: TimeInterval? = nil) {
        self.evidence = evidence
        self.history = history
    }

    /// Whether everything is kept.
    package var isUnlimited: Bool { evidence == nil && history == nil }

    /// Reads an age such as `36h` or `180d`, in seconds.
    ///
    /// Less than a day is refused: `6m` is six minutes here, and meant as months by somebody whose
    /// history would be gone.
    package static func readAge(_ text: String) -> TimeInterval? {
        VerdictLifetimes.read(text).flatMap { $0 >= 86_400 ? $0 : nil }
    }
}
