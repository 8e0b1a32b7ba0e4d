import Foundation

extension String {
    /// The text as a path, with `~` for the home folder as in a shell, and without spaces around it.
    package var expandingTilde: String {
        NSString(string: trimmingCharacters(in: .whitespaces)).expandingTildeInPath
    }
}
