extension ServiceFailure {
    /// What it means, and what to do about it, in a sentence or two; `nil` if nothing is to be done.
    package var advice: String? {
        if trouble == .program { return "Only coding agents may ask this model. Ask another one." }
        if trouble == .request, kind == .filteredEndpoints || kind == .forbidden {
            return "No endpoint accepts this request: check its parameters, tools, text and pin."
        }
        // Elsewhere than at a provider behind the service, a limit is often the account's own.
        if kind == .rateLimited, !isOfProvider {
            return
                "A limit on requests is reached; the message may say whose. Try again in a few minutes."
        }
        return kind.advice
    }
}

extension ServiceFailure.Kind {
    fileprivate var advice: String? {
        switch self {
        case .noEndpoints: "No provider serves this model now. Ask another one."
        case .invalidModelID:
            "The service does not know this ID. Refresh the catalog, or ask another model."
        case .notFound:
            "The provider does not know the model by this ID. Check the ID, or ask another model."
        case .batchOnly: "Only the Batch API serves this row. Ask the model without :batch."
        case .filteredEndpoints:
            "Your account's settings leave no endpoint: look at its privacy and provider settings."
        case .rateLimited:
            "The provider is busy. It is not your key or credit. Try again in a few minutes."
        case .minuteQuota: "The free tier allows 20 requests a minute. Try again in a minute."
        case .dailyQuota:
            "Your free requests of today are used up. Add credit, or wait for tomorrow."
        case .noCredits: "The account has no credit left. Add some, or ask a free model."
        case .keyLimit: "The key has reached its limit. Raise the limit, or use another key."
        case .unauthorized: "The service refused the key. Set another one with: muster key set"
        case .noKey: "A model can only be asked with a key. Set one with: muster key set"
        case .forbidden: "The account may not ask this model. Ask another one."
        case .contextLength:
            "Prompt and answer together are too long for this model. Shorten the prompt, or allow a "
                + "shorter answer."
        case .badRequest: "The service rejects the request. Its message says what to change."
        case .server:
            "The provider failed. It may answer in a minute; another model may answer now."
        case .timeout: "The answer took too long. Try again, or ask another model."
        case .connection:
            "The service could not be reached. Check the network, the proxy and the base URL."
        case .tls: "The connection is not safe, so nothing was sent. Check the proxy and the clock."
        case .redirect, .malformed, .tooLarge:
            "Something other than the service answered. Check the base URL and the proxy."
        case .empty: "The model sent nothing. Try again, or ask another model."
        case .refusal, .contentFilter:
            "The model, or a filter before it, declined. Reword the prompt."
        case .onlyReasoning: "The answer ended during the reasoning. Allow a longer answer."
        case .toolCall, .onlyMedia: "The model answered with something other than text."
        case .notAsAsked:
            "The model did not keep to response_format. Ask a model that supports structured_outputs."
        case .drifted: "A different endpoint answered than the pinned one. Check the pin."
        case .cancelled: nil
        }
    }
}
