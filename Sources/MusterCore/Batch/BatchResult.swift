package import Foundation

/// What one prompt came to on one model, without the words of the answer.
package struct BatchResult: Sendable, Hashable {
    /// What a result belongs to.
    package struct Key: Sendable, Hashable {
        /// The prompt's ID.
        package var promptID: String
        /// The model asked for.
        package var modelID: ModelID

        /// Creates a key.
        package init(promptID: String, modelID: ModelID) {
            self.promptID = promptID
            self.modelID = modelID
        }
    }

    /// What it belongs to.
    package var key: Key
    /// The digest of the prompt.
    package var digest: String
    /// How the generation ended.
    package var status: GenerationStatus
    /// What went wrong, where something did.
    package var failureKind: ServiceFailure.Kind?
    /// Whether the answer was cut at the longest that was allowed.
    package var isCut = false
    /// US dollars charged, where the service said.
    package var cost: Decimal?
    /// Tokens of the prompt.
    package var promptTokens: Int?
    /// Tokens of the answer.
    package var completionTokens: Int?
    /// Milliseconds from the first request to the end.
    package var durationMilliseconds: Int?

    /// Creates a result.
    package init(key: Key, digest: String, status: GenerationStatus) {
        self.key = key
        self.digest = digest
        self.status = status
    }

    /// What a generation came to.
    init(_ generation: Generation, of prompt: BatchPrompt) {
        self.init(
            key: Key(promptID: prompt.id, modelID: generation.modelID),
            digest: prompt.digest,
            status: generation.status
        )
        failureKind = generation.failure?.kind
        isCut = generation.finishReason == .length
        cost = generation.usage?.cost
        promptTokens = generation.usage?.promptTokens
        completionTokens = generation.usage?.completionTokens
        durationMilliseconds = generation.durationMilliseconds
    }

    /// Whether the model answered to its end.
    package var isAnswered: Bool { status == .completed }

    /// Whether asking again later may well work.
    package var isInconclusive: Bool {
        guard !isAnswered else { return false }
        guard status == .failed, let failureKind else { return true }
        return ServiceFailure(failureKind, message: "").isInconclusive
    }
}

extension BatchResult: Decodable {
    private enum CodingKeys: String, CodingKey {
        case id
        case modelID = "model_id"
        case digest = "prompt_sha256"
        case status
        case error
        case finishReason = "finish_reason"
        case cost
        case usage
        case duration = "duration_ms"
    }

    private struct Failure: Decodable {
        let kind: String
    }

    private struct Usage: Decodable {
        let promptTokens: Int?
        let completionTokens: Int?

        private enum CodingKeys: String, CodingKey {
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let word = try container.decode(String.self, forKey: .status)
        guard let status = GenerationStatus(rawValue: word) else {
            throw DecodingError.dataCorruptedError(
                forKey: .status,
                in: container,
                debugDescription: word
            )
        }
        self.init(
            key: Key(
                promptID: try container.decode(String.self, forKey: .id),
                modelID: ModelID(rawValue: try container.decode(String.self, forKey: .modelID))
            ),
            digest: try container.decode(String.self, forKey: .digest),
            status: status
        )
        let failure = try container.decodeIfPresent(Failure.self, forKey: .error)
        failureKind = failure.flatMap { ServiceFailure.Kind(rawValue: $0.kind) }
        isCut =
            try container.decodeIfPresent(FinishReason.self, forKey: .finishReason) == .length
        cost = try container.decodeIfPresent(String.self, forKey: .cost)
            .flatMap { DecimalNumber($0)?.value }
        let usage = try container.decodeIfPresent(Usage.self, forKey: .usage)
        promptTokens = TokenUsage.plausible(usage?.promptTokens)
        completionTokens = TokenUsage.plausible(usage?.completionTokens)
        durationMilliseconds = try container.decodeIfPresent(Int.self, forKey: .duration)
    }
}
