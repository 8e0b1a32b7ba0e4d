/// A running or finished generation.
package struct Generation: Sendable, Hashable, Identifiable {
    package var id: Int64
    package var modelID: ModelID
    /// The fallback that answered or started to.
    package var answeringModelID: ModelID?
    package var sentModel: Route?
    /// The model that answered, as the service named it.
    package var servedModel: String?
    package var provider: String?
    package var status = GenerationStatus.connecting
    package var text: String = ""
    package var reasoning: String = ""
    package var finishReason: FinishReason?
    /// Usage as far as the service reported it.
    package var usage: TokenUsage?
    /// Milliseconds from the first request to the first text or reasoning.
    package var timeToFirstTokenMilliseconds: Int?
    /// Milliseconds from the first request to the end.
    package var durationMilliseconds: Int?
    /// Milliseconds from the last request to the end.
    var lastAttemptMilliseconds: Int?
    package var attempts: [Attempt] = []
    package var failure: ServiceFailure?
    /// The reason why storing failed; the text is then only in memory.
    package var storeFailure: StoreError?
}

extension Generation {
    /// The generation from the point of view of one of the models asked.
    ///
    /// A model replaced by a fallback failed, however the fallback fared. So did a model that was
    /// cooling down when the user cancelled.
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
        // The server, usage and duration belong to the last request only.
        (seen.servedModel, seen.provider, seen.usage) = (nil, nil, nil)
        seen.durationMilliseconds = nil
        return seen
    }
}

/// The state of a generation.
package enum GenerationStatus: String, Sendable, CaseIterable {
    case connecting
    /// The service accepted the request; nothing has arrived yet.
    case waiting
    case streaming
    case completed
    /// The user stopped it; the text so far is kept.
    case cancelled
    /// The stream ended with neither an end mark nor a finish reason.
    case truncated
    case failed
    /// The program died during the generation; the stored text is kept.
    case interrupted

    package var isFinal: Bool {
        switch self {
        case .connecting, .waiting, .streaming: false
        case .completed, .cancelled, .truncated, .failed, .interrupted: true
        }
    }
}
