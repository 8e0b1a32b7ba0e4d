package import Foundation

/// The outcome of one prompt on one model, without the text of the answer.
package struct BatchResult: Sendable, Hashable {
    /// What is known of who answered: one of the two, because there may be a million results.
    enum Answerer: Sendable, Hashable {
        /// The tag of an endpoint, such as `deepinfra/fp8`.
        case endpoint(String)
        /// The name of a provider, whose endpoint is not known.
        case provider(String)

        init?(endpoint: String?, provider: String?) {
            guard let name = endpoint ?? provider else { return nil }
            self = endpoint == nil ? .provider(name) : .endpoint(name)
        }
    }

    package struct Key: Sendable, Hashable {
        package var promptID: PromptID
        /// The requested model.
        package var modelID: ModelID
    }

    package var key: Key
    package var digest: PromptDigest
    package var status: GenerationStatus
    /// The user's name for the service that was asked; `nil` in results of older versions.
    var service: String?
    /// Who of the model's providers answered; `nil` if the service did not say, or a fallback
    /// answered.
    var answerer: Answerer?
    package var failureKind: ServiceFailure.Kind?
    /// Whether the token limit cut the answer off.
    package var isCut = false
    /// Whether the service refused the request, or was not reached, so that it cost nothing.
    package var wasRefused = false
    /// US dollars charged, if the service reported them.
    package var cost: Decimal?
    /// Tokens of the prompt.
    package var promptTokens: Int?
    /// Tokens of the answer.
    package var completionTokens: Int?
    /// Milliseconds from the first request to the end.
    package var durationMilliseconds: Int?

    init(key: Key, digest: PromptDigest, status: GenerationStatus) {
        self.key = key
        self.digest = digest
        self.status = status
    }

    init(_ generation: Generation, of prompt: BatchPrompt) {
        self.init(
            key: Key(promptID: prompt.id, modelID: generation.modelID),
            digest: prompt.digest,
            status: generation.status
        )
        let hasText = isAnswered || !generation.text.isEmpty
        let isOwn = generation.answeringModelID.map { $0 == generation.modelID } ?? true
        if hasText, isOwn {
            answerer = Answerer(
                endpoint: generation.endpoint?.tag,
                provider: generation.provider
            )
        }
        failureKind = generation.failure?.kind
        wasRefused = generation.failure.map { $0.httpStatus != 200 } ?? false
        isCut = generation.finishReason == .length
        cost = generation.usage?.cost
        promptTokens = generation.usage?.promptTokens
        completionTokens = generation.usage?.completionTokens
        durationMilliseconds = generation.durationMilliseconds
    }

    package var isAnswered: Bool { status == .completed }

    /// Whether an answer began, which costs something even if nobody says what.
    var hasBegun: Bool { isAnswered || status == .truncated || failureKind != nil && !wasRefused }

    /// Whether a later attempt may well succeed.
    package var isInconclusive: Bool {
        guard !isAnswered else { return false }
        guard status == .failed || failureKind == .contentFilter, let failureKind else {
            return true
        }
        return ServiceFailure(failureKind, message: "").isInconclusive
    }
}

extension BatchResult: Decodable {
    private enum CodingKeys: String, CodingKey {
        case id
        case modelID = "model_id"
        case digest = "prompt_sha256"
        case status
        case service
        case endpoint, provider
        case answeringModelID = "answering_model_id"
        case error
        case finishReason = "finish_reason"
        case cost
        case usage
        case duration = "duration_ms"
    }

    private struct Failure: Decodable {
        let kind: String
        let status: Int?

        private enum CodingKeys: String, CodingKey {
            case kind
            case status = "http_status"
        }
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
        let digest = PromptDigest(try container.decode(String.self, forKey: .digest))
        self.init(
            key: Key(
                promptID: try container.decode(PromptID.self, forKey: .id),
                modelID: ModelID(rawValue: try container.decode(String.self, forKey: .modelID))
            ),
            digest: digest,
            status: status
        )
        service = try container.decodeIfPresent(String.self, forKey: .service)
        if try container.decodeIfPresent(String.self, forKey: .answeringModelID)
            == key.modelID.rawValue
        {
            answerer = Answerer(
                endpoint: try container.decodeIfPresent(String.self, forKey: .endpoint),
                provider: try container.decodeIfPresent(String.self, forKey: .provider)
            )
        }
        let failure = try container.decodeIfPresent(Failure.self, forKey: .error)
        failureKind = failure.flatMap { ServiceFailure.Kind(rawValue: $0.kind) }
        wasRefused = failure.map { $0.status != 200 } ?? false
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

/// A line of the results file: a JSON object with every key present.
struct BatchRecord: Encodable {
    /// The start of every line: keys are sorted.
    static let beginning = "{\"\(CodingKeys.answeringModelID.rawValue)\":"

