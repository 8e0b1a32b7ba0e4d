/// What the stream of one attempt has brought, as far as its end is judged by it.
struct StreamWatch: Sendable {
    /// Whether the service accepted the request.
    private(set) var isOpen = false
    /// Whether text or reasoning came; it is shown the moment it comes.
    private(set) var hasShownText = false
    /// Whether the stream's own end mark came.
    private(set) var hasEndMark = false
    /// The first finish reason that came: later chunks may repeat it, or take it back.
    private(set) var finishReason: FinishReason?
    /// The first error that came in the stream.
    private(set) var failure: ServiceFailure?
    /// When something last came that a reader would call progress, as an uptime.
    private(set) var progressAt: Duration
    private var repetition = RepetitionGuard()

    /// Begins with a request that is being sent.
    init(startedAt uptime: Duration) {
        progressAt = uptime
    }

    /// Takes an event; returns a failure when the model turns out to be caught in a loop.
    mutating func take(
        _ event: CompletionEvent,
        at uptime: Duration,
        policy: RetryPolicy
    ) -> ServiceFailure? {
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
        case .toolCalled:
            progressAt = uptime
        case .finished(let reason):
            finishReason = finishReason ?? reason
        case .failed(let failure):
            self.failure = self.failure ?? failure
        case .done:
            hasEndMark = true
        case .served, .usage, .keptAlive:
            break
        }
        return nil
    }

    /// Grants the service its time again: the delay was ours.
    mutating func excuse(at uptime: Duration) {
        progressAt = uptime
    }

    /// How long nothing may come, as things stand.
    func quietLimit(_ policy: RetryPolicy) -> Duration? {
        hasShownText ? policy.stallLimit : policy.firstTokenLimit
    }
}

/// Notices a model that says the same again and again, as models caught in a loop do.
///
/// Lines of dashes, blank lines and runs of one digit are no loop: a piece without a letter or a
/// digit, and a single character, may come much oftener than a word.
struct RepetitionGuard: Sendable {
    private var piece = ""
    private var count = 0

    /// Takes the next piece; returns how often it has come in a row if that is more than allowed.
    mutating func take(_ next: String, policy: RetryPolicy) -> Int? {
        guard next == piece else {
            piece = next
            count = 1
            return nil
        }
        count += 1
        // Looked at late, because a piece is hardly ever the same as the last.
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
