import MusterCore

/// One past generation whole, for `muster history`.
///
/// The words of user and model are as they are; the console makes them harmless for a terminal.
struct HistoryReport {
    let stored: StoredGeneration

    /// The report for people, its last line ended.
    var text: String {
        let facts = stored.facts
        let width = facts.map(\.name.count).max() ?? 0
        var parts = [
            facts.map { name, value in
                let padding = String(repeating: " ", count: width - name.count + 2)
                return name + padding + SanitizedText(sanitizing: value).singleLine.string
            }
            .joined(separator: "\n")
        ]
        if let systemPrompt = stored.systemPrompt { parts.append("System prompt\n\(systemPrompt)") }
        parts.append("Prompt\n\(stored.prompt)")
        let generation = stored.generation
        if !generation.reasoning.isEmpty { parts.append("Reasoning\n\(generation.reasoning)") }
        parts.append(generation.text.isEmpty ? "No answer" : "Answer\n\(generation.text)")
        return parts.joined(separator: "\n\n") + "\n"
    }
}
