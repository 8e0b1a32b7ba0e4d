/// What the user asks of a model.
package struct GenerationRequest: Sendable, Hashable {
    /// The model.
    package var modelID: ModelID
    /// Its cased name, for the route ladder.
    package var huggingFaceID: HuggingFaceID?
    /// Whether the model costs nothing; then only a paid fallback that the user named replaces it.
    package var isFree: Bool
    /// The models to ask when it does not answer, in the order of asking.
    package var fallbacks: [GenerationFallback] = []
    /// The fallbacks that are not asked, for the user to know.
    package var skipped: [SkippedModel] = []
    /// The system prompt.
    package var systemPrompt: String?
    /// The prompt.
    package var prompt: String
    /// The longest answer in tokens.
    package var maxTokens: Int
    /// The temperature, 0 to 2; `nil` is the model's own.
    package var temperature: Double?
    /// How much the model is to think; `nil` is the model's own.
    package var reasoningEffort: ReasoningEffort?
    /// The time for everything: all requests, the waits between them, and the answer.
    package var timeout: Duration

    /// Creates a request without fallbacks.
    ///
    /// - Parameters:
    ///   - modelID: the model.
    ///   - huggingFaceID: its cased name.
    ///   - isFree: whether it costs nothing; by default what its variant says.
    ///   - systemPrompt: the system prompt.
    ///   - prompt: the prompt.
    ///   - maxTokens: the longest answer in tokens.
    ///   - timeout: the time for everything.
    package init(
        modelID: ModelID,
        huggingFaceID: HuggingFaceID?,
        isFree: Bool? = nil,
        systemPrompt: String? = nil,
        prompt: String,
        maxTokens: Int = CompletionRequest.defaultMaxTokens,
        timeout: Duration = .seconds(600)
    ) {
        self.modelID = modelID
        self.huggingFaceID = huggingFaceID
        self.isFree = isFree ?? (modelID.variant == "free")
        self.systemPrompt = systemPrompt
        self.prompt = prompt
        self.maxTokens = maxTokens
        self.timeout = timeout
    }

    /// A request to a model as the catalog has it.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - fallbacks: what is asked when it does not answer, in this order.
    ///   - systemPrompt: the system prompt.
    ///   - prompt: the prompt.
    ///   - maxTokens: the longest answer in tokens.
    ///   - timeout: the time for everything.
    package init(
        _ model: Model,
        fallbacks: [Model] = [],
        systemPrompt: String? = nil,
        prompt: String,
        maxTokens: Int = CompletionRequest.defaultMaxTokens,
        timeout: Duration = .seconds(600)
    ) {
        self.init(
            modelID: model.id,
            huggingFaceID: model.huggingFaceID,
            isFree: model.isFree,
            systemPrompt: systemPrompt,
            prompt: prompt,
            maxTokens: maxTokens,
            timeout: timeout
        )
        for fallback in fallbacks { addFallback(fallback) }
    }

    /// Adds a model to ask when those before it do not answer.
    ///
    /// One that the user disabled, or that the last check found unavailable, is noted as skipped;
    /// an old no is not believed, and is tried.
    package mutating func addFallback(_ model: Model, isNamedByUser: Bool = true) {
        let isDead = model.verdict.availability == .unavailable && !model.verdict.isStale
        if model.isDisabled || isDead {
            skipped.append(SkippedModel(model.id, model.isDisabled ? .disabled : .unavailable))
            return
        }
        fallbacks.append(
            GenerationFallback(
                modelID: model.id,
                huggingFaceID: model.huggingFaceID,
                isFree: model.isFree,
                isNamedByUser: isNamedByUser
            )
        )
    }

    /// The request that goes to the service by one route.
    func completion(route: String, timeout: Duration) -> CompletionRequest {
        CompletionRequest(
            model: route,
            systemPrompt: systemPrompt,
            prompt: prompt,
            maxTokens: maxTokens,
            temperature: temperature,
            reasoningEffort: reasoningEffort,
            timeout: timeout
        )
    }
}
