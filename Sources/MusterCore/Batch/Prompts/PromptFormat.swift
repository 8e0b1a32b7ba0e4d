/// The form of a prompts file.
package enum PromptFormat: String, Sendable, CaseIterable {
    /// A JSON object a line.
    case jsonl
    /// A table with a header, columns between commas.
    case csv
    /// A table with a header, columns between tabs.
    case tsv
    /// A prompt a line; the number of the line is its ID.
    case lines

    /// Guesses the form by the file's name.
    package init(path: String) {
        let name = path.lowercased()
        self =
            if name.hasSuffix(".csv") { .csv } else if name.hasSuffix(".tsv") {
                .tsv
            } else if name.hasSuffix(".txt") { .lines } else { .jsonl }
    }

    /// The byte between two columns of a table; `nil` for other forms.
    var separator: UInt8? {
        switch self {
        case .csv: UInt8(ascii: ",")
        case .tsv: UInt8(ascii: "\t")
        case .jsonl, .lines: nil
        }
    }
}

/// A text with `{{column}}` in it, filled in for each row of a table.
package struct PromptTemplate: Sendable, Hashable {
    private enum Piece: Sendable, Hashable {
        case text(String)
        case column(String)
    }

    private let pieces: [Piece]
    /// The text as it was written.
    let source: String

    package init(_ text: String) {
        source = text
        var pieces: [Piece] = []
        var rest = text[...]
        while let match = rest.firstMatch(of: /\{\{\s*([^{}]+?)\s*\}\}/) {
            pieces.append(.text(String(rest[..<match.range.lowerBound])))
            pieces.append(.column(String(match.output.1)))
            rest = rest[match.range.upperBound...]
        }
        pieces.append(.text(String(rest)))
        self.pieces = pieces
    }

    /// The columns that it names, in order.
    package var columns: [String] {
        pieces.compactMap { if case .column(let name) = $0 { name } else { nil } }
    }

    func filled(_ row: [String: String]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .column(let name): row[name] ?? ""
            }
        }.joined()
    }
}
