import Foundation

/// The JSON body of `POST /chat/completions`.
struct CompletionRequestBody: Encodable {
    private struct Message: Encodable {
        let role: String
        let content: String
    }

    private let model: String
    private let messages: [Message]
    private let stream = true
    private let maxTokens: Int

    private enum CodingKeys: String, CodingKey {
        case model
        case messages
        case stream
        case maxTokens = "max_tokens"
    }

    init(_ request: CompletionRequest) {
        model = request.model
        let system = request.systemPrompt.map { [Message(role: "system", content: $0)] } ?? []
        messages = system + [Message(role: "user", content: request.prompt)]
        maxTokens = request.maxTokens
    }

    /// The body's bytes, with slashes as they are so that a log shows the model as sent.
    var json: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and integers always encode.
        return (try? encoder.encode(self)) ?? Data()
    }
}
