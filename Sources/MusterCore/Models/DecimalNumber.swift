import Foundation

/// A non-negative decimal number, parsed exactly.
///
/// `Decimal(string:)` accepts any valid prefix, depends on a locale, and takes noticeable time for
/// the hundreds of prices read at start-up. So this parses the digits itself.
struct DecimalNumber {
    /// More digits would not fit a `Decimal` (38) after multiplication by a million.
    private static let maximumDigits = 32

    let value: Decimal
    /// The power of ten of the first digit: 2 for 123, -3 for 0.00123; 0 for zero.
    let order: Int

    /// Parses digits, an optional fraction and an optional exponent; `nil` for anything else.
    init?(_ text: String) {
        var text = text
        guard let number = text.withUTF8({ DecimalNumber($0[...]) }) else { return nil }
        self = number
    }

    private init?(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
        var significand = Decimal.zero
        var chunk: UInt64 = 0
        var chunkDigits = 0
        var digits = 0
        var exponent = 0
        var isFraction = false
        var hasDigit = false
        var rest = text
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
            rest.removeFirst()
            if byte == UInt8(ascii: "."), !isFraction, hasDigit, rest.first?.isDigit == true {
                isFraction = true
                continue
            }
            guard byte.isDigit else { return nil }
            hasDigit = true
            if isFraction { exponent -= 1 }
            if digits > 0 || byte != UInt8(ascii: "0") { digits += 1 }
            guard digits <= Self.maximumDigits else { return nil }
            chunk = chunk * 10 + UInt64(byte - UInt8(ascii: "0"))
            chunkDigits += 1
            if chunkDigits == 18 {
                significand = significand * Self.power(18) + Decimal(chunk)
                (chunk, chunkDigits) = (0, 0)
            }
        }
        guard hasDigit else { return nil }
        if chunkDigits > 0 { significand = significand * Self.power(chunkDigits) + Decimal(chunk) }
        if !rest.isEmpty {
            guard let written = Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
                (-64...64).contains(written)
            else {
                return nil
            }
            exponent += written
        }
        guard significand != 0 else {
            (value, order) = (0, 0)
            return
        }
        guard !isNegative, exponent >= -100, exponent <= 64 else { return nil }
        value = Decimal(sign: .plus, exponent: exponent, significand: significand)
        order = digits + exponent - 1
    }

    private static func power(_ exponent: Int) -> Decimal {
        Decimal(sign: .plus, exponent: exponent, significand: 1)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
