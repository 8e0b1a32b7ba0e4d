import Foundation

/// An error before the stream, in one of its recorded variants.
package struct CompletionRefusal: Sendable {
    package var kind: RefusalKind
    /// Whether `user_id` appears beside `error`; never on 401.
    package var hasUserID: Bool
    /// The form of the provider's message, on errors that relay one.
    package var raw: RawShape
    /// The `Retry-After` header: seconds, or a date of RFC 9110; `nil` for none.
    package var retryAfter: String?
    /// Whether the body is an HTML page instead of JSON, as from Cloudflare.
    package var isHTML: Bool
    /// The instant in `X-RateLimit-Reset`, in milliseconds since 1970.
    package var resetMilliseconds: Int
    /// The slugs that ``RefusalKind/allowedProviders`` names as the model's; as recorded by default.
    var availableProviders = ["deepinfra", "novita"]
    /// The slugs that it repeats from the request.
    var requestedProviders: [String] = []

    /// The default reset is a midnight (UTC) far in the future.
    package init(
        _ kind: RefusalKind,
        hasUserID: Bool = true,
        raw: RawShape = .text,
        retryAfter: String? = nil,
        isHTML: Bool = false,
        resetMilliseconds: Int = 4_102_444_800_000
    ) {
        self.kind = kind
        self.hasUserID = hasUserID
        self.raw = raw
        self.retryAfter = retryAfter
        self.isHTML = isHTML
        self.resetMilliseconds = resetMilliseconds
    }

    /// The whole HTTP answer; `model` is the client's spelling.
    func answer(model: String, provider: String) -> ScriptedAnswer {
        var answer = ScriptedAnswer(status: kind.status)
        if isHTML {
            answer = .html(status: kind.status)
        } else {
            answer.body = body(model: model, provider: provider).data
        }
        if let retryAfter { answer.headers["Retry-After"] = retryAfter }
        return answer
    }

    private func body(model: String, provider: String) -> JSONValue {
        let code = kind == .errorInSuccess ? 502 : kind.status
        var error = [
            JSONMember("message", .string(message(model))), JSONMember("code", .int(code)),
        ]
        let metadata = metadata(model: model, provider: provider)
        if !metadata.isEmpty { error.append(JSONMember("metadata", .object(metadata))) }
        var body = [JSONMember("error", .object(error))]
        if hasUserID, kind.status != 401 { body.append(JSONMember("user_id", "user_2simulator")) }
        return .object(body)
    }
}

/// The recorded forms of a provider's message in `error.metadata.raw`.
package enum RawShape: Sendable, CaseIterable {
    case text
    /// JSON inside a string.
    case jsonString
    /// An object, as leaked in January 2025.
    case object
    /// A server-sent event inside a string.
    case event
    /// The key with a null value.
    case null
    /// No such key.
    case absent
}

extension CompletionRefusal {
    /// The text of `error.message`, as recorded or reported.
    func message(_ model: String) -> String {
        switch kind {
        case .badParameters:
            "temperature: Number must be less than or equal to 2"
        case .invalidModelID:
            "\(model) is not a valid model ID"
        case .contextLength:
            """
            This endpoint's maximum context length is 32768 tokens. However, you requested about \
            40021 tokens (40021 of text input). Please reduce the length of either one, or use the \
            context-compression plugin to compress your prompt automatically.
            """
        case .missingKey:
            "Missing Authentication header"
        case .unknownKey:
            "User not found."
        case .credits:
            """
            This request requires more credits, or fewer max_tokens. You requested up to 32000 \
            tokens, but can only afford 27342. To increase, visit \
            https://openrouter.ai/settings/credits and upgrade to a paid account
            """
        case .keyLimit:
            """
            Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys
            """
        case .budgetLimit:
            "API key budget limit exceeded (monthly limit). Contact your org admin."
        case .moderation:
            """
            \(model) requires moderation on OpenAI. Your input was flagged for "violence". No \
            credits were charged.
            """
        case .agenticHarness:
            "\(model) is only available on agentic harnesses such as coding agents."
        case .region:
            "Country, region, or territory not supported"
        case .noEndpoints:
            // The dot ends the sentence and is not part of the ID.
            "No endpoints found for \(model)."
        case .providerNotFound, .upstreamRateLimit, .badGateway, .errorInSuccess, .overloaded:
            "Provider returned error"
        case .dataPolicy, .allowedProviders, .guardrails, .toolStep, .constraints, .batchOnly:
            routingMessage
        case .timeout:
            "Request timed out"
        case .freeDailyLimit:
            """
            Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model \
            requests per day
            """
        case .freeMinuteLimit:
            "Rate limit exceeded: free-models-per-min. "
        case .internalError:
            "Internal Server Error"
        case .unavailable:
            "No available model provider that meets your routing requirements"
        case .gatewayTimeout:
            "A timeout occurred"
        }
    }

