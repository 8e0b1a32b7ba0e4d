/// Which letters, and which pairs of neighbours, a text may have: for telling at once that it does
/// not have those of a word.
struct LetterSet: Sendable, Hashable {
    /// A bit for each letter.
    private(set) var letters: UInt64 = 0
    /// A bit for each letter that begins a word or stands between words.
    private(set) var initials: UInt64 = 0
    /// A bit, shared by some others, for each pair of neighbours.
    private(set) var pairs: UInt64 = 0

    /// The set of a folded text; without marks there are no initials.
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

    /// Whether it has every letter of a word.
    @inline(__always)
    func hasLetters(of word: LetterSet) -> Bool { word.letters & ~letters == 0 }

    /// Whether it has every pair of neighbours of a word.
    @inline(__always)
    func hasPairs(of word: LetterSet) -> Bool { word.pairs & ~pairs == 0 }

    /// Whether a word can begin with this letter.
    @inline(__always)
    func canBegin(with letter: UInt8) -> Bool { initials & (1 << Self.place(letter)) != 0 }

    /// The bit of a letter; those beyond letters, digits and the usual marks share some.
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
