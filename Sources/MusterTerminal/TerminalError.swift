/// The reasons why the interface cannot open.
package enum TerminalError: Error, Sendable, Hashable {
    /// Standard input or output is not a terminal.
    case notATerminal
    /// The terminal type is unknown, or cannot position its cursor.
    case unsuitable(kind: String)
}

extension TerminalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notATerminal:
            "The interface needs a terminal. Without one, use the commands: muster list, "
                + "muster --help"
        case .unsuitable(let kind):
            "The interface cannot be shown on a terminal of kind '\(kind)': it cannot place its "
                + "cursor. Set TERM, or use the commands: muster list, muster --help"
        }
    }
}
