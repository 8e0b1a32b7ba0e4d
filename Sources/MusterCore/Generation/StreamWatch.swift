/// The state of an attempt's stream, by which the machine judges its end.
struct StreamWatch: Sendable {
    private(set) var isOpen = false
    /// Whether text or reasoning arrived, which is shown immediately.
    private(set) var hasShownText = false
    private(set) var answer = AnswerParts()
    private(set) var hasEndMark = false
    /// The first finish reason: later chunks may repeat or retract it.
    private(set) var finishReason: FinishReason?
    private(set) var failure: ServiceFailure?
    /// A failure after the end, which takes no answer back but explains an empty one.
    private(set) var lateFailure: ServiceFailure?
    /// Whether the answer is complete, whatever becomes of the connection.
    var hasEnded: Bool { hasEndMark || finishReason != nil }
    /// The uptime of the last event that a reader would call progress.
    private(set) var progressAt: Duration
    private var repetition = RepetitionGuard()

    init(startedAt uptime: Duration) {
        progressAt = uptime
    }

    /// Processes an event; returns a failure if the model turns out to be looping.
    mutating func take(
        _ event: CompletionEvent,
        at uptime: Duration,
        policy: RetryPolicy
    ) -> ServiceFailure? {
        answer.take(event)
        switch event {
        case .text(let piece), .reasoning(let piece):
            hasShownText = true
            progressAt = uptime
            return repetition.take(piece, policy: policy).map { count in
                ServiceFailure(
                    .malformed,
                    httpStatus: 200,
                    message: "the model repeats itself: the same piece came \(count) times in a row"
                )
            }
        case .opened:
            isOpen = true
            progressAt = uptime
        case .queued, .toolCalled, .media, .refused:
            progressAt = uptime
        case .finished(let reason):
            if !hasEnded { progressAt = uptime }
            finishReason = finishReason ?? reason
        case .failed(let failure):
            if hasEnded {
                lateFailure = lateFailure ?? failure
            } else {
                self.failure = self.failure ?? failure
            }
        case .done:
            hasEndMark = true
        case .served, .routed, .usage, .keptAlive:
            break
        }
        return nil
    }

    /// Restarts the service's time, because the delay was ours.
    mutating func excuse(at uptime: Duration) {
        progressAt = uptime
    }

    func quietLimit(_ policy: RetryPolicy) -> Duration? {
        if hasEnded { return CompletionRequest.graceAfterFinish }
        return hasShownText ? policy.stallLimit : policy.firstTokenLimit
    }
}

/// Detects a model that loops, repeating the same piece.
///
/// Lines of dashes, blank lines and runs of a digit are no loop: a piece without a letter or digit,
/// and a single character, may repeat far more often than a word.
struct RepetitionGuard: Sendable {
    private var piece = ""
    private var count = 0

    /// Processes a piece; returns its number of repetitions if that exceeds the limit.
    mutating func take(_ next: String, policy: RetryPolicy) -> Int? {
        guard next == piece else {
            piece = next
            count = 1
            return nil
        }
        count += 1
        // Computed late, because a piece hardly ever repeats the last one.
        guard let repeatLimit = policy.repeatLimit, count > repeatLimit, !piece.isEmpty else {
            return nil
        }
        guard Self.isTrivial(piece) else { return count }
        return count > (policy.trivialRepeatLimit ?? .max) ? count : nil
    }

    private static func isTrivial(_ piece: String) -> Bool {
        piece.count == 1 || !piece.contains { $0.isLetter || $0.isNumber }
    }
}
