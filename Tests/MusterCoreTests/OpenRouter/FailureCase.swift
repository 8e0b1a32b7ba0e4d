import Testing

@testable import MusterCore

/// An error answer, and what is to be made of it.
struct FailureCase: Sendable, CustomTestStringConvertible {
    let status: Int
    let body: String
    let kind: ServiceFailure.Kind
    /// What the message has to hold.
    let words: String

    init(_ status: Int, _ body: String, _ kind: ServiceFailure.Kind, _ words: String = "") {
        self.status = status
        self.body = body
        self.kind = kind
        self.words = words
    }

    var testDescription: String { "\(status) \(kind) \(body.prefix(60))" }

    static let all = byMessage + byStatus + relayed + unreadable + account + others

    private static func error(
        _ code: Int,
        _ message: String,
        _ kind: ServiceFailure.Kind
    ) -> FailureCase {
        let body = #"{"error":{"message":"\#(message)","code":\#(code)},"user_id":"user_1"}"#
        return FailureCase(code, body, kind, message)
    }

    private static let byMessage = [
        error(400, "a/b:free is not a valid model ID", .invalidModelID),
        error(400, "temperature: Number must be less than or equal to 2", .badRequest),
        error(400, "This endpoint's maximum context length is 200000 tokens.", .contextLength),
        error(401, "Missing Authentication header", .unauthorized),
        error(401, "User not found.", .unauthorized),
        error(402, "This request requires more credits, or fewer max_tokens.", .noCredits),
        error(403, "Key limit exceeded (total limit). Manage it using x", .keyLimit),
        error(403, "Key limit exceeded. Manage it using x", .keyLimit),
        error(403, "a/b requires moderation on X. Your input was flagged", .forbidden),
        error(404, "No endpoints found for a/b.", .noEndpoints),
        error(404, "No endpoints found that support tool use. To learn more", .filteredEndpoints),
        error(
            404,
            "No endpoints found that support the provided 'tool_choice'",
            .filteredEndpoints
        ),
        error(404, "No endpoints available matching your guardrail", .filteredEndpoints),
        error(404, "No endpoints for a/b match your data policy", .filteredEndpoints),
        error(404, "Provider returned error", .notFound),
        error(404, "Not Found", .malformed),
        FailureCase(
            404,
            #"{"error":{"message":"Unknown request URL: POST /v1/x","code":"unknown_url"}}"#,
            .malformed
        ),
        FailureCase(
            403,
            #"{"error":{"message":"Project `p` does not have access to model `m`","code":"model_not_found"}}"#,
            .filteredEndpoints
        ),
        error(
            404,
            "No allowed providers are available for the selected model.",
            .filteredEndpoints
        ),
        error(404, "Quasar Alpha was a stealth model", .notFound),
        error(429, "Rate limit exceeded: free-models-per-min. ", .minuteQuota),
        error(429, "Rate limit exceeded: free-models-per-day. Add 10 credits", .dailyQuota),
        error(429, "Rate limit exceeded: free-models-per-day-high-balance. ", .dailyQuota),
        error(429, "All providers for a/b are at capacity.", .rateLimited),
        FailureCase(
            429,
            #"{"error":{"code":429,"message":"x","metadata":"#
                + #"{"limit_source":"openrouter_free_tier_daily"}}}"#,
            .dailyQuota
        ),
    ]

