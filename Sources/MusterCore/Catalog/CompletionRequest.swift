/// One request for a completion, as it goes to the service.
package struct CompletionRequest: Sendable, Hashable {
    /// The tokens an answer may have unless the user says otherwise.
    ///
    /// It is always sent: without it the service checks the account's credit against the model's
    /// largest possible answer, and refuses small balances.
    package static let defaultMaxTokens = 4096

    /// The temperatures that the service takes.
    package static let temperatures = 0.0...2.0

    /// The spelling of the model that is sent.
    package var model: String
    /// The system prompt.
    package var systemPrompt: String?
    /// The user's prompt.
    package var prompt: String
    /// The longest answer, reasoning included, in tokens.
    package var maxTokens: Int
    /// How freely it chooses its words; `nil` is the model's own, and is not sent.
    package var temperature: Double?
    /// How much it is to think first; `nil` is the model's own, and is not sent.
    package var reasoningEffort: ReasoningEffort?
    /// The time for the whole answer.
    package var timeout: Duration
    /// What the model is made to do, when the request is a probe.
    package var probe: Capability?

    /// Creates a request.
    package init(
        model: String,
        systemPrompt: String? = nil,
        prompt: String,
        maxTokens: Int = Self.defaultMaxTokens,
        temperature: Double? = nil,
        reasoningEffort: ReasoningEffort? = nil,
        timeout: Duration = .seconds(600),
        probe: Capability? = nil
    ) {
        self.model = model
        self.systemPrompt = systemPrompt
        self.prompt = prompt
        self.maxTokens = maxTokens
        self.temperature = temperature
        self.reasoningEffort = reasoningEffort
        self.timeout = timeout
        self.probe = probe
    }
}
