package import Foundation

/// A batch that was submitted to the service, and what the service says of it now.
package struct SubmittedBatch: Sendable, Hashable {
    /// What the journal has of it; `nil` for one that was not submitted with these results.
    package var chunk: SubmittedChunk?
    /// `nil` if the submission is unclear, or if the service did not tell.
    package var job: BatchJob?
    /// Why the service did not tell.
    package var failure: ServiceFailure?

    package var modelID: ModelID { chunk?.modelID ?? ModelID(rawValue: job?.model ?? "") }
    package var count: Int { chunk?.count ?? job?.total ?? 0 }
    package var sentAt: Date? { job?.createdAt ?? chunk?.sentAt }

    /// `in progress`, `collected` or `unclear`, for example.
    package var words: String {
        switch chunk?.state {
        case .over(_, .completed): return "collected"
        case .over(_, let status): return status.words
        case .void: return "not sent"
        case .unclear: return "unclear"
        case .submitted, nil: break
        }
        if let failure { return failure.httpStatus == 404 ? "not known" : "no answer" }
        return job?.status.words ?? "submitted"
    }

    /// Whether it may run although the service does not say so.
    package var mayBeGoing: Bool {
        guard let chunk, chunk.isOpen else { return false }
        return chunk.state == .unclear || failure.map { $0.httpStatus != 404 } ?? false
    }

    /// Whether it may still be cancelled.
    package var isGoing: Bool {
        chunk?.isOpen != false && job.map { !$0.status.isFinal && $0.status != .cancelling } == true
    }
}
