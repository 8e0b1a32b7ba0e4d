import MusterCore
import MusterUI

/// The table of `muster list`.
///
/// An adopted database may contain anything as an ID, so the table sanitises each cell and measures
/// its width.
struct ModelListing {
    private static let header = [
        "Status", "Model ID", "Hugging Face ID", "Context", "Prompt/M", "Compl./M",
    ]

    let models: [Model]
    /// The filter whose words are underlined where they match, when colour is allowed.
    var filter = ModelFilter.all
    let isColored: Bool
    let isASCII: Bool

    var lines: [String] {
        let rows = models.map { model in
            [
                Badge.label(model, isASCII: isASCII),
                model.id.rawValue,
                model.huggingFaceID?.rawValue ?? "-",
                Quantity.tokens(model.contextLength),
                model.isRouter ? "varies" : Quantity.price(model.promptPrice, of: model),
                model.isRouter ? "varies" : Quantity.price(model.completionPrice, of: model),
            ].map { SanitizedText(sanitizing: $0).singleLine.string }
        }
        let widths = Self.header.indices.map { column in
            max(Self.header[column].count, rows.map { CellWidth.of($0[column]) }.max() ?? 0)
        }
        let headings = ["  " + Self.header[0]] + Self.header.dropFirst()
        let head = line(headings, headings, widths)
        let body = zip(models, rows).map { model, row in
            style(line(row, underlined(row), widths), model)
        }
        return [isColored ? "\u{1B}[1m\(head)\u{1B}[0m" : head] + body
    }

    /// The cells, with the filter's matches underlined in both IDs.
    private func underlined(_ row: [String]) -> [String] {
        guard isColored, filter.ranks else { return row }
        var row = row
        for column in 1...2 {
            let matched = filter.matchedCharacters(in: row[column])
            row[column] = row[column].enumerated().map { offset, character in
                matched.contains(offset) ? "\u{1B}[4m\(character)\u{1B}[24m" : "\(character)"
            }.joined()
        }
        return row
    }

    /// Pads the `shown` cells by the widths of their plain texts.
    private func line(_ cells: [String], _ shown: [String], _ widths: [Int]) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            let padding = String(repeating: " ", count: max(0, widths[column] - CellWidth.of(cell)))
            // Right-align numbers.
            line += column >= 3 ? padding + shown[column] : shown[column] + padding
            if column < cells.count - 1 { line += "  " }
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    private func style(_ line: String, _ model: Model) -> String {
        guard isColored else { return line }
        let badge = Badge(model)
        if badge == .disabled { return "\u{1B}[2m\(line)\u{1B}[0m" }
        let color =
            switch badge {
            case .verified: "32"
            case .reachable: "36"
            case .degraded, .limited: "33"
            case .unavailable: "31"
            case .unknown, .disabled, .batch: "2"
            }
        let label = Badge.label(model, isASCII: isASCII)
        return "\u{1B}[\(color)m\(label)\u{1B}[0m" + line.dropFirst(label.count)
    }
}
