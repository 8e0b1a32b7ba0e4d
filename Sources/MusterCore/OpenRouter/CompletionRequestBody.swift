import Foundation

/// The JSON body of `POST /chat/completions`.
struct CompletionRequestBody: Encodable {
    private struct Message: Encodable {
        let role: String
        let content: String
    }

    private let model: Route
    private let messages: [Message]
    private let stream = true
    private let streamOptions: JSONMembers?
    private let maxTokens: Int
    private let temperature: Double?
    private let reasoning: JSONMembers?
    private let tools: [JSONMembers]?
    private let toolChoice: String?
    private let responseFormat: JSONMembers?
    private let provider: JSONMembers?

    private enum CodingKeys: String, CodingKey {
        case model
        case messages
        case stream
        case streamOptions = "stream_options"
        case maxTokens = "max_tokens"
        case temperature
        case reasoning
        case tools
        case toolChoice = "tool_choice"
        case responseFormat = "response_format"
        case provider
    }

    /// OpenRouter sends usage unasked; the services that imitate OpenAI send it if asked.
    init(_ request: CompletionRequest, asksForUsage: Bool = false) {
        streamOptions = asksForUsage ? ["include_usage": true] : nil
        model = request.model
        let system = request.systemPrompt.map { [Message(role: "system", content: $0)] } ?? []
        messages = system + [Message(role: "user", content: request.prompt)]
        maxTokens = request.maxTokens
        temperature = request.temperature
        reasoning = request.reasoningEffort.map { ["effort": .string($0.rawValue)] }
        tools = request.probe == .tools ? [Self.tool] : nil
        toolChoice = request.probe == .tools ? "required" : nil
        responseFormat = request.probe == .structured ? Self.responseFormat : nil
        var provider = request.routing?.members ?? [:]
        // Without this, providers silently drop parameters that they do not know.
        if request.probe != nil { provider["require_parameters"] = true }
        self.provider = provider.isEmpty ? nil : provider
    }

    /// `{"status": "ok"}`, as a JSON schema.
    private static let schema: JSONMembers = [
        "type": "object", "properties": .object(["status": .object(["type": "string"])]),
        "required": .array(["status"]), "additionalProperties": false,
    ]

    private static let tool: JSONMembers = [
        "type": "function",
        "function": .object([
            "name": "report_status", "description": "Reports the status.",
            "parameters": .object(schema),
        ]),
    ]

    private static let responseFormat: JSONMembers = [
        "type": "json_schema",
        "json_schema": .object(["name": "status", "strict": true, "schema": .object(schema)]),
    ]

    /// The body, with unescaped slashes so that logs show the model as sent.
    var json: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding strings, integers and finite numbers never fails.
        return (try? encoder.encode(self)) ?? Data()
    }
}
