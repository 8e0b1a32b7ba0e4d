package import Foundation

/// JSON from outside, in which U+FFFD replaces everything that is not text.
///
/// Foundation refuses a string with invalid UTF-8 or with half a surrogate pair (`"\ud83d"`), and
/// takes the whole value with it. Text that came must not count as text that was not sent.
package enum ForeignJSON {
    /// The same bytes if they need no repair.
    package static func repaired(_ data: Data) -> Data {
        let isText = String(validating: data, as: UTF8.self) != nil
        let text = isText ? data : Data(String(decoding: data, as: UTF8.self).utf8)
        // Hardly any value has an escape by number, and this runs for every token.
        guard text.contains(UInt8(ascii: "\\")) else { return text }
        return repairingSurrogates(Array(text)).map { Data($0) } ?? text
    }

    /// Replaces each escape of half a pair; `nil` if there is none.
    private static func repairingSurrogates(_ bytes: [UInt8]) -> [UInt8]? {
        var repaired: [UInt8]?
        var place = bytes.startIndex
        while let escape = bytes[place...].firstIndex(of: UInt8(ascii: "\\")) {
            guard let unit = unit(in: bytes, at: escape) else {
                place = min(escape + 2, bytes.endIndex)
                continue
            }
            place = escape + 6
            guard (0xD800...0xDFFF).contains(unit) else { continue }
            if unit < 0xDC00, let next = self.unit(in: bytes, at: place),
                (0xDC00...0xDFFF).contains(next)
            {
                place += 6
                continue
            }
            repaired = repaired ?? bytes
            repaired?.replaceSubrange(escape + 2..<escape + 6, with: "fffd".utf8)
        }
        return repaired
    }

    /// The UTF-16 unit of an escape `\uXXXX`.
    private static func unit(in bytes: [UInt8], at escape: Int) -> UInt16? {
        guard escape + 6 <= bytes.endIndex, bytes[escape] == UInt8(ascii: "\\"),
            bytes[escape + 1] == UInt8(ascii: "u")
        else { return nil }
        let digits = String(decoding: bytes[escape + 2..<escape + 6], as: UTF8.self)
        return digits.first == "+" || digits.first == "-" ? nil : UInt16(digits, radix: 16)
    }
}

extension JSONDecoder {
    /// Decodes JSON from outside, repaired.
    func decode<Value: Decodable>(_ type: Value.Type, fromForeign data: Data) throws -> Value {
        try decode(type, from: ForeignJSON.repaired(data))
    }
}
