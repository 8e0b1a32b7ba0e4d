/// One HTTP request of a generation.
package struct Attempt: Sendable, Hashable {
    /// The ``kind`` of one that was answered.
    package static let answered = "answered"

    /// The model that was asked, which is a fallback when those before it did not answer.
    package var modelID: ModelID?
    /// The spelling of the model that was sent.
    package var sentModel: String
    /// The status of the answer, where there was one.
    package var httpStatus: Int?
    /// `answered`, `cancelled`, or the kind of the failure.
    package var kind: String
    /// What the service said; hostile until sanitised.
    package var message: String
    /// How long was waited before it, in milliseconds.
    package var waitedMilliseconds: Int

    /// Creates an attempt.
    package init(
        modelID: ModelID? = nil,
        sentModel: String,
        httpStatus: Int?,
        kind: String,
        message: String,
        waitedMilliseconds: Int = 0
    ) {
        self.modelID = modelID
        self.sentModel = sentModel
        self.httpStatus = httpStatus
        self.kind = kind
        self.message = message
        self.waitedMilliseconds = waitedMilliseconds
    }
}

extension Attempt {
    /// An attempt that has ended: answered where there is no failure.
    init(
        modelID: ModelID,
        sentModel: String,
        failure: ServiceFailure?,
        waitedMilliseconds: Int = 0
    ) {
        self.init(
            modelID: modelID,
            sentModel: sentModel,
            httpStatus: failure.map(\.httpStatus) ?? 200,
            kind: failure?.kind.rawValue ?? Self.answered,
            message: failure?.message ?? "",
            waitedMilliseconds: waitedMilliseconds
        )
    }
}

extension Attempt {
    /// The attempt in words: what was sent after which wait, and what came of it.
    package var summary: String {
        let wait = waitedMilliseconds > 0 ? "after \(waitedMilliseconds) ms, " : ""
        let status = httpStatus.map { "HTTP \($0) " } ?? ""
        let words = message.isEmpty ? "" : ": \(message)"
        return "\(wait)\(sentModel): \(status)\(kind)\(words)"
    }
}
