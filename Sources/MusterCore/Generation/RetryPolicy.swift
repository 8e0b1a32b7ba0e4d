/// How often and how long a generation tries, and when it gives a stream up.
///
/// The numbers are ours: the service documents none but its hints, which come with a failure.
package struct RetryPolicy: Sendable, Hashable {
    /// The most requests of one generation, over all its models and routes.
    package var attemptLimit: Int
    /// How often one model is asked again because it was busy; another route is no retry.
    package var retryLimit: Int
    /// The longest single wait; a service that asks for a longer one is not waited for.
    package var waitLimit: Duration
    /// The longest that all waits of a generation may be together.
    package var totalWaitLimit: Duration
    /// The shortest wait, whatever the service or the dice say.
    package var waitFloor: Duration
    /// The back-off before a model's first retry; it doubles with each.
    package var firstBackoff: Duration
    /// The back-off beyond which it does not grow.
    package var backoffLimit: Duration
    /// How long a busy model is waited for while a fallback has not been asked yet.
    package var patience: Duration
    /// The time until the first text or reasoning; `nil` for as long as the request has.
    package var firstTokenLimit: Duration?
    /// The time without text or reasoning once some has come; comments do not count.
    package var stallLimit: Duration?
    /// How often in a row the same piece may come before the model counts as caught in a loop.
    package var repeatLimit: Int?
    /// The same for pieces that honest answers do repeat: see ``RepetitionGuard``.
    package var trivialRepeatLimit: Int?

    /// For a person or a program that wants an answer.
    ///
    /// Reasoning models are silent for minutes before the first token, hence its long limit.
    package static let standard = RetryPolicy(
        attemptLimit: 12,
        retryLimit: 3,
        waitLimit: .seconds(60),
        totalWaitLimit: .seconds(180),
        waitFloor: .milliseconds(500),
        firstBackoff: .seconds(1),
        backoffLimit: .seconds(30),
        patience: .seconds(10),
        firstTokenLimit: .seconds(180),
        stallLimit: .seconds(90),
        repeatLimit: 100,
        trivialRepeatLimit: 2000
    )

    /// For finding out how a model fares: one request a route, and never a wait.
    package static let none = RetryPolicy(
        attemptLimit: .max,
        retryLimit: 0,
        waitLimit: .zero,
        totalWaitLimit: .zero,
        waitFloor: .zero,
        firstBackoff: .zero,
        backoffLimit: .zero,
        patience: .zero
    )

    /// How long to wait before a model is asked again.
    ///
    /// - Parameters:
    ///   - asked: what the service asks for; it goes before the back-off.
    ///   - retry: the number of the retry, from 1.
    ///   - jitter: 0 to 1; it keeps generations that failed together from returning together.
    /// - Returns: at least the floor. More than ``waitLimit`` only where the service asks for it:
    ///   such a wait is not for waiting but for telling.
    func wait(asked: Duration?, retry: Int, jitter: Double) -> Duration {
        if let asked {
            guard asked <= waitLimit else { return asked }
            return min(max(asked + asked * (jitter / 10), waitFloor), max(waitLimit, waitFloor))
        }
        let doublings = min(max(retry - 1, 0), 20)
        let backoff = min(firstBackoff * (1 << doublings), backoffLimit)
        return max(backoff * (0.5 + jitter / 2), waitFloor)
    }
}

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
