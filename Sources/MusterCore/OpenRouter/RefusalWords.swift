/// The causes that share a status and differ only in words: of OpenRouter, and of the servers that
/// imitate OpenAI.
enum RefusalWords {
    /// The cause that the words name; `nil` if the status has to decide.
    static func kind(of error: ErrorResponse.Detail) -> ServiceFailure.Kind? {
        let type = error.errorType ?? ""
        let words = "\(error.message) \(error.raw ?? "")".lowercased()
        func says(_ marks: [String]) -> Bool { marks.contains(where: words.contains) }
        if says(keyLimits) { return .keyLimit }
        if error.routingStep?.contains("Batch-Only") == true || says(batchOnly) {
            return .noEndpoints
        }
        if isAccountStep(error.routingStep) || says(accounts) { return .filteredEndpoints }
        let isTooLong = lengths.contains(where: type.contains) || says(lengths)
        if isTooLong { return .contextLength }
        return isAboutMissingModel(error) ? .invalidModelID : nil
    }

    /// Whether the request's parameters ruled the endpoints out, not the account's settings.
    static func isAboutParameters(_ error: ErrorResponse.Detail) -> Bool {
        let steps = ["Tool Compatibility", "Parameters", "Image Support"]
        if let step = error.routingStep { return steps.contains(where: step.contains) }
        return error.message.contains(" support ") || error.message.contains("requested parameters")
    }

    /// Whether the model answers only programs of another sort, such as coding agents.
    static func isGated(_ error: ErrorResponse.Detail) -> Bool {
        error.routingStep?.hasPrefix("Gate ") == true
            || error.message.contains("only available on agentic harnesses")
    }

    private static func isAccountStep(_ step: String?) -> Bool {
        let names = [
            "Allowed Providers", "Ignored Providers", "Guardrails", "Data Policy", "Privacy",
        ]
        return step.map { step in names.contains(where: step.contains) } ?? false
    }

    /// `x is not a valid model ID`, `The model "x" does not exist`, `Invalid model name passed in`.
    private static func isAboutMissingModel(_ error: ErrorResponse.Detail) -> Bool {
        guard error.errorType != "model_not_found" else { return true }
        let words = error.message.lowercased()
        if missingModels.contains(where: words.contains) { return true }
        return words.contains("model") && missing.contains(where: words.contains)
    }

    private static let missingModels = [
        "not a valid model", "invalid model", "unknown model", "no such model", "unsupported model",
    ]
    private static let missing = ["does not exist", "not found", "no longer available"]
    private static let keyLimits = ["key limit", "budget limit exceeded"]
    private static let batchOnly = ["only available through the batch api"]
    /// A page of settings is the account's, whatever the sentence before it.
    private static let accounts = [
        "providers have been ignored", "ignored providers", "allowed providers", "data policy",
        "privacy", "guardrail", "openrouter.ai/settings/", "your account", "your workspace",
        "your organization", "zero data retention",
    ]
    private static let lengths = [
        "context length", "context_length", "context size", "context window",
        "exceed_context_size", "maximum context", "prompt is too long",
    ]
}
