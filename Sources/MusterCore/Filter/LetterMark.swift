/// What the place of a letter in its text is worth: how fzf sees the beginnings of words.
///
/// One byte a letter: the bonus in the low four bits, and whether it begins a word or stands
/// between words above them.
enum LetterMark {
    /// The bits that hold the bonus.
    static let bonus: UInt8 = 0x0F
    /// The letter begins a word.
    static let wordStart: UInt8 = 0x10
    /// The letter stands between words.
    static let separator: UInt8 = 0x20
    /// Either of the two.
    static let boundary: UInt8 = 0x30

    /// What a letter is; the bonus depends on it and on its predecessor.
    enum Kind: UInt8, CaseIterable {
        /// Where a text begins.
        case beginning
        case white
        case delimiter
        case punctuation
        case lower
        case upper
        case digit
    }

    /// The kind of each byte; those of letters outside ASCII are lower case.
    static let kinds: [Kind] = (0...255).map { (byte: UInt8) in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...: .lower
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case 0x20, 0x09...0x0D: .white
        case UInt8(ascii: "/"), UInt8(ascii: ":"): .delimiter
        default: .punctuation
        }
    }

    /// The mark of a letter after another.
    ///
    /// Where a text begins, and what follows its author in `author/model` and `Author: Model`, are
    /// better places than the words after it: `llama` is rather a Llama than a distillation of it.
    static func of(_ kind: Kind, after previous: Kind) -> UInt8 {
        switch (previous, kind) {
        case (_, .beginning), (_, .white), (_, .delimiter), (_, .punctuation): separator | 8
        case (.beginning, _): wordStart | 10
        case (.delimiter, _): wordStart | 9
        case (.white, _), (.punctuation, _): wordStart | 8
        case (.lower, .upper), (.lower, .digit), (.upper, .digit): wordStart | 7
        default: 0
        }
    }

    /// The kind that the next letter stands after: a space does not part `Author: Model`.
    static func next(_ kind: Kind, after previous: Kind) -> Kind {
        kind == .white && previous == .delimiter ? .delimiter : kind
    }
}
