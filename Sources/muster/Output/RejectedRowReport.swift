import MusterCore

/// What a refresh tells of the rows it left out: each of a few, the first of many.
struct RejectedRowReport {
    private static let lineLimit = 10

    private let unreadable: [RejectedRow]
    private let refused: [RejectedRow]
    private let stored: Int

    /// `stored` is the number of rows that were kept.
    init(_ rows: [RejectedRow], stored: Int) {
        self.stored = stored
        unreadable = rows.filter { !$0.isRefusedByDatabase }
        refused = rows.filter(\.isRefusedByDatabase)
    }

    /// Lines of news.
    var lines: [String] {
        var lines: [String] = []
        if unreadable.count > Self.lineLimit {
            lines.append(
                "\(unreadable.count) rows were left out, the first: \(Self.words(unreadable[0]))"
            )
        } else {
            lines += unreadable.map(Self.line)
        }
        if (2...Self.lineLimit).contains(refused.count) { lines += refused.map(Self.line) }
        return lines
    }

    /// The sentence with which the command fails if the database refused rows.
    var refusal: String? {
        guard let first = refused.first else { return nil }
        let rest = stored > 0 ? "; the others were stored" : ", and stored none"
        if refused.count == 1 {
            return "The database refused one row\(rest). It is \(Self.words(first))".asSentence
        }
        return "The database refused \(refused.count) rows\(rest). The first is "
            + "\(Self.words(first))".asSentence
    }

    private static func line(_ row: RejectedRow) -> String {
        "\(name(row)) was left out: \(reason(row))"
    }

    private static func words(_ row: RejectedRow) -> String { "\(name(row)): \(reason(row))" }

    private static func name(_ row: RejectedRow) -> String {
        // Users may read a log in a terminal, too.
        let id = SanitizedText(sanitizing: row.id ?? "no id").singleLine.string
        return "row \(row.index) (\(id.prefix(200)))"
    }

    private static func reason(_ row: RejectedRow) -> String {
        SanitizedText(sanitizing: row.reason).singleLine.string
    }
}

extension [Store.RepeatedHuggingFaceID] {
    /// A sentence about those that could not be stored; `nil` if there are none.
    var words: String? {
        guard let first else { return nil }
        let subject = count == 1 ? "One Hugging Face ID was" : "\(count) Hugging Face IDs were"
        return "\(subject) not stored, because the database allows each of them only once. "
            + "\(count == 1 ? "It is" : "The first is") \(first.huggingFaceID), of \(first.modelID)."
    }
}
