/// The errors that chat answers before a stream, named by what they mean.
package enum RefusalKind: String, Sendable, CaseIterable {
    /// 400: a parameter is wrong.
    case badParameters
    /// 400: nobody knows the ID.
    case invalidModelID
    /// 400: the prompt is longer than the context.
    case contextLength
    /// 401: no key came.
    case missingKey
    /// 401: the key is of nobody.
    case unknownKey
    /// 402: too little credit for the `max_tokens` asked.
    case credits
    /// 403: the key has spent its limit.
    case keyLimit
    /// 403: the prompt was flagged.
    case moderation
    /// 404: nobody serves the model.
    case noEndpoints
    /// 404: a provider does not know the model.
    case providerNotFound
    /// 408: the request took too long.
    case timeout
    /// 429: one provider is busy.
    case upstreamRateLimit
    /// 429: the day's quota of free requests is used up.
    case freeDailyLimit
    /// 429: more than 20 free requests in a minute.
    case freeMinuteLimit
    /// 500: OpenRouter's own fault.
    case internalError
    /// 502: the provider answered nonsense.
    case badGateway
    /// 503: no provider meets the requirements.
    case unavailable
    /// 524: Cloudflare gave up waiting.
    case gatewayTimeout
    /// 529: the provider is overloaded.
    case overloaded
    /// 200 with an error instead of choices.
    case errorInSuccess

    /// The HTTP status, which the `code` in the body repeats.
    ///
    /// Only ``errorInSuccess`` differs, where the code is 502.
    package var status: Int {
        switch self {
        case .badParameters, .invalidModelID, .contextLength: 400
        case .missingKey, .unknownKey: 401
        case .credits: 402
        case .keyLimit, .moderation: 403
        case .noEndpoints, .providerNotFound: 404
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
}
