import MusterCore

/// Prints the state of a slate's models, and derives the exit code.
struct SlateReporter {
    let console: Console
    let isJSON: Bool

    /// Prints every finding.
    ///
    /// - Throws: `CommandFailure` with 69, naming the models, when some are definitely unusable;
    ///   with 75 when none is but some were inconclusive.
    func report(_ verification: SlateVerification) throws {
        for finding in verification.findings {
            if isJSON {
                try console.printData(JSONDocument.data(JSONObject(finding)))
                try console.print("")
            } else {
                for line in Self.lines(finding) { try console.print(line) }
            }
        }
        for expiry in verification.findings.compactMap(\.expiry) where !expiry.isPast {
            console.note("muster: \(expiry.words.asSentence)")
        }
        if let words = verification.findings.unusableWords {
            throw CommandFailure(words, .unavailable)
        }
        if let words = verification.findings.inconclusiveWords {
            throw CommandFailure(words, .tryAgain)
        }
    }

    /// A model's badge, ID and reason, and a line for each change.
    static func lines(_ finding: SlateFinding) -> [String] {
        let word =
            switch finding.usability {
            case .usable: "usable"
            case .unusable: "unusable"
            case .inconclusive: "no answer"
            }
        let padding = String(repeating: " ", count: 11 - word.count)
        let reason = SanitizedText(sanitizing: finding.reason).singleLine.string
        let head =
            "\(word)\(padding)\(finding.entry.modelID)  \(finding.availability.rawValue): \(reason)"
        let changes = finding.changes.map { change in
            let words = "\(change.field): \(change.before) → \(change.now)"
            return "           \(SanitizedText(sanitizing: words).singleLine.string)"
        }
        return [head] + changes
    }
}
