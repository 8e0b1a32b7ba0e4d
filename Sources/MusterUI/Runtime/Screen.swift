package import MusterCore

/// What the runtime draws on.
@MainActor
package protocol Screen: AnyObject {
    /// How many cells there are.
    var size: Size { get }
    /// Shows a grid.
    func paint(_ grid: CellGrid)
    /// Draws everything anew at the next paint.
    func forget()
    /// Shows everything in the colours of a theme from the next paint on.
    func use(_ theme: Theme)
    /// Stops the process until the shell continues it.
    func suspend()
    /// Gives the terminal to another program, until ``reclaim()``.
    func release()
    /// Takes the terminal back.
    func reclaim()
    /// Hears the mouse, or leaves it to the terminal.
    func hearMouse(_ isHeard: Bool)
    /// Names the terminal's window.
    func setTitle(_ title: SanitizedText)
    /// Puts text of at most ``copyLimit`` bytes on the clipboard.
    func copy(_ text: SanitizedText)
}

extension Screen {
    /// Some terminals take no sequence of more than 100,000 bytes (OSC 52), and in base64 four bytes
    /// stand for three.
    package var copyLimit: Int { 74_994 }
}
