/// What may help after a failure before the first token.
///
/// The table is OpenRouter's (https://openrouter.ai/docs/api-reference/errors), with the causes
/// that share a status told apart by ``ServiceFailure/Kind``.
enum FailureRemedy: Sendable, Hashable {
    /// Nothing: with this key, request or address every model fails alike.
    case abort
    /// The next spelling of the model, then another model.
    case nextRoute
    /// Another model at once.
    case nextModel
    /// The same model after a wait.
    case retry
    /// The same model after a wait, but only once: what fails twice so is broken, not busy.
    case retryOnce
    /// Any model after the minute: all free ones share it.
    case waitForMinute
    /// A model that costs money.
    case paidModel
    /// A model that is free.
    case freeModel

    /// Looks the remedy for a failure up.
    init(_ failure: ServiceFailure) {
        self =
            switch failure.kind {
            case .unauthorized, .keyLimit, .noKey, .badRequest, .tls, .redirect, .cancelled: .abort
            case .invalidModelID, .noEndpoints, .notFound: .nextRoute
            case .contextLength, .forbidden, .filteredEndpoints, .tooLarge: .nextModel
            case .rateLimited, .timeout, .connection: .retry
            case .malformed: .retryOnce
            case .minuteQuota: .waitForMinute
            case .dailyQuota: .paidModel
            case .noCredits: .freeModel
            case .server: Self.forServer(failure.httpStatus)
            }
    }

    /// 500 is masked and internal; a 4xx that has no kind of its own (410, 451) is about the model.
    private static func forServer(_ status: Int?) -> FailureRemedy {
        switch status {
        case 500: .retryOnce
        case .some(400..<500): .nextModel
        default: .retry
        }
    }
}
