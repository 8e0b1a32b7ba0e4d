import Foundation

/// A colour of a theme: red, green and blue, or one that the terminal chooses.
package enum ThemeColor: Sendable, Hashable {
    /// The terminal's default foreground or background.
    case terminal
    /// One of the terminal's own sixteen, by its number.
    case ansi(UInt8)
    /// 0 to 255 each.
    case rgb(UInt8, UInt8, UInt8)

    /// The names of the terminal's own colours in the order of their numbers (ECMA-48, and the
    /// bright forms of aixterm).
    package static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
        "bright-black", "bright-red", "bright-green", "bright-yellow",
        "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// Parses `#rrggbb`, `default` or one of ``names``.
    package init?(_ text: String) {
        if text == "default" {
            self = .terminal
            return
        }
        if let number = Self.names.firstIndex(of: text) {
            self = .ansi(UInt8(number))
            return
        }
        let digits = text.dropFirst()
        // `UInt32` would accept a sign, which no colour has.
        guard text.count == 7, text.first == "#", digits.allSatisfy(\.isHexDigit),
            let value = UInt32(digits, radix: 16)
        else { return nil }
        self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    }

    /// Relative luminance after WCAG 2.2, 0 to 1; `nil` if the terminal chooses the colour.
    package var luminance: Double? {
        guard case .rgb(let red, let green, let blue) = self else { return nil }
        return 0.2126 * Self.linear(red) + 0.7152 * Self.linear(green)
            + 0.0722 * Self.linear(blue)
    }

    /// Contrast after WCAG 2.2, 1 to 21; `nil` if the terminal chooses one of the colours.
    package func contrast(with other: ThemeColor) -> Double? {
        guard let one = luminance, let two = other.luminance else { return nil }
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    private static func linear(_ value: UInt8) -> Double {
        let part = Double(value) / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
}
