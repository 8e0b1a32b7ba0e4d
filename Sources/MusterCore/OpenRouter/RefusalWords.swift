/// The causes that share a status and differ only in words: of OpenRouter, and of the servers that
/// imitate OpenAI.
enum RefusalWords {
    /// The cause that the words name; `nil` if the status has to decide.
    static func kind(of error: ErrorResponse.Detail) -> ServiceFailure.Kind? {
        let words = words(of: error)
        func says(_ marks: [String]) -> Bool { marks.contains(where: words.contains) }
        // The account that a provider speaks of is the service's, unless the key was the user's.
        let own =
            error.provider == nil || error.isOwnProviderKey ? words : error.message.lowercased()
        func ownSays(_ marks: [String]) -> Bool { marks.contains(where: own.contains) }
        if ownSays(keyLimits) || error.errorType == "budget_exceeded" { return .keyLimit }
        if let step = error.routingStep?.lowercased() {
            if step.contains("batch-only") { return .batchOnly }
            if step.contains("initial") { return .noEndpoints }
            // There are endpoints, and a filter left none of them.
            return step.hasPrefix("gate ") ? .forbidden : .filteredEndpoints
        }
        if says(batchOnly) { return .batchOnly }
        if says(programs) || error.isOfPrompt || says(blockedPrompts) { return .forbidden }
        if ownSays(accounts) { return .filteredEndpoints }
        if ownSays(restrictions) { return .forbidden }
        let type = error.errorType ?? ""
        let isTooLong = lengths.contains(where: type.contains) || says(lengths)
        if isTooLong { return .contextLength }
        // Hugging Face's router knows the model, and no provider of it.
        if type == "model_not_supported" { return .noEndpoints }
        if type == "model_not_found" || saysModelIsGone(error.message.lowercased()) {
            return .invalidModelID
        }
        return error.provider != nil && providerSaysModelIsGone(error) ? .notFound : nil
    }

    /// Whether a provider says that it does not have the model, and not a part of the request.
    private static func providerSaysModelIsGone(_ error: ErrorResponse.Detail) -> Bool {
        let words = error.raw?.lowercased() ?? ""
        let parts = ["parameter", "tool", "function", "image", "file", "format"]
        guard !parts.contains(where: words.contains) else { return false }
        return saysModelIsGone(words.replacing("not found", with: ""))
    }

    /// Whether the request's parameters ruled the endpoints out, not the account's settings.
    static func isAboutParameters(_ error: ErrorResponse.Detail) -> Bool {
        let steps = ["Tool Compatibility", "Parameters", "Image Support", "Context"]
        if let step = error.routingStep { return steps.contains(where: step.contains) }
        return error.message.contains(" support ") || error.message.contains("requested parameters")
    }

    /// Whether a 400 names a parameter, such as `tools`, or says that something is not supported.
    static func namesParameter(_ error: ErrorResponse.Detail) -> Bool {
        let marks = ["support", "tool", "response_format", "json_schema", "parameter"]
        return marks.contains(where: words(of: error).contains)
    }

    /// Whether the account's privacy settings left no endpoint, whatever the request chose.
    static func isAboutPrivacy(_ error: ErrorResponse.Detail) -> Bool {
        let words = "\(words(of: error)) \(error.routingStep?.lowercased() ?? "")"
        return error.availabilityCode == "privacy_restricted"
            || (privacy + ["zdr"]).contains(where: words.contains)
    }

    /// Whether a 402 says what the credit suffices for.
    static func allowsCheaperModels(_ error: ErrorResponse.Detail) -> Bool {
        words(of: error).contains("can only afford")
    }

    /// Whether the model answers only other programs.
    static func isAboutTheProgram(_ error: ErrorResponse.Detail) -> Bool {
        if let step = error.routingStep { return step.lowercased().hasPrefix("gate ") }
        return programs.contains(where: words(of: error).contains)
    }

    /// Whether a 403 is about this prompt.
    static func isAboutThePrompt(_ error: ErrorResponse.Detail) -> Bool {
        error.isOfPrompt || (prompts + blockedPrompts).contains(where: words(of: error).contains)
    }

    /// Whether the service's words, in lower case, say that the model is gone.
    static func saysModelIsGone(_ words: String) -> Bool {
        missingModels.contains(where: words.contains)
            || words.contains("model") && missing.contains(where: words.contains)
    }

    private static func words(of error: ErrorResponse.Detail) -> String {
        "\(error.message) \(error.raw ?? "")".lowercased()
    }

    private static let keyLimits = [
        "key limit", "budget limit exceeded", "budget has been exceeded",
    ]
    /// No setting that the service's own catalog knows of.
    private static let restrictions = [
        "organization has been restricted", "accept the terms", "in your region",
        "in your country", "country, region, or territory",
    ]
    private static let programs = ["agentic harness", "coding agents"]
    private static let batchOnly = ["only available through the batch api"]
    /// A page of settings is the account's, whatever the sentence before it.
    private static let accounts =
        privacy + [
            "providers have been ignored", "ignored providers", "allowed providers",
            "openrouter.ai/settings/", "your account", "workspace", "you have enabled",
            "your organization", "does not have access", "not allowed to access",
            "not enabled for",
        ]
    private static let privacy = [
        "data policy", "privacy", "guardrail", "zero data retention", "attestation",
    ]
    /// What a refusal of one prompt says.
    private static let prompts = [
        "moderation", "flagged", "content", "safety", "harmful", "your input", "your prompt",
    ]
    /// What a guardrail says of one prompt; the same word stands for settings of the account.
    private static let blockedPrompts = ["request blocked", "blocked pattern"]
    private static let missingModels = [
        "not a valid model", "invalid model", "unknown model", "no such model", "unsupported model",
    ]
    private static let missing = [
        "does not exist", "not found", "no longer available", "no longer supported",
        "decommissioned", "has been deprecated", "has been retired",
    ]
    private static let lengths = [
        "context length", "context_length", "context size", "context window",
        "exceed_context_size", "maximum context", "prompt is too long",
    ]
}
