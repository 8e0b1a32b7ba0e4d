/// Text that is safe to draw: the only text a screen, a window title or a clipboard may receive.
///
/// The one way to make a value from remote or stored text is to sanitise it, so whatever holds a
/// `SanitizedText` cannot move the cursor, change a colour, set a title or reorder what is read.
package struct SanitizedText: Sendable, Hashable {
    /// The harmless text; of all control characters it may hold only line feeds and tabs.
    package let string: String

    /// Removes from `text` whatever a terminal would obey.
    package init(sanitizing text: String) {
        var sanitizer = TextSanitizer()
        string = sanitizer.sanitize(text)
    }

    /// Vouches for a piece of this program's own text, known to be harmless when it was compiled.
    package init(_ literal: StaticString) {
        string = literal.description
    }

    /// Wraps what a sanitiser has just produced.
    init(sanitized string: String) {
        self.string = string
    }

    /// The text on one line: each run of line feeds, tabs and spaces becomes one space.
    package var singleLine: SanitizedText {
        SanitizedText(
            sanitized: string.split { $0 == "\n" || $0 == "\t" || $0 == " " }
                .joined(separator: " ")
        )
    }
}

extension SanitizedText: CustomStringConvertible {
    package var description: String { string }
}
