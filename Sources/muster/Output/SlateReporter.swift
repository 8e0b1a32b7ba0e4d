import MusterCore
import MusterUI

/// Prints the state of a slate's models, and derives the exit code.
struct SlateReporter {
    let console: Console
    let isJSON: Bool
    let isASCII: Bool

    /// Prints every finding.
    ///
    /// - Throws: `CommandFailure` with 69, naming the models, when some are definitely unusable;
    ///   with 75 when none is but some were inconclusive.
    func report(_ verification: SlateVerification) throws {
        for finding in verification.findings {
            if isJSON {
                try console.print(json: JSONObject(finding))
            } else {
                try console.print(Self.lines(finding, isASCII))
            }
        }
        for expiry in verification.findings.compactMap(\.expiry) where !expiry.isPast {
            console.note("\(expiry.words.asSentence)")
        }
        if let words = verification.findings.unusableWords {
            throw CommandFailure(words, .unavailable)
        }
        if let words = verification.findings.inconclusiveWords {
            throw CommandFailure(words, .tryAgain)
        }
    }

    /// A model's badge, ID and reason, and a line for each change.
    static func lines(_ finding: SlateFinding, _ isASCII: Bool) -> [[Span]] {
        let (word, role): (String, CellStyle.Role) =
            switch finding.usability {
            case .usable: ("usable", .success)
            case .unusable: ("unusable", .error)
            case .inconclusive: ("no answer", .warning)
            }
        let reason = SanitizedText(sanitizing: finding.reason).singleLine
        let head = [
            Span("\(word)", role), .blank(11 - word.count),
            Span("\(finding.entry.modelID.rawValue)  "),
            Span(
                finding.cause == .disabled ? reason : "\(finding.availability.rawValue): \(reason)"
            ),
        ]
        let arrow = isASCII ? "->" : "→"
        let changes = finding.changes.map { change in
            let words = "\(change.field): \(change.before) \(arrow) \(change.now)"
            return [Span.blank(11), Span(SanitizedText(sanitizing: words).singleLine, .warning)]
        }
        return [head] + changes
    }
}
