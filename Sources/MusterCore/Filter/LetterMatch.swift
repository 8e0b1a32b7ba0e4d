/// The best match of a word in a text, with the places of its letters.
///
/// A word matches if its letters are adjacent. It also matches if its first letter starts a word of
/// the text and each further letter follows at once, or after one or two letters of the same word,
/// or starts one of the next three words. `FuzzyScan` applies the same rule, faster. Matches are
/// ranked like fzf's second algorithm: adjacent letters and word starts score, gaps cost.
struct LetterMatch {
    /// The score; comparable for the same word only.
    let score: Int
    /// Places of the letters in the folded text.
    let letters: [Int]

    init?(of pattern: TextPattern, in text: FoldedText) {
        if let start = Self.bestRun(pattern, text) {
            let bonus = Int(text.marks[start] & LetterMark.bonus)
            letters = Array(start..<start + pattern.letters.count)
            score = Self.scoreOfRun(count: pattern.letters.count, bonus: bonus)
        } else {
            guard pattern.isFuzzy else { return nil }
            let match = text.letters.withUnsafeBufferPointer { letters in
                text.marks.withUnsafeBufferPointer { marks in
                    LetterAlignment.best(pattern.letters, letters, marks, tracing: true)
                }
            }
            guard let match else { return nil }
            (score, letters) = (match.score, match.places)
        }
    }

    /// The score of adjacent letters, given the bonus of the first.
    static func scoreOfRun(count: Int, bonus: Int) -> Int {
        count * LetterAlignment.letter + LetterAlignment.firstLetterFactor * bonus
            + (count - 1) * max(LetterAlignment.neighbor, bonus)
    }

    /// Finds the adjacent match with the highest bonus.
    private static func bestRun(_ pattern: TextPattern, _ text: FoldedText) -> Int? {
        let word = pattern.letters
        guard text.letters.count >= word.count else { return nil }
        var best: (start: Int, bonus: UInt8)?
        for start in 0...(text.letters.count - word.count) {
            guard text.letters[start...].starts(with: word),
                isAllowed(pattern, start, text.letters.count, letter: { text.letters[$0] })
            else { continue }
            let bonus = text.marks[start] & LetterMark.bonus
            if best.map({ bonus > $0.bonus }) ?? true { best = (start, bonus) }
        }
        return best?.start
    }

    /// Whether `^` and `$` allow a match at this place.
    @inline(__always)
    static func isAllowed(
        _ pattern: TextPattern,
        _ start: Int,
        _ count: Int,
        letter: (Int) -> UInt8
    ) -> Bool {
        if pattern.isAtEnd, start + pattern.letters.count != count { return false }
        guard pattern.isAtStart, start > 0 else { return true }
        if letter(start - 1) == UInt8(ascii: "/") { return true }
        return start > 1 && letter(start - 1) == UInt8(ascii: " ")
            && letter(start - 2) == UInt8(ascii: ":")
    }
}
