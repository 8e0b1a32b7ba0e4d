import MusterCore

/// What a batch came to, as a table.
struct BatchSummaryTable {
    let summary: BatchSummary

    private static let headings = [
        "model", "answered", "failed", "left", "median", "prompt tokens", "answer tokens", "cost",
    ]

    /// The head, a line for each model, and beneath those that failed the causes.
    var lines: [String] {
        let rows = [Self.headings] + summary.models.map(cells)
        let widths = Self.headings.indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        func line(_ row: [String]) -> String {
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }
        var lines = [line(rows[0])]
        for (model, row) in zip(summary.models, rows.dropFirst()) {
            lines.append(line(row))
            var notes = model.failures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            if model.cut > 0 { notes.append("cut at the longest answer allowed \(model.cut)") }
            if !notes.isEmpty { lines.append("  " + notes.joined(separator: ", ")) }
        }
        return lines
    }

    private func cells(_ model: BatchSummary.ModelSummary) -> [String] {
        [
            model.modelID.rawValue, "\(model.answered)", "\(model.failed)", "\(model.left)",
            model.medianMilliseconds.map { "\($0) ms" } ?? "-", "\(model.promptTokens)",
            "\(model.completionTokens)", "$\(model.cost)",
        ]
    }
}
