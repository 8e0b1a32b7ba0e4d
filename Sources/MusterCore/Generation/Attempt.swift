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
