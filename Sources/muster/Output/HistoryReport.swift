import Foundation
import MusterCore
import MusterUI

/// The table of `muster history`, newest first.
///
/// The last column shows the start of the prompt, cut so that a line fits the terminal.
struct HistoryTable {
    private static let header = ["ID", "When", "Model", "Status", "Cost", "Prompt"]
    private static let modelColumn = 2
    private static let statusColumn = 3
    /// Right-aligned columns.
    private static let numberColumns: Set<Int> = [0, 4]
    /// The least width of the prompt; the model column shrinks to allow it.
    private static let narrowestPrompt = 16
    private static let narrowestModel = 20

    let entries: [HistoryEntry]
    let now: Date
    /// The cells of a line; `nil` for no limit.
    let width: Int?
    let isColored: Bool
    let isASCII: Bool

    var lines: [String] {
        var rows = entries.map { cells($0) }
        if let width {
            let whole = widths(rows)
            let excess = Self.used(whole) + Self.narrowestPrompt - width
            let rest = max(whole[Self.modelColumn] - excess, Self.narrowestModel)
            if excess > 0 { rows = entries.map { cells($0, modelWidth: rest) } }
        }
        let widths = widths(rows)
        let head = line(Self.header, widths)
        let body = zip(entries, rows).map { entry, row in
            line(row, widths, color: color(entry.status))
        }
        return [isColored ? "\u{1B}[1m\(head)\u{1B}[0m" : head] + body
    }

    private func widths(_ rows: [[String]]) -> [Int] {
        Self.header.indices.dropLast().map { column in
            max(Self.header[column].count, rows.map { CellWidth.of($0[column]) }.max() ?? 0)
        }
    }

    private static func used(_ widths: [Int]) -> Int {
        widths.reduce(0) { $0 + $1 + 2 }
    }

    private func cells(_ entry: HistoryEntry, modelWidth: Int = .max) -> [String] {
        [
            "\(entry.id)",
            when(entry.createdAt),
            model(entry, cells: modelWidth),
            entry.status.rawValue,
            entry.cost.map(Quantity.dollars) ?? "-",
            Self.harmless(entry.promptBeginning),
        ]
    }

    /// The requested model, and the one that answered in its place; truncation keeps the variants.
    private func model(_ entry: HistoryEntry, cells: Int) -> String {
        let asked = Self.harmless(entry.modelID.rawValue)
        guard let answering = entry.answeringModelID else {
            return Truncation.modelID(asked, cells: cells, isASCII: isASCII)
        }
        let arrow = isASCII ? " -> " : " → "
        let half = (cells - arrow.count) / 2
        return Truncation.modelID(asked, cells: half, isASCII: isASCII) + arrow
            + Truncation.modelID(Self.harmless(answering.rawValue), cells: half, isASCII: isASCII)
    }

    private static func harmless(_ text: String) -> String {
        SanitizedText(sanitizing: text).singleLine.string
    }

    /// An age for recent dates, the day for others.
    private func when(_ date: Date) -> String {
        let age = now.timeIntervalSince(date)
        return age < 172_800
            ? Quantity.age(age) : date.formatted(.iso8601.year().month().day())
    }

    private func line(_ cells: [String], _ widths: [Int], color: String? = nil) -> String {
        var line = ""
        for (column, width) in widths.enumerated() {
            let padding = String(repeating: " ", count: width - CellWidth.of(cells[column]))
            var cell = cells[column]
            if let color, column == Self.statusColumn { cell = "\u{1B}[\(color)m\(cell)\u{1B}[0m" }
            line += (Self.numberColumns.contains(column) ? padding + cell : cell + padding) + "  "
        }
        let prompt = cells[widths.count]
        guard let width else { return line + prompt }
        let rest = max(width - Self.used(widths), Self.narrowestPrompt)
        return line + Truncation.tail(prompt, cells: rest, isASCII: isASCII)
    }

    /// Colours every status but success.
    private func color(_ status: GenerationStatus) -> String? {
        guard isColored else { return nil }
        return switch status {
        case .failed, .truncated, .interrupted: "31"
        case .cancelled, .connecting, .waiting, .streaming: "33"
        case .completed: nil
        }
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
