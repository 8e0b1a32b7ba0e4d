/// The entries of `docs/TROUBLESHOOTING.md`, searched by the words of a message.
///
/// An entry is a heading of the third level, which quotes a message, and what follows it.
struct TroubleshootingIndex {
    private struct Entry {
        var text: String
        var headingWords: Set<String>
        var words: Set<String>
    }

    /// So many entries are shown at most; more would be a list to read and no answer.
    private static let limit = 3

    private let entries: [Entry]

    /// Takes the document apart.
    init(_ markdown: String) {
        var texts: [[Substring]] = []
        var isInEntry = false
        var isInCode = false
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") { isInCode.toggle() }
            if !isInCode, line.hasPrefix("#") {
                isInEntry = line.hasPrefix("### ")
                if isInEntry { texts.append([]) }
            }
            if isInEntry { texts[texts.count - 1].append(line) }
        }
        entries = texts.map { lines in
            let text = lines.joined(separator: "\n")
            return Entry(
                text: String(text.trimmingSuffix(while: \.isNewline)),
                headingWords: Self.words(lines[0]),
                words: Self.words(text)
            )
        }
    }

    /// The entries that a message means most likely, the best first.
    ///
    /// A message is pasted with names and numbers that no entry has, so not all of its words are
    /// asked for. A word that few entries have says more than one that all have, and one of the
    /// heading more than one of the text.
    func entries(for message: String) -> [String] {
        let asked = Self.words(message)
        let scored = entries.map { entry in
            let score = asked.reduce(into: 0.0) { score, word in
                guard entry.words.contains(word) else { return }
                let frequency = entries.count { $0.words.contains(word) }
                let rarity = Double(entries.count + 1) / Double(frequency)
                score += rarity.squareRoot() * (entry.headingWords.contains(word) ? 3 : 1)
            }
            // Of two headings that hold the same words, the shorter one is the nearer.
            return (entry, score / (4 + Double(entry.headingWords.count)).squareRoot())
        }
        let best = scored.map(\.1).max() ?? 0
        return scored.filter { $0.1 > 0 && $0.1 >= best * 0.6 }
            .sorted { $0.1 > $1.1 }.prefix(Self.limit).map(\.0.text)
    }

    private static func words(_ text: some StringProtocol) -> Set<String> {
        Set(
            text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                .map(String.init).filter { $0 != "muster" }
        )
    }
}

extension String {
    /// The text without the characters at its end for which `predicate` holds.
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var text = self[...]
        while let last = text.last, predicate(last) { text.removeLast() }
        return text
    }
}
