import Foundation

/// The fields of a chat request that affect the answer; the simulator ignores the others.
struct ChatRequest: Sendable {
    /// The models to try in order: `model`, then `models`.
    var candidates: [String]
    /// The number of messages; `nil` without a `messages` array.
    let messageCount: Int?
    /// The text of the last user message.
    let prompt: String
    let isStream: Bool
    /// The most tokens to generate, including reasoning.
    let tokensMax: Int?

    /// The tool to call; `nil` when the request offers none.
    let toolName: String?
    let wantsSchema: Bool
    /// The wishes for providers; `nil` leaves the choice to OpenRouter.
    let routing: ProviderRouting?

    /// The bearer key of the header.
    let key: String?
    /// Whether the answer should say which endpoint gave it.
    let wantsMetadata: Bool

    /// Parses a body; fails unless it is a JSON object.
    init?(body: Data, key: String?, wantsMetadata: Bool) {
        guard let json = JSONValue(parsing: body), case .object = json else { return nil }
        var candidates = [json["model"]?.stringValue].compactMap(\.self)
        if case .array(let models)? = json["models"] {
            candidates += models.compactMap(\.stringValue)
        }
        self.candidates = candidates
        if case .array(let messages)? = json["messages"] {
            messageCount = messages.count
            let asked = messages.last { $0["role"]?.stringValue == "user" } ?? messages.last
            prompt = Self.text(of: asked?["content"])
        } else {
            messageCount = nil
            prompt = ""
        }
        isStream = json["stream"] == .bool(true)
        if case .array(let tools)? = json["tools"] {
            toolName = tools.first?["function"]?["name"]?.stringValue
        } else {
            toolName = nil
        }
        wantsSchema = json["response_format"]?["type"]?.stringValue == "json_schema"
        routing = ProviderRouting(json["provider"])
        tokensMax = json["max_completion_tokens"]?.intValue ?? json["max_tokens"]?.intValue
        self.key = key
        self.wantsMetadata = wantsMetadata
    }

    /// The size of the prompt by the usual rule of thumb, four bytes per token.
    var promptTokens: Int { prompt.utf8.count / 4 + 7 }

    /// The error for a parameter that the request insists on and that is not among these.
    func missingParameter(in known: Set<String>) -> String? {
        guard routing?.requiresParameters == true else { return nil }
        let guide =
            "To learn more about provider routing, visit: "
            + "https://openrouter.ai/docs/guides/routing/provider-selection"
        if toolName != nil, !known.contains("tools") {
            return "No endpoints found that support tool use. \(guide)"
        }
        if wantsSchema, known.isDisjoint(with: ["structured_outputs", "response_format"]) {
            return "No endpoints found that can handle the requested parameters. \(guide)"
        }
        return nil
    }

    /// The content as text; it is a string, or a list of parts of which some have text.
    private static func text(of content: JSONValue?) -> String {
        if case .array(let parts)? = content {
            return parts.compactMap { $0["text"]?.stringValue }.joined(separator: "\n")
        }
        return content?.stringValue ?? ""
    }
}
