/// Limits of retries, waits and silence in a generation.
///
/// These numbers are ours: the service documents none, except the hints that come with a failure.
package struct RetryPolicy: Sendable, Hashable {
    /// The limit of requests per generation, over all models and routes.
    package var attemptLimit: Int
    /// The limit of retries per busy model; another route is no retry.
    package var retryLimit: Int
    /// Whether an attempt that cost something is the last, because a bound on the cost must hold.
    package var stopsWhenCharged = false
    /// The limit of a single wait; muster does not wait if the service asks for longer.
    package var waitLimit: Duration
    package var totalWaitLimit: Duration
    /// The shortest wait, regardless of service and jitter.
    package var waitFloor: Duration
    /// The back-off before a model's first retry; it doubles with each.
    package var firstBackoff: Duration
    package var backoffLimit: Duration
    /// The longest wait for a busy model while a fallback has not been asked yet.
    package var patience: Duration
    /// The time limit for the first text or reasoning; `nil` for the request's own limit.
    package var firstTokenLimit: Duration?
    /// The time limit without new text or reasoning; comments do not count.
    package var stallLimit: Duration?
    /// The repetitions of a piece in a row after which a model counts as looping.
    package var repeatLimit: Int?
    /// The same for pieces that honest answers repeat too: see ``RepetitionGuard``.
    package var trivialRepeatLimit: Int?

    /// The policy for a person or a program that wants an answer.
    ///
    /// Reasoning models are silent for minutes before the first token, hence the long limit.
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
        repeatLimit: 5_000,
        trivialRepeatLimit: 20_000
    )

    /// The policy for checking a model: one request per route, and no waits.
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

    /// The policy with its limits of silence raised to `duration`, for slow services.
    func allowingSilence(of duration: Duration) -> RetryPolicy {
        var policy = self
        policy.firstTokenLimit = firstTokenLimit.map { max($0, duration) }
        policy.stallLimit = stallLimit.map { max($0, duration) }
        return policy
    }

    /// Computes the wait before a retry.
    ///
    /// - Parameters:
    ///   - asked: the wait that the service asks for, which takes precedence over the back-off.
    ///   - retry: the number of the retry, from 1.
    ///   - jitter: 0 to 1; it spreads generations that failed together.
    /// - Returns: at least the floor. It exceeds ``waitLimit`` only if the service asks for that:
    ///   report such a wait, don't perform it.
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

/// A remedy for a failure before the first token.
///
/// The table is OpenRouter's (https://openrouter.ai/docs/api-reference/errors);
/// ``ServiceFailure/Kind`` separates the causes that share a status.
enum FailureRemedy: Sendable, Hashable {
    /// None: every model fails alike with this key, request or address.
    case abort
    case nextRoute
    case nextModel
    case retry
    /// The same model after a wait, but only once: a second failure means broken, not busy.
    case retryOnce
    /// Any model after the minute, because all free ones share the quota.
    case waitForMinute
    case paidModel
    case freeModel

    init(_ failure: ServiceFailure) {
        self =
            switch failure.kind {
            case .unauthorized, .keyLimit, .noKey, .badRequest, .tls, .redirect, .cancelled: .abort
            // The model answered, and the answer was paid for; another is the user's decision.
            case .refusal, .contentFilter, .toolCall, .onlyReasoning, .onlyMedia, .notAsAsked,
                .drifted:
                .abort
            case .invalidModelID, .noEndpoints, .notFound: .nextRoute
            case .contextLength, .forbidden, .filteredEndpoints, .batchOnly, .tooLarge, .empty:
                .nextModel
            case .rateLimited, .timeout, .connection: .retry
            // What came within a 200 was paid for, and would likely come again.
            case .malformed: failure.httpStatus == 200 && !failure.isPage ? .nextModel : .retryOnce
            case .minuteQuota: .waitForMinute
            case .dailyQuota: .paidModel
            case .noCredits: failure.allowsCheaperModels ? .nextModel : .freeModel
            case .server: Self.forServer(failure.httpStatus)
            }
    }

    /// 500 is masked and internal; a 4xx without its own kind (410, 451) concerns the model.
    private static func forServer(_ status: Int?) -> FailureRemedy {
        switch status {
        case 500: .retryOnce
        case .some(400..<500): .nextModel
        default: .retry
        }
    }
}
