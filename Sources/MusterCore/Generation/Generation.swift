/// A generation: what was asked, what came, and how.
package struct Generation: Sendable, Hashable, Identifiable {
    /// The row in the database.
    package var id: Int64
    /// The model asked for.
    package var modelID: ModelID
    /// The fallback that answered, or began to, in place of the model asked for.
    package var answeringModelID: ModelID?
    /// The spelling that was sent last.
    package var sentModel: Route?
    /// The model that the service says answered.
    package var servedModel: String?
    /// The provider that answered.
    package var provider: String?
    /// Where it is, or how it ended.
    package var status = GenerationStatus.connecting
    /// The answer so far.
    package var text: String = ""
    /// The reasoning before it.
    package var reasoning: String = ""
    /// Why the model stopped.
    package var finishReason: FinishReason?
    /// What was used, as far as the service said.
    package var usage: TokenUsage?
    /// Milliseconds from the first request to the first text or reasoning.
    package var timeToFirstTokenMilliseconds: Int?
    /// Milliseconds from the first request to the end.
    package var durationMilliseconds: Int?
    /// Milliseconds from the last request to the end: the duration without what went before.
    var lastAttemptMilliseconds: Int?
    /// Every request that was sent.
    package var attempts: [Attempt] = []
    /// What went wrong, where something did.
    package var failure: ServiceFailure?
    /// Why the generation could not be stored, where it could not; its text is then only here.
    package var storeFailure: StoreError?
}

extension Generation {
    /// The generation as one of the models saw it that were asked.
    ///
    /// A model that gave way to a fallback failed, however the fallback fared; so did one that
    /// was being waited for when the user cancelled.
    func seen(by outcome: CandidateOutcome) -> Generation {
        var seen = self
        seen.modelID = outcome.modelID
        seen.failure = outcome.failure
        let isOwnEnd = outcome.isLast && status != .cancelled
        if outcome.failure != nil, !isOwnEnd { seen.status = .failed }
        seen.attempts = attempts.filter { $0.modelID == outcome.modelID }
        seen.sentModel = seen.attempts.last?.sentModel
        seen.durationMilliseconds = lastAttemptMilliseconds
        guard !outcome.isLast else { return seen }
        // Who answered, how fast and for how much is known of the last request only.
        (seen.servedModel, seen.provider, seen.usage) = (nil, nil, nil)
        seen.durationMilliseconds = nil
        return seen
    }
}

/// Where a generation is, or how it ended.
package enum GenerationStatus: String, Sendable, CaseIterable {
    /// The request is on its way.
    case connecting
    /// The service has accepted it; nothing has come yet.
    case waiting
    /// Text or reasoning is coming.
    case streaming
    /// The model finished.
    case completed
    /// The user stopped it; what had come is kept.
    case cancelled
    /// The stream ended with neither an end mark nor a finish reason.
    case truncated
    /// It brought an error.
    case failed
    /// The program died in the middle; what had been stored is kept.
    case interrupted

    /// Whether nothing more will come.
    package var isFinal: Bool {
        switch self {
        case .connecting, .waiting, .streaming: false
        case .completed, .cancelled, .truncated, .failed, .interrupted: true
        }
    }
}
