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

extension ForeignJSON {
    private static let escapes = Set("\"\\/bfnrt".utf8)
    /// What JavaScript and Python write for numbers that JSON does not have.
    private static let numbers = ["NaN", "-Infinity", "Infinity"].map { Array($0.utf8) }
    private static let initials = Set(numbers.map { $0[0] })

    /// The JSON with what its grammar (RFC 8259) forbids in strings escaped, and `NaN` as `null`.
    static func salvaged(_ data: Data) -> Data {
        let bytes = Array(data)
        var result: [UInt8] = []
        var place = 0
        var isString = false
        while place < bytes.count {
            let byte = bytes[place]
            if !isString, initials.contains(byte),
                let number = numbers.first(where: bytes[place...].starts)
            {
                result += "null".utf8
                place += number.count
                continue
            }
            if byte == UInt8(ascii: "\"") { isString.toggle() }
            if isString, byte == UInt8(ascii: "\\") {
                place += salvageEscape(bytes[place...], into: &result)
            } else if isString, byte < 0x20 {
                result += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
                place += 1
            } else {
                result.append(byte)
                place += 1
            }
        }
        return Data(result)
    }

    /// Appends the escape at the start, or its repair; returns the number of bytes that it had.
    private static func salvageEscape(_ rest: ArraySlice<UInt8>, into result: inout [UInt8]) -> Int
    {
        let letter = rest.dropFirst().first
        if let letter, escapes.contains(letter) {
            result += [UInt8(ascii: "\\"), letter]
            return 2
        }
        guard letter == UInt8(ascii: "u") else {
            // A backslash that escapes nothing is one.
            result += "\\\\".utf8
            return 1
        }
        let digits = rest.dropFirst(2).prefix(4).prefix { Character(Unicode.Scalar($0)).isHexDigit }
        result += digits.count == 4 ? Array(rest.prefix(6)) : Array("\\ufffd".utf8)
        return 2 + digits.count
    }
}

extension JSONDecoder {
    /// Decodes JSON from outside, repaired.
    func decode<Value: Decodable>(_ type: Value.Type, fromForeign data: Data) throws -> Value {
        let repaired = ForeignJSON.repaired(data)
        do {
            return try decode(type, from: repaired)
        } catch {
            let salvaged = ForeignJSON.salvaged(repaired)
            guard salvaged != repaired else { throw error }
            return try decode(type, from: ForeignJSON.repaired(salvaged))
        }
    }
}
