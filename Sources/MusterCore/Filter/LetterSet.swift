/// A set of letters and adjacent pairs that quickly rules out texts without a word's letters.
struct LetterSet: Sendable, Hashable {
    /// One bit per letter.
    private(set) var letters: UInt64 = 0
    /// One bit per letter that starts a word or separates words.
    private(set) var initials: UInt64 = 0
    /// One bit per adjacent pair; several pairs share a bit.
    private(set) var pairs: UInt64 = 0

    /// The set of a folded text; without marks it has no initials.
    init(_ text: ArraySlice<UInt8>, marks: ArraySlice<UInt8> = []) {
        var previous: UInt64?
        for byte in text {
            let bit = Self.place(byte)
            letters |= 1 << bit
            if let previous { pairs |= 1 << ((previous &* 11 &+ bit &* 5) & 63) }
            previous = bit
        }
        for (byte, mark) in zip(text, marks) where mark & LetterMark.boundary != 0 {
            initials |= 1 << Self.place(byte)
        }
    }

    @inline(__always)
    func hasLetters(of word: LetterSet) -> Bool { word.letters & ~letters == 0 }

    @inline(__always)
    func hasPairs(of word: LetterSet) -> Bool { word.pairs & ~pairs == 0 }

    @inline(__always)
    func canBegin(with letter: UInt8) -> Bool { initials & (1 << Self.place(letter)) != 0 }

    /// The bit of a letter; bytes other than letters, digits and common punctuation share bits.
    private static func place(_ byte: UInt8) -> UInt64 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(byte - UInt8(ascii: "a"))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0")) + 26
        case UInt8(ascii: "-"): 36
        case UInt8(ascii: "."): 37
        case UInt8(ascii: "/"): 38
        case UInt8(ascii: ":"): 39
        case UInt8(ascii: "_"): 40
        case UInt8(ascii: " "): 41
        default: 42 + UInt64(byte % 22)
        }
    }
}
