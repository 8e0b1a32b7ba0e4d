extension Completion {
    /// The comment that OpenRouter sends to keep connections alive.
    static let comment = ": OPENROUTER PROCESSING\n\n"
    /// The end marker of a complete stream.
    static let doneEvent = "data: [DONE]\n\n"

    func event(_ piece: Piece) -> String {
        // Concatenated by hand: benchmarks request this line a hundred thousand times a second.
        var event = eventPrefix
        if piece.isReasoning {
            event += "\"\",\"reasoning\":"
            JSONValue.writeQuoted(piece.text, into: &event)
            event += ",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":"
            JSONValue.writeQuoted(piece.text, into: &event)
            event += ",\"format\":null,\"index\":0}]"
        } else {
            JSONValue.writeQuoted(piece.text, into: &event)
        }
        event += "},\"finish_reason\":null,\"native_finish_reason\":null,\"logprobs\":null}]}\n\n"
        return event
    }

    /// The start of every chunk, up to the text.
    static func eventPrefix(id: String, created: Int, model: String, provider: String) -> String {
        var prefix = "data: "
        let head: JSONValue = [
            "id": .string(id), "object": "chat.completion.chunk", "created": .int(created),
            "model": .string(model), "provider": .string(provider),
        ]
        head.write(into: &prefix)
        prefix.removeLast()
        prefix += ",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":"
        return prefix
    }

    /// The events that end a complete stream, without `[DONE]`.
    var finishEvents: [String] {
        let metadata = routerMetadata.map { [JSONMember("openrouter_metadata", $0)] } ?? []
        let isLast = script.usage == .absent
        let finish = chunk(
            choices: [choice(finish: .string(finishReason))],
            more: isLast ? metadata : []
        )
        let usageMember = [JSONMember("usage", usage)] + metadata
        let last: [String] =
            switch script.usage {
            case .resetFinish:
                [chunk(choices: [choice(finish: .null)], more: usageMember)]
            case .emptyChoices:
                [chunk(choices: [], more: usageMember)]
            case .repeatedFinish:
                [chunk(choices: [choice(finish: .string(finishReason))], more: usageMember)]
            case .absent:
                []
            }
        return toolEvents + [finish] + last
    }

    /// The chunk that calls a tool, with all arguments at once.
    private var toolEvents: [String] {
        guard let name = script.toolName else { return [] }
        let call: JSONValue = [
            "index": 0, "id": "call_simulator", "type": "function",
            "function": ["name": .string(name), "arguments": #"{"status":"ok"}"#],
        ]
        let delta: JSONValue = ["role": "assistant", "content": nil, "tool_calls": [call]]
        return [chunk(choices: [["index": 0, "delta": delta, "finish_reason": nil]])]
    }

    func events(of failure: MidStreamFailure) -> [String] {
        let unavailable: JSONValue = [
            "code": 502, "message": "Provider disconnected unexpectedly",
            "metadata": ["error_type": "provider_unavailable"],
        ]
        let failed = choice(finish: "error")
        switch failure {
        case .recorded:
            let error: JSONValue = ["code": 400, "message": "Token limit reached"]
            let more = [JSONMember("error", error), JSONMember("usage", usage)]
            return [chunk(choices: [choice(finish: .null)], more: more), Self.doneEvent]
        case .documented:
            return [chunk(choices: [failed], more: [JSONMember("error", unavailable)])]
        case .stringCode:
            let error = unavailable.setting("code", to: "server_error")
            return [chunk(choices: [failed], more: [JSONMember("error", error)])]
        case .emptyChoices:
            return [chunk(choices: [], more: [JSONMember("error", unavailable)])]
        case .finishReasonOnly:
            let native = failed.setting("native_finish_reason", to: "MALFORMED_FUNCTION_CALL")
            return [chunk(choices: [native])]
        }
    }

    /// The object that answers a request without `stream`.
    var object: JSONValue {
        let message: JSONValue = [
            "role": "assistant", "content": .string(text), "refusal": nil,
            "reasoning": reasoning.map(JSONValue.string) ?? .null,
        ]
        let object: JSONValue = [
            "id": .string(id), "object": "chat.completion", "created": .int(created),
            "model": .string(model), "provider": .string(provider),
            "choices": [
                [
                    "index": 0, "message": message, "finish_reason": .string(finishReason),
                    "native_finish_reason": .string(finishReason), "logprobs": nil,
                ]
            ],
            "usage": usage,
        ]
        return routerMetadata.map { object.setting("openrouter_metadata", to: $0) } ?? object
    }

    private func choice(finish: JSONValue) -> JSONValue {
        [
            "index": 0, "delta": ["role": "assistant", "content": ""], "finish_reason": finish,
            "native_finish_reason": finish, "logprobs": nil,
        ]
    }

    private func chunk(choices: JSONValue, more: [JSONMember] = []) -> String {
        let members = [
            JSONMember("id", .string(id)), JSONMember("object", "chat.completion.chunk"),
            JSONMember("created", .int(created)), JSONMember("model", .string(model)),
            JSONMember("provider", .string(provider)), JSONMember("choices", choices),
        ]
        return "data: \(JSONValue.object(members + more).text)\n\n"
    }
}
