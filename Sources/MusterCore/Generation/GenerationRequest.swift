/// A user's request for a generation.
package struct GenerationRequest: Sendable, Hashable {
    /// The default token limit of an answer.
    ///
    /// muster always sends a limit: without one the service checks the account's credit against the
    /// model's largest possible answer, and refuses small balances.
    package static let defaultMaxTokens = 4096

    /// The range that the service accepts.
    package static let temperatures = 0.0...2.0

    package var model: GenerationCandidate
    /// Models to ask if it does not answer, in this order.
    package var fallbacks: [GenerationCandidate] = []
    /// The endpoints that the model is pinned to; its fallbacks are not.
    package var pin: ProviderPin?
    /// Whether to ask only the fallbacks, because the model is known to refuse every request.
    package var skipsModel = false
    /// Fallbacks that will not be asked, to show to the user.
    package var skipped: [SkippedModel] = []
    package var systemPrompt: String?
    package var prompt: String
    /// The API's messages in place of the two above; `nil` without images, files or turns.
    package var messages: [JSONElement]?
    /// Further members of the request, by the API's names.
    package var parameters: JSONMembers = [:]
    /// Whether the answer should tell which endpoint gave it.
    package var asksForEndpoint = false
    /// The limit of the answer in tokens.
    package var maxTokens: Int
    /// From 0 to 2; `nil` for the model's own.
    package var temperature: Double?
    /// `nil` for the model's own.
    package var reasoningEffort: ReasoningEffort?
    /// The time limit for all requests, the waits between them, and the answer.
    package var timeout: Duration

    /// Creates a request without fallbacks; `isFree` defaults to what the model's variant says.
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
        self.model = GenerationCandidate(model)
        pin = model.pin.map { ProviderPin($0) }
        for fallback in fallbacks { addFallback(fallback) }
    }

    /// Adds a model to ask if the ones before it do not answer.
    ///
    /// It skips a model that the user disabled or that the last check found unavailable. An expired
    /// verdict does not count, so it tries the model again.
    package mutating func addFallback(_ model: Model, isNamedByUser: Bool = true) {
        let isDead = model.verdict.availability == .unavailable && !model.verdict.isStale
        if model.isDisabled || isDead {
            skipped.append(SkippedModel(model.id, model.isDisabled ? .disabled : .unavailable))
            return
        }
        fallbacks.append(GenerationCandidate(model, isNamedByUser: isNamedByUser))
    }

    package var modelID: ModelID { model.modelID }

    /// The same for another model, without fallbacks and pins.
    package func asking(_ model: Model) -> GenerationRequest {
        var request = self
        request.model = GenerationCandidate(model)
        request.fallbacks = []
        request.skipped = []
        request.skipsModel = false
        request.pin = model.pin.map { ProviderPin($0) }
        return request
    }

    func completion(of id: ModelID, route: Route, timeout: Duration) -> CompletionRequest {
        var request = CompletionRequest(
            model: route,
            isFree: ([model] + fallbacks).first { $0.modelID == id }?.isFree ?? false,
            systemPrompt: systemPrompt,
            prompt: prompt,
            maxTokens: maxTokens,
            temperature: temperature,
            reasoningEffort: reasoningEffort,
            timeout: timeout
        )
        request.messages = messages
        request.parameters = parameters
        request.asksForEndpoint = asksForEndpoint
        if id == modelID { request.routing = pin?.routing }
        return request
    }
}

/// A model that a generation may ask, with the facts that decide whether it may.
package struct GenerationCandidate: Sendable, Hashable {
    package var modelID: ModelID
    /// The cased name, for the route ladder.
    package var huggingFaceID: HuggingFaceID?
    /// Whether it costs nothing; a paid model never replaces a free one without the user's consent.
    package var isFree: Bool
    /// Whether the user named it for this generation, rather than muster choosing it.
    package var isNamedByUser = true
    /// The route that worked last, if known.
    var workingRoute: Route?
    /// The service's own name for the model.
    var slug: String?
}

extension GenerationCandidate {
    init(_ model: Model, isNamedByUser: Bool = true) {
        self.init(
            modelID: model.id,
            huggingFaceID: model.huggingFaceID,
            isFree: model.isFree,
            isNamedByUser: isNamedByUser
        )
        slug = model.openRouterSlug
    }
}

/// A fallback not asked, and the reason.
package struct SkippedModel: Sendable, Hashable {
    package enum Reason: String, Sendable, CaseIterable {
        case disabled
        /// The last check found that it does not answer.
        case unavailable
        /// It costs money, would replace a free model, and the user did not name it.
        case unnamedPaid = "unnamed_paid"
        /// It is free, and the daily free quota is spent.
        case dailyQuota = "daily_quota"
        /// It costs money without credit, or is free and the user did not name it.
        case noCredits = "no_credits"
    }

    package var modelID: ModelID
    package var reason: Reason

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
