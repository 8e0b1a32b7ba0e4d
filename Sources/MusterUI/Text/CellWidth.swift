import CLibc

/// The width of characters in terminal cells.
///
/// It comes from libc's `wcwidth`, which ncurses uses too, so the two always agree. It needs a
/// UTF-8 `LC_CTYPE`, which the program sets before the first call.
package enum CellWidth {
    /// The cells of one scalar: 0 for a combining mark, 2 for a wide one, `nil` for one without a
    /// width.
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
