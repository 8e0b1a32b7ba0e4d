@testable import MusterUI

extension CellGrid {
    /// The screen as a golden file holds it: its text, a letter for the style of every cell, and
    /// where the cursor is.
    ///
    /// A style's letter is its role's: small on the base, capital on a bar, in a circle on the
    /// selection, in brackets on an input. Plain text is `.`, `_`, `=` and `+` there.
    var picture: String {
        let rule = String(repeating: "─", count: size.columns)
        let styles = (0..<size.rows).map { row in
            (0..<size.columns).map { Self.letter(self[row, $0].style) }.joined()
        }
        let place = cursor.map { "cursor \($0.row),\($0.column)" } ?? "no cursor"
        return ([text, rule] + styles + [place]).joined(separator: "\n")
    }

    private static func letter(_ style: CellStyle) -> String {
        guard style.role != .text else {
            return switch style.surface {
            case .base: "."
            case .bar: "_"
            case .selection: "="
            case .input: "+"
            }
        }
        let base = letter(style.role)
        let offset = UInt32(base.value) - 0x61
        return switch style.surface {
        case .base: String(base)
        case .bar: String(base).uppercased()
        case .selection: String(Unicode.Scalar(0x24D0 + offset).map(Character.init) ?? "?")
        case .input: String(Unicode.Scalar(0x249C + offset).map(Character.init) ?? "?")
        }
    }

    private static func letter(_ role: CellStyle.Role) -> Unicode.Scalar {
        switch role {
        case .text: "z"
        case .dim: "d"
        case .title: "t"
        case .heading: "h"
        case .border: "b"
        case .borderFocused: "f"
        case .key: "k"
        case .match: "m"
        case .accent: "a"
        case .success: "s"
        case .warning: "w"
        case .error: "e"
        case .verified: "v"
        case .reachable: "r"
        case .degraded: "g"
        case .limited: "l"
        case .unavailable: "u"
        case .unknown: "n"
        case .disabled: "x"
        case .reasoning: "i"
        }
    }
}
