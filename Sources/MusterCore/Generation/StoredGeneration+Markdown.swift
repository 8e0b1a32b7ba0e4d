import Foundation

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
