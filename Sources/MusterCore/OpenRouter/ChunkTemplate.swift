import Foundation

/// The common bytes of a stream's chunks: everything except one string.
///
/// A service repeats the ID, the model, the time and the rest with every token, and decoding those
/// takes most of the time spent on a stream. A chunk that equals a decoded one in every byte before
/// and after its text means the same apart from that text. So this assumes nothing about the
/// format, and every other chunk is decoded in full.
struct ChunkTemplate {
    /// The `served` event of matching chunks.
    let served: CompletionEvent?
    private let before: [UInt8]
    private let after: [UInt8]
    private let isReasoning: Bool

    private static let quote = UInt8(ascii: "\"")
    private static let escape = UInt8(ascii: "\\")

    /// Learns from a chunk that contains only a piece of text and its server.
    ///
    /// To prove which string is the text, it decodes the chunk again with another one in its place.
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

    /// The piece of text in a chunk that matches the template; `nil` for other chunks.
    func event(in data: [UInt8]) -> CompletionEvent? {
        let length = data.count - before.count - after.count
        guard length >= 0 else { return nil }
        guard data.starts(with: before), data.suffix(after.count).elementsEqual(after),
            let text = Self.text(data[before.count..<before.count + length]),
            !text.isEmpty
        else { return nil }
        return isReasoning ? .reasoning(text) : .text(text)
    }

    /// Range of the value of the first member with that name, without its quotes.
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

    /// Decodes a JSON string (RFC 8259, section 7) from between its quotes.
    ///
    /// Returns `nil` if it is invalid, and for `\u`, which the decoder has to handle.
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
