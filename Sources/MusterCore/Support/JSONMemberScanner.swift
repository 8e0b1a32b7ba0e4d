/// Finds the members of a JSON object without decoding them: a million lines take seconds.
///
/// It only follows strings and brackets; whether a value is valid is for its decoder to say.
struct JSONMemberScanner {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Calls `body` with the range of each name and value, names without their quotation marks.
    ///
    /// - Returns: Whether the bytes are one object, and no name has an escape.
    mutating func scan(_ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void) -> Bool {
        guard skipSpace() == UInt8(ascii: "{") else { return false }
        place += 1
        if skipSpace() == UInt8(ascii: "}") { return isAtEnd() }
        while true {
            guard skipSpace() == UInt8(ascii: "\""), let name = string() else { return false }
            guard skipSpace() == UInt8(ascii: ":") else { return false }
            place += 1
            _ = skipSpace()
            let start = place
            guard skipValue(), place > start else { return false }
            body(name, start..<place)
            switch skipSpace() {
            case UInt8(ascii: ","): place += 1
            case UInt8(ascii: "}"): return isAtEnd()
            default: return false
            }
        }
    }

    private mutating func isAtEnd() -> Bool {
        place += 1
        return skipSpace() == nil
    }

    private mutating func skipSpace() -> UInt8? {
        while place < bytes.count {
            switch bytes[place] {
            case 0x20, 0x09, 0x0A, 0x0D: place += 1
            case let byte: return byte
            }
        }
        return nil
    }

    /// The range within the quotation marks; `nil` for one with an escape, or without an end.
    private mutating func string() -> Range<Int>? {
        let start = place + 1
        guard skipString() else { return nil }
        let range = start..<place - 1
        return bytes[range].contains(UInt8(ascii: "\\")) ? nil : range
    }

    private mutating func skipString() -> Bool {
        place += 1
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                return true
            case UInt8(ascii: "\\"): place += 2
            case 0..<0x20: return false
            default: place += 1
            }
        }
        return false
    }

    private mutating func skipValue() -> Bool {
        var depth = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                guard skipString() else { return false }
                // Another string beside it is a fault, which the reader of the line meets.
                if depth == 0 { return true }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return true }
                depth -= 1
                place += 1
            case UInt8(ascii: ",") where depth == 0: return true
            default: place += 1
            }
            if depth == 0, place < bytes.count, [0x20, 0x0D, 0x0A, 0x09].contains(bytes[place]) {
                return true
            }
        }
        return depth == 0
    }
}

extension UnsafeRawBufferPointer {
    /// The text of a JSON string; `nil` for one with an escape, and for other values.
    func plainString(_ value: Range<Int>) -> String? {
        guard value.count >= 2, self[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
        let range = value.lowerBound + 1..<value.upperBound - 1
        guard self[value.upperBound - 1] == UInt8(ascii: "\""),
            !self[range].contains(UInt8(ascii: "\\"))
        else { return nil }
        return String(validating: self[range], as: UTF8.self)
    }

    /// Whether a range holds these characters.
    func has(_ text: StaticString, at range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount
            && text.withUTF8Buffer { expected in self[range].elementsEqual(expected) }
    }
}
