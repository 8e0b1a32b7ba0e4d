package import Foundation

/// A past generation with its prompts.
package struct StoredGeneration: Sendable, Hashable, Identifiable {
    package var createdAt: Date
    package var systemPrompt: String?
    package var prompt: String
    /// The generation with its attempts in order.
    ///
    /// The database stores only the message of a failure; its kind is that of the last attempt.
    package var generation: Generation

    package var id: Int64 { generation.id }
}

extension StoredGeneration {
    /// The generation as Markdown: prompts, answer and facts.
    ///
    /// Prompt and answer stay byte for byte, because models answer in Markdown.
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

    /// Named facts about the generation, in reading order.
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
        // A single answered attempt is not worth a line.
        let isPlain = attempts.count == 1 && generation.attempts[0].kind == .answered
        return known + (isPlain ? [] : attempts)
    }

    /// A value made safe for one cell of a table.
    private static func cell(_ value: String) -> String {
        SanitizedText(sanitizing: value).singleLine.string
            .replacing("\\", with: "\\\\").replacing("|", with: "\\|")
    }
}

/// A line of the history: a past generation without its full texts.
package struct HistoryEntry: Sendable, Hashable, Identifiable {
    /// The number of characters read of the prompt and of the text.
    package static let beginningLimit = 200

    package var id: Int64
    package var createdAt: Date
    package var modelID: ModelID
    /// The fallback that answered in its place.
    package var answeringModelID: ModelID?
    /// The model that answered, as the service named it.
    package var servedModel: String?
    package var provider: String?
    package var status: GenerationStatus
    /// The first characters of the prompt: hostile until sanitised.
    package var promptBeginning: String
    /// The first characters of the answer: hostile until sanitised.
    package var textBeginning: String
    /// US dollars charged, if the service reported them.
    package var cost: Decimal?
    /// Milliseconds from the first request to the end.
    package var durationMilliseconds: Int?
}
