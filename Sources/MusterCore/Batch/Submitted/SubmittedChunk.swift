package import Foundation

/// Requests of a batch that were, or may have been, submitted to the service together.
package struct SubmittedChunk: Sendable, Hashable, Identifiable {
    package enum State: Sendable, Hashable {
        /// The submission began, and nothing tells how it ended.
        case unclear
        case submitted(BatchJob.ID)
        /// The service took none of it, or the user had it sent again.
        case void
        /// All answers that there will be are in the results.
        case over(BatchJob.ID, BatchJob.Status)
    }

    package let id: String
    package let modelID: ModelID
    /// The names of the requests; see ``BatchRequestFile/customID(_:_:)``.
    let customIDs: [String]
    /// The most that it may cost in US dollars; `nil` if unknown.
    let reserved: Decimal?
    /// The user's name for the service that has it; `nil` in journals of older versions.
    let service: String?
    package let sentAt: Date
    package var state = State.unclear
    /// The names of the requests whose answers are in the results while others are still to come.
    var collected: Set<String> = []
    /// How many answers came until it was over; `nil` in journals of older versions.
    var answers: Int?

    package var count: Int { customIDs.count }

    /// Whether answers may still come.
    package var isOpen: Bool {
        switch state {
        case .unclear, .submitted: true
        case .void, .over: false
        }
    }

    /// Whether the service completed it.
    var isCompleted: Bool {
        if case .over(_, .completed) = state { true } else { false }
    }

    /// The number of its answers that the results have lost, by the names of what has no result.
    ///
    /// Where the journal does not say how many came, only a loss of all is one.
    func lostAnswers(_ unanswered: Set<String>) -> Int {
        let missing = customIDs.count { unanswered.contains($0) }
        return max(missing - (count - (answers ?? 1)), 0)
    }

    /// The batch at the service, if one is known.
    package var jobID: BatchJob.ID? {
        switch state {
        case .submitted(let id), .over(let id, _): id
        case .unclear, .void: nil
        }
    }
}

/// How far the submitted part of a batch is.
package struct SubmissionProgress: Sendable, Hashable {
    /// Requests at the service.
    package var total = 0
    /// Those that have an answer there, or an error.
    package var done = 0

    package init(total: Int = 0, done: Int = 0) {
        self.total = total
        self.done = done
    }

    package var isOver: Bool { done >= total }

    /// `openrouter batch 3,120 of 5,000`.
    package var words: String {
        "openrouter batch \(done.grouped) of \(total.grouped)"
    }
}

extension Int {
    /// With a comma between thousands.
    fileprivate var grouped: String {
        let digits = String(self)
        return String(
            digits.enumerated().flatMap { index, digit in
                index > 0 && (digits.count - index) % 3 == 0 ? [",", digit] : [digit]
            }
        )
    }
}
