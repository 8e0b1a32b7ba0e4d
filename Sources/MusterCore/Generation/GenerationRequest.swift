/// What the user asks of a model.
package struct GenerationRequest: Sendable, Hashable {
    /// The model.
    package var modelID: ModelID
    /// Its cased name, for the route ladder.
    package var huggingFaceID: HuggingFaceID?
    /// The system prompt.
    package var systemPrompt: String?
    /// The prompt.
    package var prompt: String
    /// The longest answer in tokens.
    package var maxTokens: Int
    /// The time for the whole answer.
    package var timeout: Duration

    /// Creates a request.
    package init(
        modelID: ModelID,
        huggingFaceID: HuggingFaceID?,
        systemPrompt: String? = nil,
        prompt: String,
        maxTokens: Int = CompletionRequest.defaultMaxTokens,
        timeout: Duration = .seconds(600)
    ) {
        self.modelID = modelID
        self.huggingFaceID = huggingFaceID
        self.systemPrompt = systemPrompt
        self.prompt = prompt
        self.maxTokens = maxTokens
        self.timeout = timeout
    }

    /// The request that goes to the service by one route.
    func completion(route: String) -> CompletionRequest {
        CompletionRequest(
            model: route,
            systemPrompt: systemPrompt,
            prompt: prompt,
            maxTokens: maxTokens,
            timeout: timeout
        )
    }
}
