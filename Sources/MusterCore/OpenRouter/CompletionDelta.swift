import Foundation

/// What a chunk adds to an answer.
///
/// Services send `content` as a string, a part, or a list of strings and parts; parts may be nested.
struct CompletionDelta: Decodable {
    private(set) var piece = AnswerPiece()
    let error: ErrorResponse.Detail?

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
        case error
    }

    /// The names of one piece of reasoning; some services send it under several.
    private static let reasoningNames: [CodingKeys] = [
        .reasoning, .reasoningContent, .thinking, .thought, .reasoningText, .thinkingContent,
    ]
    private static let mediaNames: [CodingKeys] = [.images, .image, .audio, .video, .videos]

    /// Throws if `content` has a shape without a known meaning: what came must not vanish.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        error = ErrorResponse.Detail(in: container, forKey: .error)
        if let content = container.lenientString(forKey: .content) {
            piece.text = content
        } else if container.contains(.content) {
            piece.add(try container.decode(ContentPart.self, forKey: .content).piece)
        }
        if piece.text.isEmpty { piece.text = container.lenientString(forKey: .text) ?? "" }
        piece.reasoning += Self.reasoning(container)
        piece.refusal += container.lenientString(forKey: .refusal) ?? ""
        // Check first: hardly any chunk has these, and this runs for every token.
        for key in [CodingKeys.toolCalls, .functionCall] where container.contains(key) {
            let calls = try? container.decode(OneOrMore<ToolCallResponse>.self, forKey: key)
            piece.tools += calls?.values.map(\.call) ?? []
        }
        for key in Self.mediaNames where container.contains(key) {
            let parts = try? container.decode(OneOrMore<MediaPart>.self, forKey: key)
            for part in parts?.values ?? [] { piece.add(part, describedBy: key.rawValue) }
        }
    }

    private static func reasoning(_ container: KeyedDecodingContainer<CodingKeys>) -> String {
        let texts = reasoningNames.lazy.compactMap { container.lenientString(forKey: $0) }
        if let text = texts.first { return text }
        let shapes = ([.details, .thinkingBlocks] + reasoningNames).filter(container.contains)
        return shapes.lazy.compactMap { try? container.decode(ContentPart.self, forKey: $0).piece }
            .map { $0.reasoning + $0.text }.first { !$0.isEmpty } ?? ""
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

/// A tool call, or a piece of one: `{"index","function":{"name","arguments"}}`, or the function alone.
private struct ToolCallResponse: Decodable {
    let call: ToolCall

    private enum CodingKeys: String, CodingKey {
        case index
        case function
        case name
        case arguments
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let function =
            container.lenientContainer(keyedBy: CodingKeys.self, forKey: .function) ?? container
        // Ollama sends the arguments as an object.
        let object = (try? function.decode(JSONElement.self, forKey: .arguments))
            .flatMap { try? JSONEncoder().encode($0) }.map { String(decoding: $0, as: UTF8.self) }
        call = ToolCall(
            index: container.lenientInteger(forKey: .index),
            name: function.lenientString(forKey: .name)
                ?? container.lenientString(forKey: .name) ?? "",
            arguments: function.lenientString(forKey: .arguments) ?? object ?? ""
        )
    }
}
