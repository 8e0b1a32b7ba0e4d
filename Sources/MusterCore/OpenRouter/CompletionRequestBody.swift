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
    private let streamOptions: JSONObject?
    private let maxTokens: Int
    private let temperature: Double?
    private let reasoning: JSONObject?
    private let tools: [JSONObject]?
    private let toolChoice: String?
    private let responseFormat: JSONObject?
    private let provider: JSONObject?

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
        // Without this, providers silently drop parameters that they do not know.
        provider = request.probe == nil ? nil : ["require_parameters": true]
    }

    /// `{"status": "ok"}`, as a JSON schema.
    private static let schema: JSONObject = [
        "type": "object", "properties": .object(["status": .object(["type": "string"])]),
        "required": .array(["status"]), "additionalProperties": false,
    ]

    private static let tool: JSONObject = [
        "type": "function",
        "function": .object([
            "name": "report_status", "description": "Reports the status.",
            "parameters": .object(schema),
        ]),
    ]

    private static let responseFormat: JSONObject = [
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

/// A JSON object to send.
typealias JSONObject = [String: JSONElement]

/// A JSON value to send, written as a literal.
enum JSONElement: Encodable, Sendable {
    case string(String)
    case bool(Bool)
    case array([JSONElement])
    case object(JSONObject)

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .string(let value): try container.encode(value)
        case .bool(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension JSONElement: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
}