    /// The account's settings, in every status that they come with.
    private static let account = [
        error(404, "All providers have been ignored. To change, visit: x", .filteredEndpoints),
        error(
            404,
            "No endpoints found matching your data policy. Configure: x",
            .filteredEndpoints
        ),
        error(403, "Blocked by a guardrail of your workspace", .filteredEndpoints),
        error(400, "See https://openrouter.ai/settings/preferences", .filteredEndpoints),
        error(404, "Requires zero data retention, which nobody offers", .filteredEndpoints),
        error(403, "Model acme/a is blocked by a workspace policy", .filteredEndpoints),
        error(401, "team not allowed to access model. It can only access x", .filteredEndpoints),
        FailureCase(
            404,
            #"{"error":{"code":404,"message":"No endpoints found for a/b.","metadata":{"#
                + #""failed_routing_step":"Filter by ZDR"}}}"#,
            .filteredEndpoints,
            "(Filter by ZDR)"
        ),
        FailureCase(
            401,
            #"{"error":{"code":401,"message":"Provider returned error","metadata":{"#
                + #""raw":"Incorrect API key provided","provider_name":"OpenAI"}}}"#,
            .forbidden
        ),
        error(410, "The model a/b has been retired", .invalidModelID),
        error(410, "Gone", .notFound),
        FailureCase(
            403,
            #"{"error":{"code":403,"message":"Your input was flagged","metadata":{"#
                + #""reasons":["violence"]}}}"#,
            .forbidden,
            "flagged: violence"
        ),
        FailureCase(
            404,
            #"{"error":{"code":404,"message":"No endpoints found for a/b.","metadata":{"#
                + #""failed_routing_step":"Filter by Guardrails","ineligibility_reasons":["#
                + #"{"reason":"paid models are off","configure_url":"https://a.b/settings"}]}}}"#,
            .filteredEndpoints,
            "(Filter by Guardrails): paid models are off, https://a.b/settings"
        ),
        error(403, "API key budget limit exceeded (monthly limit).", .keyLimit),
        FailureCase(
            404,
            #"{"error":{"code":404,"message":"No.","metadata":{"failed_routing_step":"Filter by "#
                + #"Allowed Providers","available_providers":["acme","birch"]}}}"#,
            .filteredEndpoints,
            "it is served by acme, birch"
        ),
        FailureCase(
            404,
            #"{"error":{"code":404,"message":"This model is only available through the Batch API."}}"#,
            .batchOnly
        ),
    ]

