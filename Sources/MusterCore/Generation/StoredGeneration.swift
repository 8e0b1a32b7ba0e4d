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

    /// The generation's row.
    package var id: Int64 { generation.id }
}

extension StoredGeneration {
    /// The generation as Markdown: what was asked, what came, and the facts.
    ///
    /// Prompt and answer are as they are, byte for byte; models answer in Markdown.
    package var markdown: String {
        var parts = ["# \(generation.modelID), \(createdAt.formatted(.iso8601))"]
        if let systemPrompt { parts += ["## System prompt", systemPrompt] }
        parts += ["## Prompt", prompt]
        if !generation.reasoning.isEmpty { parts += ["## Reasoning", generation.reasoning] }
        parts += ["## Answer", generation.text.isEmpty ? "(none)" : generation.text]
        let rows = facts.map { "| \($0.name) | \(Self.cell($0.value)) |" }
        parts += ["## Facts", (["| | |", "|---|---|"] + rows).joined(separator: "\n")]
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// What is known of how it went, each with its name, in the order of reading.
    package var facts: [(name: String, value: String)] {
        let usage = generation.usage
        let facts: [(String, String?)] = [
            ("Status", generation.status.rawValue),
            ("Model", generation.modelID.rawValue),
            ("Answered by", generation.answeringModelID?.rawValue),
            ("Sent as", generation.sentModel?.rawValue),
            ("Served model", generation.servedModel),
            ("Provider", generation.provider),
            ("Began", createdAt.formatted(.iso8601)),
            ("First token after", generation.timeToFirstTokenMilliseconds.map { "\($0) ms" }),
            ("Took", generation.durationMilliseconds.map { "\($0) ms" }),
            ("Prompt tokens", usage?.promptTokens.map(String.init)),
            ("Completion tokens", usage?.completionTokens.map(String.init)),
            ("Reasoning tokens", usage?.reasoningTokens.map(String.init)),
            ("Cost", usage?.cost.map { "US$ \($0)" }),
            ("Finish reason", generation.finishReason?.rawValue),
            ("Failure", generation.failure.map { "\($0)" }),
        ]
        let known = facts.compactMap { name, value in value.map { (name: name, value: $0) } }
        let attempts = generation.attempts.enumerated().map { index, attempt in
            (name: "Attempt \(index + 1)", value: attempt.summary)
        }
        // One attempt that was answered is no news.
        let isPlain = attempts.count == 1 && generation.attempts[0].kind == .answered
        return known + (isPlain ? [] : attempts)
    }

    /// A value that keeps to its cell of a table, whatever it holds.
    private static func cell(_ value: String) -> String {
        SanitizedText(sanitizing: value).singleLine.string
            .replacing("\\", with: "\\\\").replacing("|", with: "\\|")
    }
}

/// One line of the history: a past generation without the whole of its words.
package struct HistoryEntry: Sendable, Hashable, Identifiable {
    /// How many characters of the prompt and of the text are read.
    package static let beginningLimit = 200

    /// The generation's row.
    package var id: Int64
    /// When it began.
    package var createdAt: Date
    /// The model asked for.
    package var modelID: ModelID
    /// The fallback that answered in its place.
    package var answeringModelID: ModelID?
    /// The model that the service says answered.
    package var servedModel: String?
    /// The provider that answered.
    package var provider: String?
    /// Where it is, or how it ended.
    package var status: GenerationStatus
    /// The prompt's first characters; hostile until sanitised.
    package var promptBeginning: String
    /// The answer's first characters; hostile until sanitised.
    package var textBeginning: String
    /// US dollars charged, where the service said.
    package var cost: Decimal?
    /// Milliseconds from the first request to the end.
    package var durationMilliseconds: Int?
}
