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

extension SanitizedText: ExpressibleByStringInterpolation {
    /// Builds text from literal parts, which are this program's own, and values, which are not.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var string = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            string.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        package mutating func appendLiteral(_ literal: String) {
            string += literal
        }

        /// Appends text that is harmless already.
        package mutating func appendInterpolation(_ text: SanitizedText) {
            string += text.string
        }

        /// Appends text of unknown making, sanitised.
        package mutating func appendInterpolation(_ text: some StringProtocol) {
            string += SanitizedText(sanitizing: String(text)).string
        }

        /// Appends a number.
        package mutating func appendInterpolation(_ number: some BinaryInteger) {
            string += "\(number)"
        }
    }

    package init(stringLiteral literal: String) {
        string = literal
    }

    package init(stringInterpolation: StringInterpolation) {
        string = stringInterpolation.string
    }
}

extension SanitizedText {
    /// Joins two texts.
    package static func + (left: SanitizedText, right: SanitizedText) -> SanitizedText {
        SanitizedText(sanitized: left.string + right.string)
    }
}
