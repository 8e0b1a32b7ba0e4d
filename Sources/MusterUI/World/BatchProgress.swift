package import Foundation
package import MusterCore

/// A batch that runs, or the last one that did.
package struct BatchProgress: Sendable, Equatable {
    /// The preparation that it came from.
    package let work: WorkID
    /// What it came to so far, earlier runs included.
    package private(set) var summary: BatchSummary
    /// Where the results are.
    package let resultsPath: String
    /// When it was begun.
    package let startedAt: Date
    /// How many results there are to be.
    package let total: Int
    /// How many there were before this run.
    private let earlier: Int
    /// How many requests are on their way.
    package private(set) var running = 0
    /// Whether nothing new is begun.
    package var isPaused = false
    /// Whether the user has ended it, and it is ending.
    package var isCancelling = false
    /// How it ended; `nil` while it runs.
    package var outcome: BatchOutcome?
    /// Models that are asked more slowly, each with how many requests it may have at once.
    package private(set) var slowed: [ModelID: Int] = [:]
    /// Until when the free tier's pace lets nothing through.
    package private(set) var waitsUntil: Date?

    /// Begins a batch that was proposed.
    package init(_ work: WorkID, _ proposal: BatchProposal, resultsPath: String, now: Date) {
        self.work = work
        summary = proposal.summary
        self.resultsPath = resultsPath
        startedAt = now
        earlier = proposal.summary.answered + proposal.summary.failed
        total = earlier + proposal.summary.left
    }

    /// How many results there are.
    package var done: Int { summary.answered + summary.failed }

    /// Whether it runs.
    package var isRunning: Bool { outcome == nil }

    /// Takes news.
    package mutating func take(_ news: BatchNews, now: Date) {
        switch news {
        case .began: running += 1
        case .ended(let result):
            running = max(running - 1, 0)
            summary.take(result)
        case .unasked: running = max(running - 1, 0)
        case .slowed(let model, let limit): slowed[model] = limit
        case .paused(let pause):
            waitsUntil = now.addingTimeInterval(Double(pause.components.seconds) + 1)
        }
    }

    /// How long it takes yet, at the pace of this run; `nil` before the first result.
    package func timeLeft(now: Date) -> TimeInterval? {
        let ended = done - earlier
        let elapsed = now.timeIntervalSince(startedAt)
        // A clock that was set back knows nothing of the pace.
        guard ended > 0, isRunning, !isPaused, elapsed >= 0 else { return nil }
        return elapsed / Double(ended) * Double(total - done)
    }
}
