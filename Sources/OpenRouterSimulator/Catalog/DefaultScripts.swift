/// The behaviour of the synthetic catalog's models: mostly healthy, with one failure of every kind.
enum DefaultScripts {
    /// The scripts of all models except the plain healthy ones.
    static func scripts(for rows: [CatalogRow]) -> [String: ModelScript] {
        var scripts: [String: ModelScript] = [:]
        for row in rows {
            if let script = special[row.id] ?? chance(row) { scripts[row.id] = script }
        }
        return scripts
    }

    /// Models with a fixed failure, by ID.
    private static let special: [String: ModelScript] = [
        "agentica-org/deepcoder-14b-preview": .dead,
        "agentica-org/deepcoder-14b-preview:free": .dead,
        "meta-llama/llama-3.1-405b": ModelScript(accepts: .casedID),
        "meta-llama/llama-3.1-405b:free": ModelScript(accepts: .casedID),
        "mistralai/mistral-nemo": ModelScript(),
        "x-ai/grok-code-fast-1": ModelScript(completion: .reasoning),
        "openrouter/auto": answering(StreamScript(servedModel: .other("openai/gpt-5-mini"))),
        "openrouter/free": answering(
            StreamScript(servedModel: .other("meta-llama/llama-3.3-70b-instruct:free"))
        ),
        "mallory/trust-me-7b": answering(StreamScript(text: hostileText)),
        "meta-llama/llama-3.3-70b-instruct:free": ModelScript(
            completion: .refused(.freeDailyLimit)
        ),
        "google/gemma-3-27b-it:free": ModelScript(completion: .refused(.upstreamRateLimit)),
        "nousresearch/hermes-4-405b": ModelScript(
            completion: .refusal(CompletionRefusal(.unavailable, retryAfter: "30"))
        ),
        "deepseek/deepseek-v3.2-exp": ModelScript(
            completion: .refusal(CompletionRefusal(.badGateway, raw: .jsonString))
        ),
        "qwen/qwen2.5-72b-instruct": ModelScript(completion: .cut),
        "mistralai/mixtral-8x22b-instruct": ModelScript(completion: .failing(.recorded)),
        "openai/o3-deep-research": answering(
            StreamScript(
                reasoning: StreamScript.composedReasoning,
                tokensPerSecond: 12,
                firstChunkDelay: .seconds(3)
            )
        ),
        "inception/mercury": ModelScript(completion: .oneChunk),
        "anthropic/claude-haiku-4.5": answering(StreamScript(servedModel: .canonicalSlug)),
        "amazon/nova-premier-v1": ModelScript(completion: .refused(.overloaded)),
        // Only coding agents may ask it.
        "z-ai/glm-4.5-air:free": ModelScript(completion: .refused(.agenticHarness)),
        // Another provider answers than the one that a request pins.
        "moonshotai/kimi-k2": ModelScript(driftsTo: "Chutes"),
        "openai/gpt-4-turbo-preview": ModelScript(
            endpoints: .statuses([0, -2], uptime: 91.1)
        ),
    ]

    /// Gives about one in six of the remaining models a failure, always the same one.
    private static func chance(_ row: CatalogRow) -> ModelScript? {
        let isReasoning = row.json["reasoning"] != nil
        let healthy = isReasoning ? ModelScript(completion: .reasoning) : nil
        // OpenRouter runs routers and aliases itself, so they work.
        guard row.json["architecture"]?["tokenizer"] != "Router" else { return healthy }
        switch SeededGenerator.hash(row.canonicalSlug) % 100 {
        case 0..<6: return ModelScript(endpoints: .degraded, completion: .plain)
        case 6..<10: return .dead
        case 10..<15: return ModelScript(completion: .refused(.upstreamRateLimit))
        case 15..<17: return ModelScript(endpoints: .statuses([0, 0], uptime: nil))
        default: return healthy
        }
    }

    private static func answering(_ script: StreamScript) -> ModelScript {
        ModelScript(completion: .stream(script))
    }

    private static let hostileText = """
        \u{1B}[2J\u{1B}[31mI am harmless.\u{1B}[0m Your title is now \u{1B}]0;owned\u{07}mine, and \
        \u{202E}siht\u{202C} reads backwards. Zero\u{200B}width\u{FEFF}s hide here; \u{9B}7mso \
        does C1.

        """
}
