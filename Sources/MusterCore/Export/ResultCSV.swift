package import Foundation

/// Formats the lines of a results file as comma-separated values (RFC 4180).
package struct ResultCSV {
    /// The keys of a result, of which a dot leads into an object.
    private static let columns = [
        "id", "model_id", "answering_model_id", "status", "error.kind", "error.message", "text",
        "finish_reason", "cost", "prompt_tokens", "usage.completion_tokens", "duration_ms",
        "time_to_first_token_ms", "provider", "endpoint", "quantization", "engine", "service",
        "started_at",
        "metadata",
    ]

    /// The header, with its line end.
    static var header: String {
        columns.map { $0.replacing(".", with: "_") }.joined(separator: ",") + "\r\n"
    }

    /// Calls `body` with the header and the rows of a results file, about a mebibyte at a time; a line
    /// that a kill cut off is left out.
    ///
    /// - Throws: the errors of `body`, and ``FileFailure`` if the results cannot be read.
    package static func write(resultsAt path: String, _ body: (Data) throws -> Void) throws {
        var rows = Data(header.utf8)
        do {
            try RecordFile(path: path).forEach(RecordReader()) { record in
                guard let row = row(record.bytes) else { return }
                rows += Data(row.utf8)
                guard rows.count > 1 << 20 else { return }
                try body(rows)
                rows = Data()
            }
        } catch let large as RecordReader.TooLarge {
            throw FileFailure(path: path, reason: "line \(large.line) is too long")
        }
        try body(rows)
    }

    /// A row with its line end; `nil` if the line is not a JSON object.
    static func row(_ line: Data) -> String? {
        guard let result = try? JSONDecoder().decode(JSONMembers.self, from: line) else {
            return nil
        }
        let cells = columns.map { column -> String in
            let parts = column.split(separator: ".")
            let first = result[String(parts[0])]
            return text(parts.count > 1 ? first?[String(parts[1])] : first)
        }
        return cells.map(ModelCSV.quoted).joined(separator: ",") + "\r\n"
    }

    private static func text(_ value: JSONElement?) -> String {
        switch value {
        case nil, .null?: return ""
        case .string(let text)?: return ModelCSV.text(text)
        case .number(let number)?: return "\(number)"
        case .bool(let value)?: return "\(value)"
        case .array?, .object?:
            return String(decoding: JSONEncoder.sorted(value), as: UTF8.self)
        }
    }
}
