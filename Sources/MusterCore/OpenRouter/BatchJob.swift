package import Foundation

/// A batch at the service's Batch API, as `GET /batches/{id}` describes it.
package struct BatchJob: Sendable, Hashable, Identifiable {
    package enum Status: String, Sendable, CaseIterable {
        case validating
        case inProgress = "in_progress"
        case finalizing
        case completed
        /// The service refused the batch, or its provider gave up.
        case failed
        /// The time was over.
        case expired
        case cancelling
        case cancelled

        /// Whether it never changes again.
        package var isFinal: Bool {
            switch self {
            case .completed, .failed, .expired, .cancelled: true
            case .validating, .inProgress, .finalizing, .cancelling: false
            }
        }

        package var words: String { rawValue.replacing("_", with: " ") }
    }

    package let id: String
    package var status: Status
    /// The model as it was named at the submission.
    package var model: String
    package var total = 0
    package var completed = 0
    package var failed = 0
    /// US dollars for all of it, once it is over.
    package var cost: Decimal?
    package var provider: String?
    package var createdAt: Date?
    package var expiresAt: Date?
    /// Why it failed.
    package var message: String?
}

extension BatchJob: Decodable {
    private enum CodingKeys: String, CodingKey {
        case id
        case status
        case model
        case provider
        case counts = "request_counts"
        case usage
        case createdAt = "created_at"
        case expiresAt = "expires_at"
        case error
    }

    private struct Counts: Decodable {
        let total: Int?
        let completed: Int?
        let failed: Int?
    }

    /// Throws if there is no ID; a status that is unknown counts as one that will change.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        let status = container.lenientString(forKey: .status)
        self.status = status.flatMap { Status(rawValue: $0) } ?? .inProgress
        model = container.lenientString(forKey: .model) ?? ""
        provider = container.lenientString(forKey: .provider)
        let counts = try? container.decode(Counts.self, forKey: .counts)
        total = TokenUsage.plausible(counts?.total) ?? 0
        completed = TokenUsage.plausible(counts?.completed) ?? 0
        failed = TokenUsage.plausible(counts?.failed) ?? 0
        cost = (try? container.decode(UsageResponse.self, forKey: .usage))?.usage.cost
        createdAt = container.lenientDouble(forKey: .createdAt)
            .map { Date(timeIntervalSince1970: $0) }
        expiresAt = container.lenientDouble(forKey: .expiresAt)
            .map { Date(timeIntervalSince1970: $0) }
        message = ErrorResponse.Detail(in: container, forKey: .error)?.message
    }
}

/// A page of a batch's answers.
struct BatchAnswerPage: Sendable {
    var answers: [BatchAnswer]
    /// Where the next page begins; `nil` after the last.
    var next: String?
}

/// The requests to the service's Batch API.
package struct BatchClient: Sendable {
    /// Submits a body whose `requests` come last.
    ///
    /// A failure says by ``ServiceFailure/leavesNoBatch`` whether the batch may exist all the same.
    var submit: @Sendable (Data) async throws(ServiceFailure) -> BatchJob
    package var job: @Sendable (BatchJob.ID) async throws(ServiceFailure) -> BatchJob
    /// The batches of the key's workspace that were submitted after a time, newest first.
    package var jobs: @Sendable (Date) async throws(ServiceFailure) -> [BatchJob]
    /// A page of a batch's answers, from a cursor on.
    var answers: @Sendable (BatchJob.ID, String?) async throws(ServiceFailure) -> BatchAnswerPage
    var cancel: @Sendable (BatchJob.ID) async throws(ServiceFailure) -> BatchJob
}

extension ServiceFailure {
    /// Whether the key or the account keeps every batch from the service.
    var keepsEveryBatch: Bool { holdsForEveryModel || kind == .noKey }

    /// Whether a submission that failed so was surely not accepted.
    var leavesNoBatch: Bool {
        guard let httpStatus else { return [.noKey, .tls].contains(kind) }
        return (300..<500).contains(httpStatus) && ![408, 409, 499].contains(httpStatus)
    }
}
