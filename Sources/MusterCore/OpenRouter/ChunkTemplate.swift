import Foundation

/// What the chunks of one stream have in common: every byte but those of one string.
///
/// A service writes the ID, the model, the time and all else anew with each token, and decoding
/// that takes most of the time that a stream needs. A chunk that agrees with a decoded one in every
/// byte before and after its text means the same but for that text, whatever the bytes are; so
/// nothing is assumed of their form, and every other chunk is decoded as a whole.
struct ChunkTemplate {
    /// The `served` event of such a chunk.
    let served: CompletionEvent?
    private let before: [UInt8]
    private let after: [UInt8]
    private let isReasoning: Bool

    private static let quote = UInt8(ascii: "\"")
    private static let escape = UInt8(ascii: "\\")

    /// Learns from a chunk that says nothing but a piece of text and by whom it was served.
    ///
    /// Which of the chunk's strings is the text is proven by decoding it once more with another.
    init?(
        _ data: [UInt8],
        events: [CompletionEvent],
        decode: ([UInt8]) -> [CompletionEvent]?
    ) {
        var served: CompletionEvent?
        if case .served = events.first { served = events.first }
        guard events.count == (served == nil ? 1 : 2), let last = events.last else { return nil }
        let text: String
        switch last {
        case .text(let piece): (text, isReasoning) = (piece, false)
        case .reasoning(let piece): (text, isReasoning) = (piece, true)
        default: return nil
        }
        let name = isReasoning ? #""reasoning""# : #""content""#
        guard let body = Self.body(of: Array(name.utf8), in: data),
            Self.text(data[body]) == text
        else { return nil }
        before = Array(data[..<body.lowerBound])
        after = Array(data[body.upperBound...])
        self.served = served
        let other = text + "."
        let event: CompletionEvent = isReasoning ? .reasoning(other) : .text(other)
        guard
            decode(before + Array(data[body]) + [UInt8(ascii: ".")] + after)
                == (served.map { [$0] } ?? []) + [event]
        else { return nil }
    }

    /// The piece of text in a chunk that agrees with the template; `nil` for any other chunk.
    func event(in data: [UInt8]) -> CompletionEvent? {
        let length = data.count - before.count - after.count
        guard length >= 0 else { return nil }
        guard data.starts(with: before), data.suffix(after.count).elementsEqual(after),
            let text = Self.text(data[before.count..<before.count + length]),
            !text.isEmpty
        else { return nil }
        return isReasoning ? .reasoning(text) : .text(text)
    }

    /// Where the value of the first member of that name lies, without its quotes.
    private static func body(of name: [UInt8], in data: [UInt8]) -> Range<Int>? {
        guard let found = data.firstRange(of: name) else { return nil }
        var index = found.upperBound
        func skipSpaces() {
            while index < data.count, data[index] == UInt8(ascii: " ") { index += 1 }
        }
        skipSpaces()
        guard index < data.count, data[index] == UInt8(ascii: ":") else { return nil }
        index += 1
        skipSpaces()
        guard index < data.count, data[index] == quote else { return nil }
        let start = index + 1
        index = start
        while index < data.count, data[index] != quote {
            index += data[index] == escape ? 2 : 1
        }
        guard index < data.count else { return nil }
        return start..<index
    }

    /// The text of a JSON string (RFC 8259, section 7) from between its quotes.
    ///
    /// `nil` where it is not one, and for a `\u`, which is left to the decoder.
    private static func text(_ body: ArraySlice<UInt8>) -> String? {
        guard body.contains(where: { $0 == escape || $0 == quote || $0 < 0x20 }) else {
            return String(validating: body, as: UTF8.self)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count)
        var rest = body
        while let byte = rest.popFirst() {
            if byte == escape {
                guard let letter = rest.popFirst(), let byte = unescaped(letter) else {
                    return nil
                }
                bytes.append(byte)
            } else {
                guard byte >= 0x20, byte != quote else { return nil }
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func unescaped(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case quote, escape, UInt8(ascii: "/"): letter
        default: nil
        }
    }
}
