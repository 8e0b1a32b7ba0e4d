/// A colour of a theme: red, green and blue, or the terminal's own.
package enum ThemeColor: Sendable, Hashable {
    /// The terminal's default foreground or background.
    case terminal
    /// 0 to 255 each.
    case rgb(UInt8, UInt8, UInt8)

    /// Reads `#rrggbb` or `default`.
    package init?(_ text: String) {
        if text == "default" {
            self = .terminal
            return
        }
        let digits = text.dropFirst()
        // A number may have a sign, a colour has none.
        guard text.count == 7, text.first == "#", digits.allSatisfy(\.isHexDigit),
            let value = UInt32(digits, radix: 16)
        else { return nil }
        self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    }
}
