import Foundation

/// Formats models as comma-separated values (RFC 4180), with the keys of the JSON form.
package enum ModelCSV {
    private static let columns: [(name: String, value: @Sendable (Model) -> String?)] = [
        ("model_id", { text($0.id.rawValue) }),
        ("canonical_slug", { text($0.id.canonicalSlug) }),
        ("hugging_face_id", { ($0.huggingFaceID?.rawValue).map(text) }),
        ("hugging_face_id_source", { $0.huggingFaceIDSource?.rawValue }),
        ("name", { text($0.name) }),
        ("created", { $0.created?.formatted(.iso8601) }),
        ("context_length", { $0.contextLength.map(String.init) }),
        ("prompt_price", { $0.promptPrice?.perMillionString }),
        ("completion_price", { $0.completionPrice?.perMillionString }),
        ("is_free", { "\($0.isFree)" }),
        ("is_router", { "\($0.isRouter)" }),
        ("listed", { "\($0.isListed)" }),
        ("disabled", { "\($0.isDisabled)" }),
        ("availability", { $0.verdict.availability.rawValue }),
        ("checked_at", { $0.verdict.checkedAt?.formatted(.iso8601) }),
        ("stale", { "\($0.verdict.isStale)" }),
    ]

    /// A header line and a line per model; lines end with CRLF, as the RFC requires.
    package static func text(_ models: [Model]) -> String {
        let header = columns.map(\.name).joined(separator: ",")
        let lines = models.map { model in
            columns.map { quoted($0.value(model) ?? "") }.joined(separator: ",")
        }
        return ([header] + lines).map { $0 + "\r\n" }.joined()
    }

    /// Prefixes remote text with an apostrophe if a spreadsheet would run it as a formula.
    ///
    /// OWASP, "CSV Injection": https://owasp.org/www-community/attacks/CSV_Injection.
    static func text(_ words: String) -> String {
        guard let first = words.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first)
        else { return words }
        return "'" + words
    }

    static func quoted(_ value: String) -> String {
        guard value.unicodeScalars.contains(where: special.contains) else { return value }
        return "\"\(value.replacing(mark: "\"", with: "\"\""))\""
    }

    private static let special = CharacterSet(charactersIn: ",\"").union(.newlines)
}
