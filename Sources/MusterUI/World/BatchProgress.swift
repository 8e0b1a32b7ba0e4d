package import Foundation
package import MusterCore

/// The running batch, or the last one.
package struct BatchProgress: Sendable, Equatable {
    /// The preparation that it came from.
    package let work: WorkID
    /// The totals so far, including earlier runs.
    package private(set) var summary: BatchSummary
    package let request: BatchRequest
    package let startedAt: Date
    /// The number of results at its end.
    package let total: Int
    /// The number of results before this run.
    private let earlier: Int
    /// The number of requests in flight.
    ///
    /// Of an answer it hears once that is in the file, a moment after the next request began.
    package var running: Int { min(begun, atOnce) }
    private var begun = 0
    private let atOnce: Int
    /// Whether it starts no new requests.
    package var isPaused = false
    /// Whether the user has cancelled it and it is finishing.
    package var isCancelling = false
    /// The outcome; `nil` while it runs.
    package var outcome: BatchOutcome?
    /// The newest answers, the newest first.
    package private(set) var answers: [BatchAnswerLine] = []
    static let answerLimit = 200
    /// How far what the service's Batch API has is; `nil` without any.
    package private(set) var submitted: SubmissionProgress?
    /// Models asked more slowly, each with its limit of simultaneous requests.
    package private(set) var slowed: [ModelID: Int] = [:]
    /// The model of which a request failed last, and why; `nil` once one of
    /// its requests ends.
    package private(set) var trouble: SanitizedText?
    private var troubledModel: ModelID?
    /// The end of a wait for the free tier's rate limit.
    package private(set) var waitsUntil: Date?

    package init(_ work: WorkID, _ proposal: BatchProposal, of request: BatchRequest, now: Date) {
        self.work = work
        summary = proposal.summary
        self.request = request
        startedAt = now
        atOnce = proposal.atOnce
        earlier = proposal.summary.answered + proposal.summary.failed
        total = earlier + proposal.summary.left
    }

    package var done: Int { summary.answered + summary.failed }

    package var isRunning: Bool { outcome == nil }

    package mutating func take(_ news: BatchNews, now: Date) {
        switch news {
        case .began: begun += 1
        case .ended(let answer):
            begun = max(begun - 1, 0)
            take(answer)
        case .collected(let answer): take(answer)
        case .submitted: break
        case .followed(let progress): submitted = progress
        case .unasked: begun = max(begun - 1, 0)
        case .slowed(let model, let limit): slowed[model] = limit
        case .troubled(let model, let reason):
            troubledModel = model
            trouble = SanitizedText(sanitizing: "\(model): \(reason)").singleLine
        case .paused(let pause):
            waitsUntil = now.addingTimeInterval(Double(pause.components.seconds) + 1)
        }
    }

    private mutating func take(_ answer: BatchAnswerLine) {
        summary.take(answer.result)
        if answer.result.key.modelID == troubledModel { trouble = nil }
        answers.insert(answer, at: 0)
        if answers.count > Self.answerLimit { answers.removeLast() }
    }

    /// The estimated time left, at the pace of this run; `nil` before the first result.
    package func timeLeft(now: Date) -> TimeInterval? {
        let ended = done - earlier
        let elapsed = now.timeIntervalSince(startedAt)
        // If the clock was set back, the pace is unknown.
        guard ended > 0, isRunning, !isPaused, elapsed >= 0 else { return nil }
        return elapsed / Double(ended) * Double(total - done)
    }
}

/// A batch that the service's Batch API still works on, or whose answers wait there.
package struct FollowedProgress: Sendable, Equatable {
    package let batch: FollowedBatch
    package var progress: SubmissionProgress
}
