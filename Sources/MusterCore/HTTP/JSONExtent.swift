/// Finds the end of a JSON object or list in a body that arrives in pieces.
///
/// It only counts brackets outside strings, in linear time; whether the JSON is valid is for its
/// decoder to say.
struct JSONExtent {
    private var depth = 0
    private var isString = false
    private var isEscaped = false
    private var hasBegun = false
    private var isOther = false
    /// The number of bytes up to the end; `nil` before the end, and for what is no object or list.
    private(set) var length: Int?
    private var count = 0

    /// Takes the next piece; returns whether the end is there.
    mutating func take(_ piece: some Collection<UInt8>) -> Bool {
        for byte in piece where length == nil && !isOther {
            count += 1
            take(byte)
        }
        return length != nil
    }

    private mutating func take(_ byte: UInt8) {
        if isString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isString = false
            }
            return
        }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            hasBegun = true
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            if depth == 0, hasBegun { length = count }
        case UInt8(ascii: "\""): isString = hasBegun
        default: break
        }
        // A byte-order mark aside, anything before the first bracket is another format.
        let isMark = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(byte)
        if !hasBegun, !isMark { isOther = true }
    }
}
