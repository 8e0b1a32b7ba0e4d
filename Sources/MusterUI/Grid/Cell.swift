/// One place of the screen: a character, its width, and its style.
///
/// It consists of numbers rather than a string, so that comparing whole screens takes microseconds.
/// A cluster that does not fit keeps its first character and one combining mark, which is all that
/// ncurses and most terminals can show.
package struct Cell: Sendable, Hashable {
    /// The character; 0 is the second half of a wide one.
    package var scalar: UInt32
    /// A combining mark on it, or 0.
    package var mark: UInt32
    package var style: CellStyle
    /// The number of its link in the grid, or 0.
    package var link: UInt8 = 0

    package init(scalar: UInt32 = 0x20, mark: UInt32 = 0, style: CellStyle = CellStyle()) {
        self.scalar = scalar
        self.mark = mark
        self.style = style
    }

    /// Whether this is the second half of a wide character.
    package var isContinuation: Bool { scalar == 0 }
}
