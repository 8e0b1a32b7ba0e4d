package import MusterCore

/// The device that the runtime draws on.
@MainActor
package protocol Screen: AnyObject {
    var size: Size { get }
    func paint(_ grid: CellGrid)
    /// Redraws everything at the next paint.
    func forget()
    /// Uses the theme's colours from the next paint on.
    func use(_ theme: Theme)
    /// Stops the process until the shell continues it.
    func suspend()
    /// Lends the terminal to another program, until ``reclaim()``.
    func release()
    func reclaim()
    /// Enables or disables mouse reports.
    func hearMouse(_ isHeard: Bool)
    func setTitle(_ title: SanitizedText)
    /// Shows a notice on the desktop, if the terminal can, else rings the bell.
    func notify(_ text: SanitizedText)
    /// Shows the part of the work that is done, from 0 to 1; `nil` for no work.
    func setProgress(_ share: Double?)
    /// Puts text of at most ``copyLimit`` bytes on the clipboard.
    func copy(_ text: SanitizedText)
}

extension Screen {
    /// Some terminals accept at most 100,000 bytes in a sequence (OSC 52), and base64 turns three
    /// bytes into four.
    package var copyLimit: Int { 74_994 }
}
