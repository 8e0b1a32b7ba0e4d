package import MusterCore

/// A piece of a line with its style.
package struct Span: Sendable, Equatable {
    package let text: SanitizedText
    package let role: CellStyle.Role
    /// The page that the terminal opens when somebody clicks the text.
    package let page: WebPage?

    package init(_ text: SanitizedText, _ role: CellStyle.Role = .text, page: WebPage? = nil) {
        self.text = text
        self.role = role
        self.page = page
    }

    /// That many spaces.
    package static func blank(_ cells: Int) -> Span {
        Span(.spaces(max(cells, 0)))
    }

    package var width: Int { CellWidth.of(text.string) }

    /// The width without the spaces at its end.
    var visibleWidth: Int {
        let blanks = text.string.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
        return width - blanks
    }
}

extension [Span] {
    package var width: Int { reduce(0) { $0 + $1.width } }

    /// Wraps the line to that many cells: its last piece continues below itself, or stands below the
    /// others where fewer than `least` cells are left beside them.
    package func wrapped(_ cells: Int, least: Int = 12) -> [[Span]] {
        guard let last else { return [[]] }
        guard width > cells || last.text.string.utf8.contains(0x0A) else { return [self] }
        let before = Array(dropLast())
        let used = before.width
        guard used == 0 || used + least <= cells else {
            let text = SanitizedText(sanitizing: String(last.text.string.drop { $0 == " " }))
            return before.wrapped(cells, least: least)
                + text.lines(Swift.max(cells - 2, 1)).map {
                    [.blank(2), Span($0, last.role, page: last.page)]
                }
        }
        return last.text.lines(Swift.max(cells - used, 1)).enumerated().map { index, part in
            let first = index == 0 ? before : used == 0 ? [] : [Span.blank(used)]
            return first + [Span(part, last.role, page: last.page)]
        }
    }
}

extension SanitizedText {
    /// The text wrapped at words to lines of at most that many cells.
    package func lines(_ cells: Int) -> [SanitizedText] {
        LineWrapper.wrap(Substring(string), cells: cells).map {
            SanitizedText(sanitizing: String($0))
        }
    }
}
