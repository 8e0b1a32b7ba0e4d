/// The reason why a model stopped, in OpenRouter's words; unknown words are kept.
package struct FinishReason: RawRepresentable, Sendable, Hashable, Codable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let stop = FinishReason(rawValue: "stop")
    /// The answer reached a token limit.
    package static let length = FinishReason(rawValue: "length")
    /// The provider failed, and ended the stream in order.
    package static let error = FinishReason(rawValue: "error")
    package static let toolCalls = FinishReason(rawValue: "tool_calls")
    /// The model called a tool in a form that the provider could not read.
    package static let malformedCall = FinishReason(rawValue: "malformed_tool_call")
    package static let contentFilter = FinishReason(rawValue: "content_filter")
    package static let refusal = FinishReason(rawValue: "refusal")
}

extension FinishReason: CustomStringConvertible {
    package var description: String { rawValue }
}

extension FinishReason {
    /// Creates the reason of a choice; `nil` if the choice does not end there.
    ///
    /// Services report `stop` for much that is not; the provider's own word then tells.
    init?(reported: String?, native: String?) {
        let said = reported?.filter { !$0.isWhitespace } ?? ""
        let reported =
            ["", "null", "none"].contains(said.lowercased())
            ? nil
            : reported
                .map { Self.meaning(of: $0) ?? FinishReason(rawValue: $0) }
        switch (reported, native.flatMap(Self.meaning)) {
        case (nil, let meaning?) where meaning != .stop && meaning != .toolCalls: self = meaning
        case (nil, _): return nil
        case (.stop, let meaning?): self = meaning
        case (let reported?, _): self = reported
        }
    }

    /// The meaning of a word of OpenAI, Anthropic, Google, Mistral, Cohere, DeepSeek, Zhipu or SGLang.
    private static func meaning(of word: String) -> FinishReason? {
        // Nearly every answer ends with it, and it has no other meaning.
        guard word != "stop" else { return nil }
        let word = word.lowercased()
        if let known = meanings[word] { return known }
        if malformed.contains(where: word.contains) { return .malformedCall }
        return failures.contains(where: word.contains) ? .error : nil
    }

    private static let meanings: [String: FinishReason] = [
        "length": .length, "max_tokens": .length, "max_output_tokens": .length,
        "model_length": .length, "model_context_window_exceeded": .length, "error_limit": .length,
        "tool_calls": .toolCalls, "tool_use": .toolCalls, "function_call": .toolCalls,
        "tool_call": .toolCalls,
        "refusal": .refusal, "refused": .refusal,
        "content_filter": .contentFilter, "content-filter": .contentFilter,
        "content_filtered": .contentFilter, "safety": .contentFilter, "sensitive": .contentFilter,
        "recitation": .contentFilter, "blocklist": .contentFilter, "spii": .contentFilter,
        "prohibited_content": .contentFilter, "image_safety": .contentFilter,
        "language": .contentFilter, "guardrail_intervened": .contentFilter,
        "error_toxic": .contentFilter, "moderation": .contentFilter,
    ]
    private static let malformed = [
        "malformed_function_call", "malformed_tool_call", "unexpected_tool_call",
    ]
    private static let failures = [
        "malformed", "too_many_tool_calls", "error", "fail", "abort", "cancel", "timeout",
        "timed_out", "overloaded", "unavailable",
        "interrupted", "insufficient_system_resource",
    ]
}
