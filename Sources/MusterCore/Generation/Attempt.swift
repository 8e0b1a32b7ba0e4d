/// One HTTP request of a generation.
package struct Attempt: Sendable, Hashable {
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
            kind: failure?.kind.rawValue ?? "answered",
            message: failure?.message ?? "",
            waitedMilliseconds: waitedMilliseconds
        )
    }
}
