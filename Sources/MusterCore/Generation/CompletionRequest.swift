/// A completion request to the service.
package struct CompletionRequest: Sendable, Hashable {
    package var model: Route
    package var isFree = false
    package var systemPrompt: String?
    package var prompt: String
    /// The API's messages in place of the two above.
    package var messages: [JSONElement]?
    /// Further members of the request, by the API's names.
    package var parameters: JSONMembers = [:]
    /// The limit of the answer in tokens, including reasoning.
    package var maxTokens = GenerationRequest.defaultMaxTokens
    /// `nil` sends none, so the model uses its own.
    package var temperature: Double?
    /// `nil` sends none, so the model uses its own.
    package var reasoningEffort: ReasoningEffort?
    package var timeout = Duration.seconds(600)
    /// What it demands of the providers.
    package var routing: ProviderRouting?
    /// Whether the answer should tell which endpoint gave it, as one with a routing does.
    package var asksForEndpoint = false
    /// Whether whoever asks ends the request when its time is over, or when it lingers.
    var isWatched = false
    /// The capability to test, if the request is a probe.
    package var probe: Capability?

    /// How long to read on after the finish reason, and after any text that follows it: usage comes
    /// then, and the end mark.
    static let graceAfterFinish = Duration.seconds(1)

    /// The messages, those that stand for system prompt and prompt included.
    var allMessages: [JSONElement] {
        messages ?? JSONElement.messages(system: systemPrompt, prompt: prompt)
    }
}

/// The amount of reasoning before the answer, from most to least.
package enum ReasoningEffort: String, Sendable, CaseIterable {
    case max
    case xhigh
    case high
    case medium
    case low
    case minimal
    case none
}
