package import Foundation

/// One entry of a model's timeline: what was observed, and the requests that were sent for it.
package struct TimelineEntry: Sendable, Hashable {
    /// When.
    package var date: Date
    /// What was observed; `nil` for requests that said nothing of the model.
    package var evidence: Evidence?
    /// The completions that were sent, in order; none for a catalog or an endpoints list.
    package var attempts: [Attempt]

    /// Creates an entry.
    package init(date: Date, evidence: Evidence?, attempts: [Attempt]) {
        self.date = date
        self.evidence = evidence
        self.attempts = attempts
    }
}
