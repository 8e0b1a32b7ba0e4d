/// A mouse event, as the terminal reports it.
package struct MouseEvent: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The left button went down.
        case press
        /// The mouse moved with the left button down.
        case drag
        case release
        /// The wheel turned away from the user.
        case wheelUp
        /// The wheel turned towards the user.
        case wheelDown
    }

    package let kind: Kind
    /// The cell's row, from 0.
    package let row: Int
    /// The cell's column, from 0.
    package let column: Int

    package init(_ kind: Kind, row: Int, column: Int) {
        self.kind = kind
        self.row = row
        self.column = column
    }
}
