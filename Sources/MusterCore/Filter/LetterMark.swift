/// The value of a letter's position in its text, following fzf's idea of word starts.
///
/// The low four bits hold the bonus; the bits above flag word starts and separators.
enum LetterMark {
    static let bonus: UInt8 = 0x0F
    static let wordStart: UInt8 = 0x10
    /// The letter stands between words.
    static let separator: UInt8 = 0x20
    static let boundary: UInt8 = 0x30

    /// The class of a letter; the bonus depends on the classes of the letter and its predecessor.
    enum Kind: UInt8, CaseIterable {
        case beginning
        case white
        case delimiter
        case punctuation
        case lower
        case upper
        case digit
    }

    /// The class of each byte; bytes outside ASCII count as lower case.
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
    /// The start of a text, and the start of the name in `author/model` and `Author: Model`, score
    /// higher than later words: `llama` more likely means a Llama than a distillation of it.
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

    /// The class to use as predecessor of the next letter: a space does not split `Author: Model`.
    static func next(_ kind: Kind, after previous: Kind) -> Kind {
        kind == .white && previous == .delimiter ? .delimiter : kind
    }
}
