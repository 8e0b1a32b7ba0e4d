/// One HTTP request of a generation.
package struct Attempt: Sendable, Hashable {
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
        sentModel: String,
        httpStatus: Int?,
        kind: String,
        message: String,
        waitedMilliseconds: Int = 0
    ) {
        self.sentModel = sentModel
        self.httpStatus = httpStatus
        self.kind = kind
        self.message = message
        self.waitedMilliseconds = waitedMilliseconds
    }
}

extension Attempt {
    /// An attempt that was refused, or whose stream broke.
    init(sentModel: String, failure: ServiceFailure) {
        self.init(
            sentModel: sentModel,
            httpStatus: failure.httpStatus,
            kind: failure.kind.rawValue,
            message: failure.message
        )
    }

    /// An attempt whose stream came to its end, as the state machine judged it.
    init(sentModel: String, action: GenerationStateMachine.Action) {
        if case .finish(_, let failure?) = action {
            self.init(sentModel: sentModel, failure: failure)
            httpStatus = 200
        } else {
            self.init(sentModel: sentModel, httpStatus: 200, kind: "answered", message: "")
        }
    }
}
