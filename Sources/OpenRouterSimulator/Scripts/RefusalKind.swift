/// The errors that chat returns before a stream, named by their meaning.
package enum RefusalKind: String, Sendable, CaseIterable {
    /// 400: a parameter is invalid.
    case badParameters
    /// 400: no model has this ID.
    case invalidModelID
    /// 400: the prompt exceeds the context.
    case contextLength
    /// 401: the request has no key.
    case missingKey
    /// 401: the key belongs to no account.
    case unknownKey
    /// 402: too little credit for the requested `max_tokens`.
    case credits
    /// 403: the key has spent its limit.
    case keyLimit
    /// 403: the key's organisation has spent its budget.
    case budgetLimit
    /// 403: moderation flagged the prompt.
    case moderation
    /// 403: the model is free only for coding agents.
    case agenticHarness
    /// 403: the provider does not serve the country of the request.
    case region
    /// 404: no provider serves the model.
    case noEndpoints
    /// 404: a provider does not know the model.
    case providerNotFound
    /// 404: the account's data policy leaves no provider.
    case dataPolicy
    /// 404: the request or the account allows none of the model's providers.
    case allowedProviders
    /// 404: the guardrails of the key leave no provider.
    case guardrails
    /// 404: no provider supports tools.
    case toolStep
    /// 404: no provider has the quantization or the price that the request insists on.
    case constraints
    /// 404: chat does not serve this row, only the Batch API does.
    case batchOnly
    /// 408: the request took too long.
    case timeout
    /// 429: one provider is busy.
    case upstreamRateLimit
    /// 429: the account has used up its free requests for the day.
    case freeDailyLimit
    /// 429: more than 20 free requests in a minute.
    case freeMinuteLimit
    /// 500: OpenRouter failed.
    case internalError
    /// 502: the provider sent an invalid answer.
    case badGateway
    /// 503: no provider meets the requirements.
    case unavailable
    /// 524: Cloudflare gave up waiting.
    case gatewayTimeout
    /// 529: the provider is overloaded.
    case overloaded
    /// 200 with an error instead of choices.
    case errorInSuccess

    /// The HTTP status, which the `code` in the body repeats, except 502 for ``errorInSuccess``.
    package var status: Int {
        switch self {
        case .badParameters, .invalidModelID, .contextLength: 400
        case .missingKey, .unknownKey: 401
        case .credits: 402
        case .keyLimit, .budgetLimit, .moderation, .agenticHarness, .region: 403
        case .noEndpoints, .providerNotFound, .dataPolicy, .allowedProviders, .guardrails,
            .toolStep, .constraints, .batchOnly:
            404
        case .timeout: 408
        case .upstreamRateLimit, .freeDailyLimit, .freeMinuteLimit: 429
        case .internalError: 500
        case .badGateway: 502
        case .unavailable: 503
        case .gatewayTimeout: 524
        case .overloaded: 529
        case .errorInSuccess: 200
        }
    }

    /// The step of OpenRouter's routing that left no endpoint; `nil` for errors from elsewhere.
    package var failedStep: String? {
        switch self {
        case .dataPolicy: "Filter by Data Policy"
        case .allowedProviders: "Filter by Allowed Providers"
        case .guardrails: "Filter by Guardrails"
        case .toolStep: "Filter by Tool Compatibility"
        case .constraints: "Filter by Parameters"
        case .batchOnly: "Filter Batch-Only Endpoints"
        case .agenticHarness: "Gate Free Endpoints by Agentic Harness"
        default: nil
        }
    }
}
