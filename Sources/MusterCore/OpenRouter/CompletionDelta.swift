import Foundation

/// What a chunk adds to an answer.
///
/// Services send `content` as a string, a part, or a list of strings and parts; parts may be nested.
struct CompletionDelta: Decodable {
    private(set) var text = ""
    private(set) var reasoning = ""
    private(set) var refusal = ""
    /// The names of the tools called; a later piece of a call has none.
    private(set) var tools: [String] = []
    private(set) var media: [AnswerMedia] = []

    private enum CodingKeys: String, CodingKey {
        case content
        case refusal
        case reasoning
        // The names of DeepSeek and vLLM, and of Ollama.
        case reasoningContent = "reasoning_content"
        case thinking
        case thought
        case reasoningText = "reasoning_text"
        case thinkingContent = "thinking_content"
        case thinkingBlocks = "thinking_blocks"
        case details = "reasoning_details"
        case toolCalls = "tool_calls"
        case functionCall = "function_call"
        case text
        case images
        case image
        case audio
        case video
        case videos
    }

    /// Throws if `content` has a shape without a known meaning: what came must not vanish.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let content = container.lenientString(forKey: .content) {
            text = content
        } else if container.contains(.content) {
            add(try container.decode(ContentPart.self, forKey: .content))
        }
        if text.isEmpty { text = container.lenientString(forKey: .text) ?? "" }
        // Some services send the same piece under several names; it counts once.
        let names: [CodingKeys] = [
            .reasoning, .reasoningContent, .thinking, .thought, .reasoningText, .thinkingContent,
        ]
        if let piece = names.lazy.compactMap({ container.lenientString(forKey: $0) }).first {
            reasoning += piece
        } else {
            let shapes = ([.details, .thinkingBlocks] + names).filter(container.contains)
            let parts = shapes.lazy.compactMap {
                try? container.decode(ContentPart.self, forKey: $0)
            }
            reasoning += parts.map { $0.reasoning + $0.text }.first { !$0.isEmpty } ?? ""
        }
        refusal += container.lenientString(forKey: .refusal) ?? ""
        // Check first: hardly any chunk has these, and this runs for every token.
        for key in [CodingKeys.toolCalls, .functionCall] where container.contains(key) {
            add(toolCalls: try? container.decode(OneOrMore<ToolCall>.self, forKey: key))
        }
        for key in [CodingKeys.images, .image, .audio, .video, .videos]
        where container.contains(key) {
            let parts = try? container.decode(OneOrMore<MediaPart>.self, forKey: key)
            for part in parts?.values ?? [] {
                text += part.transcript ?? ""
                if let one = part.media ?? part.described(by: key.rawValue) { media.append(one) }
            }
        }
    }

    private mutating func add(toolCalls: OneOrMore<ToolCall>?) {
        tools += toolCalls?.values.map(\.name) ?? []
    }

    private mutating func add(_ part: ContentPart) {
        text += part.text
        reasoning += part.reasoning
        refusal += part.refusal
        tools += part.tools
        media += part.media
    }
}

/// A value, or a list of them.
struct OneOrMore<Value: Decodable>: Decodable {
    let values: [Value]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            values = []
        } else if let list = try? container.decode([Value].self) {
            values = list
        } else {
            values = [try container.decode(Value.self)]
        }
    }
}

/// A tool call, or a piece of one: `{"function":{"name"}}` or `{"name"}`.
private struct ToolCall: Decodable {
    /// Empty if the piece does not say.
    let name: String

    private enum CodingKeys: String, CodingKey {
        case function
        case name
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let function = container.lenientContainer(keyedBy: CodingKeys.self, forKey: .function)
        name =
            function?.lenientString(forKey: .name) ?? container.lenientString(forKey: .name) ?? ""
    }
}
