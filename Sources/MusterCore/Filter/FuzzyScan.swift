/// Tests whether a text contains a word, in one pass and without allocating.
///
/// Bit `n` of a set means that the word's first `n + 1` letters match, the last of them at the
/// current place, as in the bit-parallel search of Baeza-Yates and Gonnet. `LetterMatch` defines
/// what counts as a match.
struct FuzzyScan {
    enum Finding {
        case nothing
        /// The letters are adjacent; `bonus` is that of the first letter at the best place.
        case together(bonus: Int)
        /// The letters have gaps between them.
        case apart
    }

    @inline(__always)
    static func find(
        _ pattern: TextPattern,
        places: UnsafeBufferPointer<UInt64>,
        apart: Bool,
        in text: UnsafeBufferPointer<UInt8>,
        marks: UnsafeBufferPointer<UInt8>
    ) -> Finding {
        apart
            ? findApart(pattern.letters.count, places, text, marks)
            : findTogether(pattern, text, marks)
    }

    private static func findApart(
        _ count: Int,
        _ places: UnsafeBufferPointer<UInt64>,
        _ text: UnsafeBufferPointer<UInt8>,
        _ marks: UnsafeBufferPointer<UInt8>
    ) -> Finding {
        let last: UInt64 = 1 << (count - 1)
        var run: UInt64 = 0
        // The letters just before, and those of the last three words.
        var (before1, before2, before3) = (UInt64(0), UInt64(0), UInt64(0))
        var (word1, word2, word3) = (UInt64(0), UInt64(0), UInt64(0))
        var isApart = false
        var bonus = -1
        for place in 0..<text.count {
            let letter = places[Int(text[place])]
            let mark = marks[place]
            run = letter & (run << 1 | 1)
            var found: UInt64
            if mark & LetterMark.boundary != 0 {
                found = letter & ((word1 | word2 | word3) << 1 | 1)
                if mark & LetterMark.wordStart != 0 {
                    (word3, word2, word1) = (word2, word1, found)
                } else {
                    word1 |= found
                }
                (before1, before2, before3) = (found, 0, 0)
            } else {
                found = letter & ((before1 | before2 | before3) << 1)
                word1 |= found
                (before1, before2, before3) = (found, before1, before2)
            }
            if found & last != 0 { isApart = true }
            if run & last != 0 {
                bonus = max(bonus, Int(marks[place + 1 - count] & LetterMark.bonus))
            }
        }
        return bonus >= 0 ? .together(bonus: bonus) : isApart ? .apart : .nothing
    }

    private static func findTogether(
        _ pattern: TextPattern,
        _ text: UnsafeBufferPointer<UInt8>,
        _ marks: UnsafeBufferPointer<UInt8>
    ) -> Finding {
        pattern.letters.withUnsafeBufferPointer { word in
            let first = word[0]
            var bonus = -1
            var start = 0
            while start + word.count <= text.count {
                defer { start += 1 }
                guard text[start] == first else { continue }
                var index = 1
                while index < word.count, text[start + index] == word[index] { index += 1 }
                guard index == word.count,
                    LetterMatch.isAllowed(pattern, start, text.count, letter: { text[$0] })
                else { continue }
                bonus = max(bonus, Int(marks[start] & LetterMark.bonus))
            }
            return bonus >= 0 ? .together(bonus: bonus) : .nothing
        }
    }
}
