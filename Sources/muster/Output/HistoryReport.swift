import Foundation
import MusterCore
import MusterUI

/// The table of `muster history`, newest first.
///
/// The last column shows the start of the prompt, cut so that a line fits the terminal.
struct HistoryTable {
    let entries: [HistoryEntry]
    let now: Date
    let isASCII: Bool

    func lines(width: Int?) -> [[Span]] {
        var table = TextTable(Self.columns, isASCII: isASCII)
        for entry in entries { table.add(row(entry)) }
        return table.lines(width: width)
    }

    private static let columns: [TextTable.Column] = [
        .number("ID"),
        TextTable.Column("When", rank: 2),
        TextTable.Column("Model", fit: .modelID(least: 20)),
        TextTable.Column("Status", rank: 1),
        .price("Cost", rank: 3),
        TextTable.Column("Prompt", rank: 1, fit: .tail(least: 16)),
    ]

    private func row(_ entry: HistoryEntry) -> [[Span]] {
        [
            [Span("\(entry.id)", .dim)],
            [Span("\(when(entry.createdAt))")],
            [Span(model(entry))],
            [Span("\(entry.status.rawValue)", entry.status.role)],
            [Span("\(entry.cost.map(Quantity.dollars) ?? "-")")],
            [Span(SanitizedText(sanitizing: entry.promptBeginning).singleLine)],
        ]
    }

    /// The requested model, and the one that answered in its place.
    private func model(_ entry: HistoryEntry) -> SanitizedText {
        let asked: SanitizedText = "\(entry.modelID.rawValue)"
        guard let answering = entry.answeringModelID else { return asked.singleLine }
        return "\(asked) \(isASCII ? "->" : "→") \(answering.rawValue)"
    }

    /// An age for recent dates, the day for others.
    private func when(_ date: Date) -> String {
        let age = now.timeIntervalSince(date)
        return age < 172_800 ? Quantity.age(age) : Quantity.day(date)
    }
}

/// One past generation in full, for `muster history`.
///
/// The words of user and model are unchanged; the console sanitises them for a terminal.
struct HistoryReport {
    let stored: StoredGeneration

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
