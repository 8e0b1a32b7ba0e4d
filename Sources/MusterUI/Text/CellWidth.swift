/// libc's own function, by its symbol.
///
/// glibc declares it only under `_XOPEN_SOURCE`, which Swift's view of glibc does not set. It takes
/// and returns one C int (POSIX.1-2017, wcwidth).
@_silgen_name("wcwidth")
private func libcWidth(_ character: Int32) -> Int32

/// How many cells of a terminal a character takes.
///
/// Measured by libc's `wcwidth`, the function that ncurses itself asks, so that the two never
/// disagree. It needs a UTF-8 `LC_CTYPE`, which the terminal sets before the first measure.
package enum CellWidth {
    /// The cells of one scalar: 0 for a combining mark, 2 for wide ones, `nil` for one that has no
    /// place on a screen.
    package static func of(_ scalar: Unicode.Scalar) -> Int? {
        if scalar.value < 0x7F { return scalar.value >= 0x20 ? 1 : nil }
        let width = Int(libcWidth(Int32(bitPattern: scalar.value)))
        return width < 0 ? nil : width
    }

    /// The cells of a text on one line.
    package static func of(_ text: some StringProtocol) -> Int {
        var width = 0
        for scalar in text.unicodeScalars { width += of(scalar) ?? 1 }
        return width
    }
}
