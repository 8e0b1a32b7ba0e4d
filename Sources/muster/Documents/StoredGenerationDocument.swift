import MusterCore

/// A past generation in JSON: that of `generate --json`, with what was asked and what went wrong.
struct StoredGenerationDocument: Encodable {
    private let stored: StoredGeneration

    private enum CodingKeys: String, CodingKey {
        case createdAt = "created_at"
        case prompt
        case systemPrompt = "system_prompt"
        case failure
    }

    init(_ stored: StoredGeneration) {
        self.stored = stored
    }

    func encode(to encoder: any Encoder) throws {
        try GenerationDocument(stored.generation).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(JSONDocument.time(stored.createdAt), forKey: .createdAt)
        try container.encode(stored.prompt, forKey: .prompt)
        try container.encode(stored.systemPrompt, forKey: .systemPrompt)
        try container.encode(stored.generation.failure.map { "\($0)" }, forKey: .failure)
    }
}
