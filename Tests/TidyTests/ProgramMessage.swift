/// Words that the program can say when something is wrong, found in its sources.
struct ProgramMessage {
    /// The file that says them.
    let path: String
    /// The line of it.
    let line: Int
    /// The words, with `…` where a value stands, and without what surrounds them.
    let words: String

    /// The messages of a file: whatever reads as words in it, but for what ``PlainWords`` names.
    static func all(in file: SourceFile) -> [ProgramMessage] {
        candidates(in: file).filter { !PlainWords.names($0, in: file) }
    }

    /// What reads as words in a file that may hold messages.
    static func candidates(in file: SourceFile) -> [ProgramMessage] {
        let hasLabels = PlainWords.files.contains(file.name)
        return StringLiteral.all(in: file).compactMap { literal in
            let words = core(of: literal.text)
            guard isSentence(words), !isForReference(literal, words),
                !hasLabels || isComplaint(literal)
            else { return nil }
            return ProgramMessage(path: file.path, line: literal.line, words: words)
        }
    }

    /// The words without what belongs to their surroundings: white space, values and punctuation
    /// at the ends, the program's own name.
    static func core(of text: String) -> String {
        let spaced = plain(text)
        let edge: Set<Character> = [" ", "…", ",", ";", ":", ".", "?", "(", ")"]
        let trimmed = String(spaced.drop { edge.contains($0) }.reversed())
        let core = String(trimmed.drop { edge.contains($0) }.reversed())
        return core.hasPrefix("muster: ") ? Self.core(of: String(core.dropFirst(8))) : core
    }

    /// The text with one space for all white space, and one `…` for values without a word between.
    static func plain(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .replacing(/…+/, with: "…")
    }

    /// Whether it has two words or more.
    static func isSentence(_ words: String) -> Bool {
        words.split(separator: " ").count { $0.contains(where: \.isLetter) } >= 2
    }

    /// Whether it is made to fail or to warn, wherever it stands.
    private static func isComplaint(_ literal: StringLiteral) -> Bool {
        ["CommandFailure(", "ValidationError(", "ServiceFailure(", "say(", "note(", "reason:"]
            .contains { literal.context.hasSuffix($0) }
            || literal.context.hasSuffix("message:")
    }

    /// Whether it is a command's help, SQL, or a line of the log.
    private static func isForReference(_ literal: StringLiteral, _ words: String) -> Bool {
        let roles = ["help:", "abstract:", "discussion:", "ArgumentHelp(", "sql:"]
        return roles.contains { literal.context.hasSuffix($0) }
            || literal.context.contains(/logger\.\w+\($/)
            || words.contains(/\b(SELECT|INSERT|UPDATE|DELETE|PRAGMA|WHERE|NOT NULL|ORDER BY)\b/)
            || words.contains(/\b(CREATE TABLE|LIKE \?|ON CONFLICT)/)
    }
}
