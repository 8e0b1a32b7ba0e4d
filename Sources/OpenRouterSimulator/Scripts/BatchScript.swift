/// The behaviour of a model at the Batch API.
package struct BatchScript: Sendable {
    /// The answer to a submission that is not accepted; `nil` accepts it.
    package var refusal: ScriptedAnswer?
    /// What becomes of an accepted submission's own answer.
    package var acceptance: Acceptance
    /// The requests for a new batch that get 404 before it is known.
    package var late404s: Int
    /// The statuses before the last, one for each request for the batch.
    package var course: [BatchStatus]
    package var end: BatchEnd
    /// The error of some requests, by their place from 0; `nil` answers them all.
    package var failure: (@Sendable (Int) -> RefusalKind?)?
    /// The number of answers, the last ones, that never reach the results.
    package var lost: Int
    package var costs: CostReport
    /// Whether `POST /batches/{id}/cancel` exists.
    package var isCancellable: Bool
    /// Whether `GET /batches/{id}/results` exists; in the API's first form it did not.
    package var hasResultsRoute: Bool
    /// Whether the service keeps no results any more, and answers for them with 410.
    package var areResultsGone: Bool

    /// The default is a batch that takes the usual course and is answered in whole.
    package init(
        refusal: ScriptedAnswer? = nil,
        acceptance: Acceptance = .told,
        late404s: Int = 0,
        course: [BatchStatus] = [.validating, .inProgress, .finalizing],
        end: BatchEnd = .completed,
        failure: (@Sendable (Int) -> RefusalKind?)? = nil,
        lost: Int = 0,
        costs: CostReport = .byRequest,
        isCancellable: Bool = true,
        hasResultsRoute: Bool = true,
        areResultsGone: Bool = false
    ) {
        self.refusal = refusal
        self.acceptance = acceptance
        self.late404s = late404s
        self.course = course
        self.end = end
        self.failure = failure
        self.lost = lost
        self.costs = costs
        self.isCancellable = isCancellable
        self.hasResultsRoute = hasResultsRoute
        self.areResultsGone = areResultsGone
    }

    /// The client's view of an accepted submission.
    package enum Acceptance: Sendable {
        case told
        /// The connection closes without an answer.
        case cut
        /// The answer is an error page, as from a proxy that did not wait.
        case gatewayTimeout
    }

    /// Where a batch says what it costs.
    package enum CostReport: Sendable {
        /// In each answer, and in sum.
        case byRequest
        /// In sum; the answers have no usage.
        case inSum
    }
}

/// The status of a batch, under the API's names.
package enum BatchStatus: String, Sendable, CaseIterable {
    case validating
    case inProgress = "in_progress"
    case finalizing
    case completed
    case failed
    case expired
    case cancelling
    case cancelled

    /// Whether it is the last one.
    var isFinal: Bool {
        switch self {
        case .completed, .failed, .expired, .cancelled: true
        case .validating, .inProgress, .finalizing, .cancelling: false
        }
    }
}

/// The end of a batch.
package enum BatchEnd: Sendable, Equatable {
    case completed
    /// Nothing was answered.
    case failed(String)
    /// The time was over when the first so many requests were answered.
    case expired(answered: Int)

    var status: BatchStatus {
        switch self {
        case .completed: .completed
        case .failed: .failed
        case .expired: .expired
        }
    }
}
