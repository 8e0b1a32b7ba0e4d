import Foundation
import MusterCore

/// A generation in JSON.
struct GenerationDocument: Encodable {
    private let generation: Generation

    private enum CodingKeys: String, CodingKey {
        case id
        case modelID = "model_id"
        case sentModel = "sent_model"
        case servedModel = "served_model"
        case provider
        case status
        case text
        case reasoning
        case finishReason = "finish_reason"
        case usage
        case cost
        case timeToFirstToken = "time_to_first_token_ms"
        case duration = "duration_ms"
        case attempts
    }

    init(_ generation: Generation) {
        self.generation = generation
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(generation.id, forKey: .id)
        try container.encode(generation.modelID.rawValue, forKey: .modelID)
        try container.encode(generation.sentModel, forKey: .sentModel)
        try container.encode(generation.servedModel, forKey: .servedModel)
        try container.encode(generation.provider, forKey: .provider)
        try container.encode(generation.status.rawValue, forKey: .status)
        try container.encode(generation.text, forKey: .text)
        try container.encode(
            generation.reasoning.isEmpty ? nil : generation.reasoning,
            forKey: .reasoning
        )
        try container.encode(generation.finishReason, forKey: .finishReason)
        try container.encode(generation.usage.map(Usage.init), forKey: .usage)
        try container.encode(generation.usage?.cost.map { "\($0)" }, forKey: .cost)
        try container.encode(generation.timeToFirstTokenMilliseconds, forKey: .timeToFirstToken)
        try container.encode(generation.durationMilliseconds, forKey: .duration)
        try container.encode(generation.attempts.map(AttemptDocument.init), forKey: .attempts)
    }

    private struct Usage: Encodable {
        private let usage: TokenUsage

        private enum CodingKeys: String, CodingKey {
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
            case reasoningTokens = "reasoning_tokens"
        }

        init(_ usage: TokenUsage) {
            self.usage = usage
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(usage.promptTokens, forKey: .promptTokens)
            try container.encode(usage.completionTokens, forKey: .completionTokens)
            try container.encode(usage.reasoningTokens, forKey: .reasoningTokens)
        }
    }
}
