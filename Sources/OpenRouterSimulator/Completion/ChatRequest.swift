import Foundation

/// The parts of a chat request that change the answer; everything else is ignored.
struct ChatRequest: Sendable {
    /// The models to try in order: `model`, then `models`.
    let candidates: [String]
    /// How many messages there are; `nil` when there is no such list.
    let messageCount: Int?
    /// The text of the last message of the user.
    let prompt: String
    /// Whether the answer is to be streamed.
    let isStream: Bool
    /// The most tokens to generate, reasoning included.
    let tokensMax: Int?

    /// The tool that is to be called; `nil` when none is offered.
    let toolName: String?
    /// Whether the answer is to keep to a JSON schema.
    let wantsSchema: Bool
    /// Whether only providers that know every parameter may answer.
    let requiresParameters: Bool

    /// Reads a body; `nil` when it is no JSON object.
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

    /// Content is a text or a list of parts, some of which have text.
    private static func text(of content: JSONValue?) -> String {
        if case .array(let parts)? = content {
            return parts.compactMap { $0["text"]?.stringValue }.joined(separator: "\n")
        }
        return content?.stringValue ?? ""
    }
}