    /// Whether bytes are the beginning of a line, which a killed process left.
    static func isTorn(_ bytes: Data) -> Bool {
        let beginning = Data(Self.beginning.utf8)
        return bytes.starts(with: beginning) || beginning.starts(with: bytes)
            // A power failure can leave zeros in place of the last write.
            || bytes.allSatisfy { $0 == 0 }
    }

    let prompt: BatchPrompt
    var metadata: JSONElement?
    let engine: BatchEngine
    /// The user's name for the service that was asked.
    let service: String
    let generation: Generation
    let startedAt: Date

    private enum CodingKeys: String, CodingKey {
        case answeringModelID = "answering_model_id"
        case attempts
        case cost
        case duration = "duration_ms"
        case endpoint
        case engine
        case error
        case finishReason = "finish_reason"
        case id
        case metadata
        case modelID = "model_id"
        case digest = "prompt_sha256"
        case promptTokens = "prompt_tokens"
        case provider
        case quantization
        case reasoning
        case sentModel = "sent_model"
        case servedModel = "served_model"
        case service
        case startedAt = "started_at"
        case status
        case text
        case timeToFirstToken = "time_to_first_token_ms"
        case usage
    }

    /// The JSON with a line feed.
    var line: Data {
        JSONEncoder.sorted(self) + [0x0A]
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let isAnswered = generation.status == .completed || !generation.text.isEmpty
        let answering = isAnswered ? generation.answeringModelID ?? generation.modelID : nil
        let reasoning = generation.reasoning
        try container.encode(answering?.rawValue, forKey: .answeringModelID)
        try container.encode(generation.attempts.map(AttemptRecord.init), forKey: .attempts)
        try container.encode(generation.usage?.cost.map { "\($0)" }, forKey: .cost)
        try container.encode(generation.durationMilliseconds, forKey: .duration)
        try container.encode(isAnswered ? generation.endpoint?.tag : nil, forKey: .endpoint)
        try container.encode(engine.rawValue, forKey: .engine)
        try container.encode(generation.failure.map(FailureRecord.init), forKey: .error)
        try container.encode(generation.finishReason, forKey: .finishReason)
        try container.encode(prompt.id, forKey: .id)
        try container.encode(metadata, forKey: .metadata)
        try container.encode(generation.modelID.rawValue, forKey: .modelID)
        try container.encode(prompt.digest.text, forKey: .digest)
        try container.encode(generation.usage?.promptTokens, forKey: .promptTokens)
        try container.encode(generation.provider, forKey: .provider)
        try container.encode(
            isAnswered ? generation.endpoint?.quantization : nil,
            forKey: .quantization
        )
        try container.encode(reasoning.isEmpty ? nil : reasoning, forKey: .reasoning)
        try container.encode(generation.sentModel, forKey: .sentModel)
        try container.encode(generation.servedModel, forKey: .servedModel)
        try container.encode(service, forKey: .service)
        try container.encode(startedAt.formatted(.iso8601), forKey: .startedAt)
        try container.encode(generation.status.rawValue, forKey: .status)
        try container.encode(generation.text, forKey: .text)
        try container.encode(generation.timeToFirstTokenMilliseconds, forKey: .timeToFirstToken)
        try container.encode(generation.usage.map(UsageRecord.init), forKey: .usage)
    }
}

private struct AttemptRecord: Encodable {
    let attempt: Attempt

    private enum CodingKeys: String, CodingKey {
        case status = "http_status"
        case kind
        case message
        case modelID = "model_id"
        case sentModel = "sent_model"
        case waited = "waited_ms"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(attempt.httpStatus, forKey: .status)
        try container.encode(attempt.kind, forKey: .kind)
        try container.encode(attempt.message.isEmpty ? nil : attempt.message, forKey: .message)
        try container.encode(attempt.modelID?.rawValue, forKey: .modelID)
        try container.encode(attempt.sentModel, forKey: .sentModel)
        try container.encode(attempt.waitedMilliseconds, forKey: .waited)
    }
}

private struct FailureRecord: Encodable {
    let failure: ServiceFailure

    private enum CodingKeys: String, CodingKey {
        case status = "http_status"
        case kind
        case message
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(failure.httpStatus, forKey: .status)
        try container.encode(failure.kind.rawValue, forKey: .kind)
        try container.encode(failure.message, forKey: .message)
    }
}

private struct UsageRecord: Encodable {
    let usage: TokenUsage

    private enum CodingKeys: String, CodingKey {
        case completionTokens = "completion_tokens"
        case promptTokens = "prompt_tokens"
        case reasoningTokens = "reasoning_tokens"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(usage.completionTokens, forKey: .completionTokens)
        try container.encode(usage.promptTokens, forKey: .promptTokens)
        try container.encode(usage.reasoningTokens, forKey: .reasoningTokens)
    }
}
