import Foundation

/// A chunk of a streamed completion, or a whole completion sent without a stream.
///
/// In recorded streams, usage arrives in a chunk with no choices, with an empty one, or with one
/// that repeats the finish reason. Errors arrive with choices, without any, or with only the finish
/// reason `error`. So every field is optional, and a chunk may yield several events.
struct CompletionChunkResponse: Decodable {
    let model: String?
    let provider: String?
    let choices: [Choice]?
    let usage: Usage?
    let error: ErrorResponse.Detail?

    private enum CodingKeys: String, CodingKey {
        case model
        case provider
        case choices
        case usage
        case error
    }

    /// Ignores fields of unexpected types, so that no text is lost because of them.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        model = container.lenientString(forKey: .model)
        provider = container.lenientString(forKey: .provider)
        choices = (try? container.decodeIfPresent([Choice].self, forKey: .choices)) ?? nil
        usage = (try? container.decodeIfPresent(Usage.self, forKey: .usage)) ?? nil
        let nested = try container.decodeIfPresent(ErrorResponse.Detail.self, forKey: .error)
        // Some servers send the error itself: {"code":500,"message":"..."} or {"detail":"..."}.
        error =
            nested ?? (choices == nil && usage == nil ? ErrorResponse.Detail(bare: decoder) : nil)
    }

    struct Choice: Decodable {
        let delta: Delta?
        let message: Delta?
        let finishReason: FinishReason?
        let nativeFinishReason: String?
        let error: ErrorResponse.Detail?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            delta = (try? container.decodeIfPresent(Delta.self, forKey: .delta)) ?? nil
            message = (try? container.decodeIfPresent(Delta.self, forKey: .message)) ?? nil
            finishReason = container.lenientString(forKey: .finishReason)
                .map(FinishReason.init(rawValue:))
            nativeFinishReason = container.lenientString(forKey: .nativeFinishReason)
            error = try container.decodeIfPresent(ErrorResponse.Detail.self, forKey: .error)
        }

        private enum CodingKeys: String, CodingKey {
            case delta
            case message
            case finishReason = "finish_reason"
            case nativeFinishReason = "native_finish_reason"
            case error
        }
    }

    struct Delta: Decodable {
        let content: String?
        let reasoning: String?
        let toolCalls: [ToolCall]?

        private enum CodingKeys: String, CodingKey {
            case content
            case toolCalls = "tool_calls"
            case reasoning
            // The names of DeepSeek and vLLM, and of Ollama.
            case reasoningContent = "reasoning_content"
            case thinking
            case details = "reasoning_details"
        }

        /// A part of structured reasoning: text, a summary of it, or something encrypted.
        private struct ReasoningDetail: Decodable {
            let text: String?
            let summary: String?
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            content =
                container.lenientString(forKey: .content)
                ?? (try? container.decode([ContentPart].self, forKey: .content))?
                .compactMap(\.text).joined()
            // Some services send the same piece under several names; it counts once.
            reasoning =
                container.lenientString(forKey: .reasoning)
                ?? container.lenientString(forKey: .reasoningContent)
                ?? container.lenientString(forKey: .thinking)
                ?? (container.contains(.details)
                    ? (try? container.decode([ReasoningDetail].self, forKey: .details))?
                        .compactMap { $0.text ?? $0.summary }.joined() : nil)
            // Check first: hardly any chunk has tool calls, and this runs for every token.
            toolCalls =
                container.contains(.toolCalls)
                ? try? container.decode([ToolCall].self, forKey: .toolCalls) : nil
        }
    }

    /// A part of a content list, as some providers send it.
    struct ContentPart: Decodable {
        let text: String?

        private enum CodingKeys: String, CodingKey {
            case text
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            text = container.lenientString(forKey: .text)
        }
    }

    struct ToolCall: Decodable {
        let function: Function?

        struct Function: Decodable {
            let name: String?
        }
    }

    struct Usage: Decodable {
        let usage: TokenUsage

        private enum CodingKeys: String, CodingKey {
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
            case details = "completion_tokens_details"
            case cost
        }

        private enum DetailKeys: String, CodingKey {
            case reasoningTokens = "reasoning_tokens"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let details = container.lenientContainer(keyedBy: DetailKeys.self, forKey: .details)
            usage = TokenUsage(
                promptTokens: container.lenientInteger(forKey: .promptTokens),
                completionTokens: container.lenientInteger(forKey: .completionTokens),
                reasoningTokens: details?.lenientInteger(forKey: .reasoningTokens),
                cost: (try? container.decodeIfPresent(Decimal.self, forKey: .cost)) ?? nil
            )
        }
    }

    /// The chunk's events, in processing order.
    var events: [CompletionEvent] {
        var events: [CompletionEvent] = []
        if let model, !model.isEmpty { events.append(.served(model: model, provider: provider)) }
        let choice = choices?.first
        let delta = choice?.delta ?? choice?.message
        if let reasoning = delta?.reasoning, !reasoning.isEmpty {
            events.append(.reasoning(reasoning))
        }
        if let text = delta?.content, !text.isEmpty { events.append(.text(text)) }
        if let name = delta?.toolCalls?.first?.function?.name {
            events.append(.toolCalled(name: name))
        }
        if let usage { events.append(.usage(usage.usage)) }
        if let error = error ?? choice?.error {
            events.append(.failed(FailureClassifier.classify(error, status: 200)))
        } else if choice?.finishReason == .error {
            let native = choice?.nativeFinishReason ?? "it did not say why"
            events.append(
                .failed(
                    ServiceFailure(
                        .server,
                        httpStatus: 200,
                        message: "the provider stopped with an error: \(native)",
                        provider: provider
                    )
                )
            )
        }
        if let reason = choice?.finishReason { events.append(.finished(reason)) }
        return events
    }
}
