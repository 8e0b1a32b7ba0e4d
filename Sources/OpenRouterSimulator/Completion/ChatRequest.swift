import Foundation

/// The fields of a chat request that affect the answer; the simulator ignores the others.
struct ChatRequest: Sendable {
    /// The models to try in order: `model`, then `models`.
    let candidates: [String]
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
    /// Whether only providers that support every parameter may answer.
    let requiresParameters: Bool

    /// Parses a body; fails unless it is a JSON object.
    init?(body: Data) {
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
        requiresParameters = json["provider"]?["require_parameters"] == .bool(true)
        tokensMax = json["max_completion_tokens"]?.intValue ?? json["max_tokens"]?.intValue
    }

    /// The content as text; it is a string, or a list of parts of which some have text.
    private static func text(of content: JSONValue?) -> String {
        if case .array(let parts)? = content {
            return parts.compactMap { $0["text"]?.stringValue }.joined(separator: "\n")
        }
        return content?.stringValue ?? ""
    }
}
