package import Foundation

/// A past generation whole: what was asked beside what came.
package struct StoredGeneration: Sendable, Hashable, Identifiable {
    /// When it began.
    package var createdAt: Date
    /// The system prompt.
    package var systemPrompt: String?
    /// The prompt.
    package var prompt: String
    /// What came, with the attempts in their order.
    ///
    /// Of a failure the words are stored; its kind is that of the last attempt.
    package var generation: Generation

    /// Creates a past generation.
    package init(
        createdAt: Date,
        systemPrompt: String? = nil,
        prompt: String,
        generation: Generation
    ) {
        self.createdAt = createdAt
        self.systemPrompt = systemPrompt
        self.prompt = prompt
        self.generation = generation
    }

    /// The generation's row.
    package var id: Int64 { generation.id }
}
