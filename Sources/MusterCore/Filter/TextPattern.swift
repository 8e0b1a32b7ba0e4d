/// A bare word of a filter, to find in a model's ID, name or Hugging Face ID.
package struct TextPattern: Sendable, Hashable {
    /// The longest word that may match with gaps between its letters.
    private static let maximumFuzzyLength = 48

    /// Lower-case UTF-8.
    let letters: [UInt8]
    /// Whether letters may have gaps between them.
    let isFuzzy: Bool
    /// Whether it must match at the start of a text, or right after its author.
    let isAtStart: Bool
    /// Whether it must match at the end of a text.
    let isAtEnd: Bool
    /// The letters, for ruling texts out quickly.
    let set: LetterSet
    /// For each byte, the set of the word's positions with that letter.
    let places: [UInt64]

    /// Parses a word: `llama`, `'exact`, `^start`, `end$`; `nil` if nothing remains to search for.
    init?(_ word: String, isExact: Bool) {
        var rest = word[...]
        var isExact = isExact
        var isAtStart = false
        var isAtEnd = false
        if !isExact {
            if rest.hasPrefix("'") {
                rest.removeFirst()
                isExact = true
            }
            if rest.hasPrefix("^") {
                rest.removeFirst()
                isAtStart = true
            }
            if rest.hasSuffix("$") {
                rest.removeLast()
                isAtEnd = true
            }
        }
        self.init(
            letters: Array(FoldedText(String(rest)).letters.prefix(FoldedText.maximumLength)),
            isFuzzy: !isExact,
            isAtStart: isAtStart,
            isAtEnd: isAtEnd
        )
    }

    private init?(letters: [UInt8], isFuzzy: Bool, isAtStart: Bool, isAtEnd: Bool) {
        guard !letters.isEmpty else { return nil }
        self.letters = letters
        self.isAtStart = isAtStart
        self.isAtEnd = isAtEnd
        // Outside ASCII a letter has several bytes, which must stay together.
        self.isFuzzy =
            isFuzzy && !isAtStart && !isAtEnd && letters.count <= Self.maximumFuzzyLength
            && letters.allSatisfy { $0 < 0x80 }
        set = LetterSet(letters[...])
        var places = [UInt64](repeating: 0, count: 256)
        for (index, letter) in letters.prefix(Self.maximumFuzzyLength).enumerated() {
            places[Int(letter)] |= 1 << index
        }
        self.places = places
    }

    /// The same word without gaps: a negated word must match exactly as written.
    var exact: TextPattern {
        TextPattern(letters: letters, isFuzzy: false, isAtStart: isAtStart, isAtEnd: isAtEnd)
            ?? self
    }

    /// Whether all matches of this are matches of `earlier`: the word has only grown.
    func narrows(_ earlier: TextPattern) -> Bool {
        if self == earlier { return true }
        return isFuzzy == earlier.isFuzzy && isAtStart == earlier.isAtStart && !isAtEnd
            && !earlier.isAtEnd && letters.starts(with: earlier.letters)
    }

    /// Places of its letters in a text, in characters; `nil` if it does not match.
    package func matchedCharacters(in text: String) -> [Int]? {
        let folded = FoldedText(text)
        guard let match = LetterMatch(of: self, in: folded) else { return nil }
        // Of ASCII, only CR and LF are one character together.
        guard text.utf8.contains(where: { $0 >= 0x80 || $0 == 0x0D }) else { return match.letters }
        let offsets = FoldedText.characterOffsets(of: text)
        return match.letters.map { offsets[$0] }
    }
}
