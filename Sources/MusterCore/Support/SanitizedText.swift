/// Text that is safe to draw: the only text for screens, window titles and clipboards.
///
/// Remote and stored text only becomes a value by sanitising, so a `SanitizedText` cannot move the
/// cursor, change a colour, set a title or reorder text.
package struct SanitizedText: Sendable, Hashable {
    /// The safe text; its only control characters are line feeds and tabs.
    package let string: String

    /// Removes everything from `text` that a terminal would obey.
    package init(sanitizing text: String) {
        var sanitizer = TextSanitizer()
        string = sanitizer.sanitize(text)
    }

    /// Wraps the output of a sanitiser.
    init(sanitized string: String) {
        self.string = string
    }

    package static func spaces(_ count: Int) -> SanitizedText {
        SanitizedText(
            sanitized: String(unsafeUninitializedCapacity: count) { text in
                text.initialize(repeating: UInt8(ascii: " "))
                return count
            }
        )
    }

    /// The text on one line: each run of line feeds, tabs and spaces becomes one space.
    package var singleLine: SanitizedText {
        // By bytes, since painting asks for it once for each name.
        let words = string.utf8.split { $0 == 0x0A || $0 == 0x09 || $0 == 0x20 }
        var line = words.first.map { String(Substring($0)) } ?? ""
        for word in words.dropFirst() {
            line.append(" ")
            line.append(contentsOf: Substring(word))
        }
        return SanitizedText(sanitized: line)
    }
}

extension SanitizedText: CustomStringConvertible {
    package var description: String { string }
}

extension SanitizedText: ExpressibleByStringInterpolation {
    /// Builds text from literals, which are this program's own, and values, which are not.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var string = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            string.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        package mutating func appendLiteral(_ literal: String) {
            string += literal
        }

        package mutating func appendInterpolation(_ text: SanitizedText) {
            string += text.string
        }

        package mutating func appendInterpolation(_ text: some StringProtocol) {
            string += SanitizedText(sanitizing: String(text)).string
        }

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
    package static func + (left: SanitizedText, right: SanitizedText) -> SanitizedText {
        SanitizedText(sanitized: left.string + right.string)
    }
}