    /// What other servers and gateways say.
    private static let others = [
        FailureCase(
            400,
            #"{"code":400,"message":"Temperature must be at most 1"}"#,
            .badRequest,
            "Temperature must be"
        ),
        FailureCase(401, #"{"detail":"Invalid API Key"}"#, .unauthorized, "Invalid API Key"),
        FailureCase(
            422,
            #"{"detail":[{"loc":["body"],"msg":"field required"}]}"#,
            .badRequest,
            "field required"
        ),
        FailureCase(
            503,
            #"{"error":{"code":503,"message":"x","metadata":{"raw":"{\"detail\":\"No instances\"}"}}}"#,
            .server,
            "x: No instances"
        ),
        FailureCase(400, #"{"object":"error","message":"bad","code":400}"#, .badRequest, "bad"),
        FailureCase(429, #"["busy"]"#, .rateLimited, "busy"),
        error(400, "Model acme/x does not exist", .invalidModelID),
        error(404, "The model `acme/x` does not exist", .invalidModelID),
        error(400, "/chat/completions: Invalid model name passed in model=x", .invalidModelID),
        error(400, "the request exceeds the available context size", .contextLength),
        FailureCase(
            400,
            #"{"error":{"code":400,"message":"x","type":"exceed_context_size_error"}}"#,
            .contextLength
        ),
        FailureCase(
            404,
            #"{"error":{"message":"x","type":"invalid_request_error","code":"model_not_found"}}"#,
            .invalidModelID
        ),
    ]

    private static let byStatus = [
        error(408, "x", .timeout), error(413, "x", .badRequest), error(422, "x", .badRequest),
        error(500, "x", .server), error(502, "x", .server), error(503, "x", .server),
        error(504, "x", .timeout), error(524, "x", .timeout), error(529, "x", .server),
        // The documented form of 2026 has no code, only an HTTP status beside the message.
        FailureCase(404, #"{"error":{"message":"gone","http_status":404}}"#, .notFound, "gone"),
        // A code may be a string, a string of digits, null or missing.
        FailureCase(502, #"{"error":{"message":"m","code":"server_error"}}"#, .server, "m"),
        FailureCase(429, #"{"error":{"message":"m","code":"429"}}"#, .rateLimited, "m"),
        FailureCase(404, #"{"error":{"message":"m","code":null}}"#, .notFound, "m"),
        FailureCase(404, #"{"error":{"message":"m"}}"#, .notFound, "m"),
        // The HTTP status counts where the two differ, but for 200, which says nothing.
        FailureCase(401, #"{"error":{"message":"m","code":500}}"#, .unauthorized, "m"),
        FailureCase(200, #"{"error":{"message":"m","code":401}}"#, .unauthorized, "m"),
        FailureCase(200, #"{"error":{"message":"m","code":"server_error"}}"#, .server, "m"),
    ]

    private static func relayed(_ raw: String) -> String {
        #"{"error":{"message":"Provider returned error","code":404,"metadata":"#
            + #"{"raw":\#(raw),"provider_name":"Nebius"}}}"#
    }

    private static let relayed = [
        FailureCase(404, relayed(#""no such model""#), .notFound, "error: no such model"),
        FailureCase(
            404,
            relayed(#""{\"error\":{\"message\":\"inner words\",\"code\":null}}""#),
            .notFound,
            "Provider returned error: inner words"
        ),
        FailureCase(404, relayed(#""{\"error\":\"a string\"}""#), .notFound, "a string"),
        FailureCase(
            404,
            relayed(#""data: {\"error\":{\"message\":\"in the event\"}}\n\n""#),
            .notFound,
            "error: in the event"
        ),
        FailureCase(404, relayed(#"{"__kind":"OK","data":"x"}"#), .notFound, "error: x"),
        FailureCase(404, relayed("null"), .notFound, "Provider returned error"),
        FailureCase(404, relayed(#""""#), .notFound, "Provider returned error"),
        // Vertex: the project is the service's.
        FailureCase(
            404,
            relayed(#""x was not found or your project does not have access to it""#),
            .notFound
        ),
        FailureCase(400, relayed(#""The model x has been decommissioned""#), .notFound),
        FailureCase(400, relayed(#""Tool x not found for this model""#), .badRequest),
        FailureCase(
            400,
            relayed(#""functions: this parameter is no longer supported by the model""#),
            .badRequest
        ),
        FailureCase(403, relayed(#""Key limit exceeded (monthly)""#), .forbidden),
        FailureCase(403, #"{"error":{"message":"x is not available in your region"}}"#, .forbidden),
        // The service's bill at the provider.
        FailureCase(402, relayed(#""Insufficient Balance""#), .forbidden),
    ]

    private static let html = "\n <!DOCTYPE html><html><body>Bad gateway</body></html>"

    private static let unreadable = [
        FailureCase(502, html, .server, "HTML"), FailureCase(200, html, .malformed, "HTML"),
        FailureCase(403, html, .malformed, "HTML"), FailureCase(404, html, .malformed, "HTML"),
        FailureCase(429, html, .rateLimited, "HTML"), FailureCase(401, html, .malformed, "HTML"),
        FailureCase(402, html, .malformed, "HTML"), FailureCase(402, "", .noCredits, "empty"),
        FailureCase(401, "Unauthorized", .unauthorized), FailureCase(403, "no", .forbidden),
        FailureCase(524, html, .timeout, "HTML"), FailureCase(400, html, .malformed, "HTML"),
        FailureCase(500, "", .server, "empty"), FailureCase(200, "", .malformed, "empty"),
        FailureCase(500, "Internal Server Error", .server, "Internal Server Error"),
        FailureCase(502, "error code: 502\n", .server, "error code: 502"),
        FailureCase(
            520,
            "<html><head><title> a.b |\n 520: unknown error</title></head>"
                + "<p>Ray ID: <b>0123456789abcdef</b></p></html>",
            .server,
            "as proxies do: a.b | 520: unknown error (Cloudflare Ray ID 0123456789abcdef)"
        ),
        FailureCase(404, "<html><title></title></html>", .malformed, "as proxies do"),
        FailureCase(500, #"{"message":"elsewhere"}"#, .server, "elsewhere"),
        FailureCase(400, "[]", .malformed), FailureCase(400, "{", .malformed),
        // The Hub's form: a plain string.
        FailureCase(401, #"{"error":"Invalid username or password."}"#, .unauthorized, "Invalid"),
        FailureCase(404, #"{"error":"Not found"}"#, .malformed, "Not found"),
        FailureCase(400, #"{"error":"a/b is not a valid model ID"}"#, .invalidModelID, "a/b"),
    ]
}
