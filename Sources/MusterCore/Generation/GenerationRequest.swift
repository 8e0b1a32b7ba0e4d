/// What the user asks of a model.
package struct GenerationRequest: Sendable, Hashable {
    /// The tokens an answer may have unless the user says otherwise.
    ///
    /// They are always sent: without them the service checks the account's credit against the
    /// model's largest possible answer, and refuses small balances.
    package static let defaultMaxTokens = 4096

    /// The temperatures that the service takes.
    package static let temperatures = 0.0...2.0

    /// The model asked for.
    package var model: GenerationCandidate
    /// The models to ask when it does not answer, in the order of asking.
    package var fallbacks: [GenerationCandidate] = []
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
        maxTokens: Int = Self.defaultMaxTokens,
        timeout: Duration = .seconds(600)
    ) {
        model = GenerationCandidate(
            modelID: modelID,
            huggingFaceID: huggingFaceID,
            isFree: isFree ?? (modelID.variant == "free")
        )
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
        maxTokens: Int = GenerationRequest.defaultMaxTokens,
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
        fallbacks.append(GenerationCandidate(model, isNamedByUser: isNamedByUser))
    }

    /// The ID of the model asked for.
    package var modelID: ModelID { model.modelID }

    /// The request that goes to the service for one of the models, by one route.
    func completion(of id: ModelID, route: Route, timeout: Duration) -> CompletionRequest {
        CompletionRequest(
            model: route,
            isFree: ([model] + fallbacks).first { $0.modelID == id }?.isFree ?? false,
            systemPrompt: systemPrompt,
            prompt: prompt,
            maxTokens: maxTokens,
            temperature: temperature,
            reasoningEffort: reasoningEffort,
            timeout: timeout
        )
    }
}

/// A model that a generation may ask, with what decides whether it may.
package struct GenerationCandidate: Sendable, Hashable {
    /// The model.
    package var modelID: ModelID
    /// Its cased name, for the route ladder.
    package var huggingFaceID: HuggingFaceID?
    /// Whether it costs nothing: free models share one quota, and a paid one never replaces them
    /// unasked.
    package var isFree: Bool
    /// Whether the user named it for this generation, rather than muster finding it.
    package var isNamedByUser = true
    /// The spelling that worked last, where one is known.
    var workingRoute: Route?
}

extension GenerationCandidate {
    init(_ model: Model, isNamedByUser: Bool = true) {
        self.init(
            modelID: model.id,
            huggingFaceID: model.huggingFaceID,
            isFree: model.isFree,
            isNamedByUser: isNamedByUser
        )
    }
}

/// A fallback that was passed over, and why.
package struct SkippedModel: Sendable, Hashable {
    /// Why a model is not asked.
    package enum Reason: String, Sendable, CaseIterable {
        /// The user disabled it.
        case disabled
        /// The last check found that it does not answer.
        case unavailable
        /// It costs money in place of a free model, and the user did not name it.
        case unnamedPaid = "unnamed_paid"
        /// It is free, and the day's free requests are used up.
        case dailyQuota = "daily_quota"
        /// It costs money, and there is no credit; or it is free and the user did not name it.
        case noCredits = "no_credits"
    }

    /// The model.
    package var modelID: ModelID
    /// Why it is not asked.
    package var reason: Reason

    /// Creates a note.
    package init(_ modelID: ModelID, _ reason: Reason) {
        self.modelID = modelID
        self.reason = reason
    }
}

extension SkippedModel: CustomStringConvertible {
    package var description: String {
        let words =
            switch reason {
            case .disabled: "disabled"
            case .unavailable: "unavailable"
            case .unnamedPaid: "it costs money and was not named"
            case .dailyQuota: "the day's free requests are used up"
            case .noCredits: "there is no credit"
            }
        return "\(modelID) is skipped: \(words)"
    }
}
