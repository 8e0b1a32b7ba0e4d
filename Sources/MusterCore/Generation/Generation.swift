/// A running or finished generation.
package struct Generation: Sendable, Hashable, Identifiable {
    package var id: Int64
    package var modelID: ModelID
    /// The fallback that answered or started to.
    package var answeringModelID: ModelID?
    package var sentModel: Route?
    /// The limit of the answer in tokens that was sent; the database does not keep it.
    package var maxTokens: Int?
    /// The model that answered, as the service named it.
    package var servedModel: String?
    package var provider: String?
    /// The endpoint that answered, if the service told; the database does not keep it.
    package var endpoint: ServedEndpoint?
    package var status = GenerationStatus.connecting
    package var text: String = ""
    package var reasoning: String = ""
    /// What came besides text, which is not kept.
    package var media: [AnswerMedia] = []
    /// The tools that the model called.
    package var toolCalls: [ToolCall] = []
    package var finishReason: FinishReason?
    /// The usage of all attempts, as far as the service reported it.
    package var usage: TokenUsage?
    /// Milliseconds from the first request to the first text or reasoning.
    ///
    /// As in ``durationMilliseconds``, long waits for a connection do not count.
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
    /// Whether the model answered, even without the text asked for.
    var hasModelAnswered: Bool { status == .completed || failure?.isAnswerWithoutText == true }

    /// `the answer was cut at 300 tokens`; `nil` if it was not cut.
    package var cutWords: String? {
        guard status == .completed, finishReason == .length else { return nil }
        if isCutByLimit, let maxTokens { return "the answer was cut at \(maxTokens) tokens" }
        return lastCompletionTokens.map { "the provider cut the answer at \($0) tokens" }
            ?? "the answer was cut"
    }

    /// Whether the limit that was sent cut the answer, rather than a lower one of the provider.
    package var isCutByLimit: Bool {
        guard let maxTokens, finishReason == .length else { return false }
        return (lastCompletionTokens ?? maxTokens) >= maxTokens
    }

    private var lastCompletionTokens: Int? {
        attempts.last?.usage?.completionTokens ?? usage?.completionTokens
    }

    /// The generation from the point of view of one of the models asked.
    ///
    /// A model replaced by a fallback failed, however the fallback fared. So did a model that was
    /// cooling down when the user cancelled.
    func seen(by outcome: CandidateOutcome) -> Generation {
        var seen = self
        seen.modelID = outcome.modelID
        let isOwnEnd = outcome.isLast && status != .cancelled
        // That another endpoint answered is found out after the model's own end.
        seen.failure = outcome.failure ?? (isOwnEnd ? failure : nil)
        if outcome.failure != nil, !isOwnEnd { seen.status = .failed }
        seen.attempts = attempts.filter { $0.modelID == outcome.modelID }
        seen.sentModel = seen.attempts.last?.sentModel
        seen.usage = TokenUsage(sum: seen.attempts.map(\.usage))
        seen.durationMilliseconds = lastAttemptMilliseconds
        guard !outcome.isLast else { return seen }
        // The server and the duration belong to the last request only.
        (seen.servedModel, seen.provider, seen.endpoint) = (nil, nil, nil)
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
