import CWidth

/// How many cells of a terminal a character takes.
///
/// Measured by libc's `wcwidth`, the function that ncurses itself asks, so that the two never
/// disagree. It needs a UTF-8 `LC_CTYPE`, which the terminal sets before the first measure.
package enum CellWidth {
    /// The cells of one scalar: 0 for a combining mark, 2 for wide ones, `nil` for one that has no
    /// place on a screen.
    package static func of(_ scalar: Unicode.Scalar) -> Int? {
        if scalar.value < 0x7F { return scalar.value >= 0x20 ? 1 : nil }
        let width = Int(wcwidth(wchar_t(bitPattern: scalar.value)))
        return width < 0 ? nil : width
    }

    /// The cells of a text on one line.
    package static func of(_ text: some StringProtocol) -> Int {
        var width = 0
        for scalar in text.unicodeScalars { width += of(scalar) ?? 1 }
        return width
    }
}
