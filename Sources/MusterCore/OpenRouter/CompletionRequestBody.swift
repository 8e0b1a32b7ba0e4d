import Foundation

/// The JSON body of `POST /chat/completions`.
struct CompletionRequestBody {
    private(set) var members: JSONMembers

    /// OpenRouter sends usage unasked; the services that imitate OpenAI send it if asked.
    init(_ request: CompletionRequest, of kind: ServiceKind = .openRouter, streams: Bool = true) {
        // What a prompt brings itself counts, except what muster has to know.
        members = request.parameters
        members["model"] = .string(request.model.rawValue)
        members["messages"] = .array(request.allMessages)
        members[kind.limitMember] = .number(Decimal(request.maxTokens))
        if streams { members["stream"] = true }
        if kind.countsOnRequest, streams {
            members["stream_options"] = .object(["include_usage": true])
        }
        if let temperature = request.temperature {
            members["temperature"] = Decimal(string: "\(temperature)").map { .number($0) }
        }
        if let effort = request.reasoningEffort {
            members["reasoning"] = .object(["effort": .string(effort.rawValue)])
        }
        if request.probe == .tools {
            members["tools"] = .array([.object(Self.tool)])
            members["tool_choice"] = "required"
        }
        if request.probe == .structured {
            members["response_format"] = .object(Self.responseFormat)
        }
        let (route, routing) = kind.sent(request.model, request.routing)
        members["model"] = .string(route.rawValue)
        guard !kind.pinsBySuffix else { return }
        var provider = routing?.members ?? [:]
        // Without this, providers silently drop parameters that they do not know.
        let needsParameters = request.probe != nil || request.parameters["response_format"] != nil
        if needsParameters, kind.canRequireParameters {
            provider["require_parameters"] = true
        }
        if !provider.isEmpty { members["provider"] = .object(provider) }
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
    var json: Data { JSONEncoder.sorted(members) }
}
