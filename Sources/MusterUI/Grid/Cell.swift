/// One place of the screen: a character, how many places it takes, and its style.
///
/// It is four numbers rather than a string, so that a whole screen is compared in microseconds. A
/// cluster that one place cannot hold is reduced to its first character and one combining mark,
/// which is what ncurses and most terminals can show.
package struct Cell: Sendable, Hashable {
    /// The character; 0 marks the second half of a wide one.
    package var scalar: UInt32
    /// A combining mark upon it, or 0.
    package var mark: UInt32
    /// How it looks.
    package var style: CellStyle

    /// Creates a cell.
    package init(scalar: UInt32 = 0x20, mark: UInt32 = 0, style: CellStyle = CellStyle()) {
        self.scalar = scalar
        self.mark = mark
        self.style = style
    }

    /// Whether this is the second half of a wide character.
    package var isContinuation: Bool { scalar == 0 }
}
