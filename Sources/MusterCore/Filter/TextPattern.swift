/// A bare word of a filter: what must be found in a model's ID, name or Hugging Face ID.
package struct TextPattern: Sendable, Hashable {
    /// The longest word that is matched by letters that stand apart.
    private static let maximumFuzzyLength = 48

    /// The word in UTF-8, in lower case.
    let letters: [UInt8]
    /// Whether its letters may stand apart.
    let isFuzzy: Bool
    /// Whether it must stand where a text begins, or what follows its author.
    let isAtStart: Bool
    /// Whether it must stand where a text ends.
    let isAtEnd: Bool
    /// The letters, for telling fast that a text does not have them.
    let set: LetterSet
    /// For each byte, a bit for every letter of the word that it is.
    let places: [UInt64]

    /// Reads a word: `llama`, `'exact`, `^start`, `end$`; `nil` when nothing is left to look for.
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
        // Outside ASCII a letter has several bytes, which must not be torn apart.
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

    /// The same word, its letters together: what a `-` leaves out must be named as it is written.
    var exact: TextPattern {
        TextPattern(letters: letters, isFuzzy: false, isAtStart: isAtStart, isAtEnd: isAtEnd)
            ?? self
    }

    /// Whether whatever this finds `earlier` finds too: the word has only grown.
    func narrows(_ earlier: TextPattern) -> Bool {
        if self == earlier { return true }
        return isFuzzy == earlier.isFuzzy && isAtStart == earlier.isAtStart && !isAtEnd
            && !earlier.isAtEnd && letters.starts(with: earlier.letters)
    }

    /// The places of its letters in a text, counted in characters; `nil` when it is not there.
    package func matchedCharacters(in text: String) -> [Int]? {
        let folded = FoldedText(text)
        guard let match = LetterMatch(of: self, in: folded) else { return nil }
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return match.letters }
        let offsets = FoldedText.characterOffsets(of: text)
        return match.letters.map { offsets[$0] }
    }
}