    /// The members of `error.metadata`; empty to omit the key.
    func metadata(model: String, provider: String) -> [JSONMember] {
        switch kind {
        case .badParameters, .invalidModelID, .missingKey, .unknownKey, .keyLimit, .budgetLimit,
            .region, .noEndpoints, .timeout, .internalError, .unavailable, .gatewayTimeout:
            []
        case .dataPolicy, .allowedProviders, .guardrails, .toolStep, .constraints, .batchOnly,
            .agenticHarness:
            routingMetadata
        case .contextLength:
            [
                JSONMember("provider_name", nil),
                JSONMember("previous_errors", [["code": 400, "message": .string(message(model))]]),
            ]
        case .credits:
            [JSONMember("provider_name", nil)]
        case .moderation:
            [
                JSONMember("reasons", ["violence"]),
                JSONMember("flagged_input", "the first words of the prompt..."),
                JSONMember("provider_name", .string(provider)),
                JSONMember("model_slug", .string(model)),
            ]
        case .freeDailyLimit:
            limitMetadata(limit: "50", source: "openrouter_free_tier_daily")
        case .freeMinuteLimit:
            limitMetadata(limit: "20", source: "openrouter_free_models_per_min")
        case .upstreamRateLimit:
            rawMetadata(model: model, provider: provider) + [
                JSONMember("limit_source", "upstream_provider_shared_pool"),
                JSONMember(
                    "remedy_hint",
                    "Retry shortly, add your own provider key, or route to another provider"
                ),
            ]
        case .providerNotFound, .badGateway, .errorInSuccess, .overloaded:
            rawMetadata(model: model, provider: provider)
        }
    }

    private func limitMetadata(limit: String, source: String) -> [JSONMember] {
        [
            JSONMember(
                "headers",
                [
                    "X-RateLimit-Limit": .string(limit),
                    "X-RateLimit-Remaining": "0",
                    "X-RateLimit-Reset": .string(String(resetMilliseconds)),
                ]
            ),
            JSONMember("limit_source", .string(source)),
            JSONMember("remedy_hint", "Wait for the reset"),
            JSONMember("provider_name", nil),
        ]
    }

    private func rawMetadata(model: String, provider: String) -> [JSONMember] {
        let object: JSONValue = [
            "error": [
                "message": .string(providerWords(model)), "type": "upstream_error", "code": nil,
            ]
        ]
        let raw: JSONValue? =
            switch raw {
            case .text: .string(providerWords(model))
            case .jsonString: .string(object.text)
            case .object: ["__kind": "OK", "data": .string(object.text + "\n")]
            case .event: .string("data: \(object.text)\n\n")
            case .null: .null
            case .absent: nil
            }
        let name = JSONMember("provider_name", .string(provider))
        return raw.map { [JSONMember("raw", $0), name] } ?? [name]
    }

    private func providerWords(_ model: String) -> String {
        switch kind {
        case .providerNotFound:
            "The model `\(model)` does not exist or you do not have access to it."
        case .upstreamRateLimit:
            """
            \(model) is temporarily rate-limited upstream. Please retry shortly, or add your own \
            key to accumulate your rate limits: https://openrouter.ai/settings/integrations
            """
        case .overloaded:
            "Overloaded"
        default:
            "upstream connect error or disconnect/reset before headers"
        }
    }
}
