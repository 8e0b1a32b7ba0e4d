/// One request for a completion, as it goes to the service.
package struct CompletionRequest: Sendable, Hashable {
    /// The spelling of the model that is sent.
    package var model: Route
    /// Whether it is counted against the free tier.
    package var isFree = false
    /// The system prompt.
    package var systemPrompt: String?
    /// The user's prompt.
    package var prompt: String
    /// The longest answer, reasoning included, in tokens.
    package var maxTokens = GenerationRequest.defaultMaxTokens
    /// How freely it chooses its words; `nil` is the model's own, and is not sent.
    package var temperature: Double?
    /// How much it is to think first; `nil` is the model's own, and is not sent.
    package var reasoningEffort: ReasoningEffort?
    /// The time for the whole answer.
    package var timeout = Duration.seconds(600)
    /// What the model is made to do, when the request is a probe.
    package var probe: Capability?
}

/// How much a model is to think before it answers, from most to least.
package enum ReasoningEffort: String, Sendable, CaseIterable {
    case max
    case xhigh
    case high
    case medium
    case low
    case minimal
    case none
}
