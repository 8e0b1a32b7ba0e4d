/// Text prepared for searching: lower-case letters with a mark for each.
struct FoldedText {
    /// The number of bytes searched per text; IDs have at most 200.
    static let maximumLength = 512

    /// Lower-case UTF-8.
    private(set) var letters: [UInt8] = []
    /// One ``LetterMark`` per letter.
    private(set) var marks: [UInt8] = []

    init(_ text: String = "") {
        append(text)
    }

    /// Folds and appends another text; returns its number of letters.
    @discardableResult
    mutating func append(_ text: String) -> Int {
        let start = letters.count
        var previous = LetterMark.Kind.beginning
        if appendASCII(text) { return letters.count - start }
        for scalar in text.unicodeScalars {
            guard append(scalar, after: &previous, start: start) else { break }
        }
        return letters.count - start
    }

    /// Maps each letter of the folded text to its character's offset.
    static func characterOffsets(of text: String) -> [Int] {
        var folded = FoldedText()
        var previous = LetterMark.Kind.beginning
        var offsets: [Int] = []
        for (offset, character) in text.enumerated() {
            // The end of the room may lie within a character.
            let hasRoom = character.unicodeScalars.allSatisfy {
                folded.append($0, after: &previous, start: 0)
            }
            while offsets.count < folded.letters.count { offsets.append(offset) }
            if !hasRoom { break }
        }
        return offsets
    }

    /// The fast path for plain ASCII, as nearly all texts are; returns whether it applied.
    private mutating func appendASCII(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
            let bytes = UnsafeBufferPointer(rebasing: bytes.prefix(Self.maximumLength))
            LetterMark.kinds.withUnsafeBufferPointer { kinds in
                var previous = LetterMark.Kind.beginning
                for byte in bytes {
                    let kind = kinds[Int(byte)]
                    marks.append(LetterMark.of(kind, after: previous))
                    letters.append(kind == .upper ? byte | 0x20 : byte)
                    previous = LetterMark.next(kind, after: previous)
                }
            }
            return true
        }
    }

    /// Returns whether there was room.
    private mutating func append(
        _ scalar: Unicode.Scalar,
        after previous: inout LetterMark.Kind,
        start: Int
    ) -> Bool {
        guard letters.count - start < Self.maximumLength else { return false }
        let byte = scalar.isASCII ? UInt8(truncatingIfNeeded: scalar.value) : 0x80
        let kind = LetterMark.kinds[Int(byte)]
        marks.append(LetterMark.of(kind, after: previous))
        previous = LetterMark.next(kind, after: previous)
        if scalar.isASCII {
            letters.append(kind == .upper ? byte | 0x20 : byte)
        } else {
            letters.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            while marks.count < letters.count { marks.append(0) }
        }
        return true
    }
}
