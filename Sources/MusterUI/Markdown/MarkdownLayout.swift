import MusterCore

/// Lays Markdown out for a width, line by line.
///
/// A line of the source is a line of the text, as models mean it, however CommonMark joins lines.
package struct MarkdownLayout: Sendable, Equatable {
    /// The most cells of a line.
    package var columns: Int
    let isASCII: Bool
    /// Whether lines of code stay whole, for others to copy.
    var keepsCode = false

    package init(columns: Int, isASCII: Bool) {
        self.columns = columns
        self.isASCII = isASCII
    }

    /// All lines of a text.
    package func lines(of text: String) -> [[Span]] {
        var stream = MarkdownStream()
        return stream.append(text, self).added
    }

    /// One line of the source, outside tables.
    func lines(_ line: Substring, in fence: CodeFence) -> [[Span]] {
        let text = String(line.replacing("\t", with: "    "))
        if fence.isMark(text) {
            let language = CodeFence.language(text)
            return fence.isOpen || language.isEmpty ? [] : [[Span("\(language)", .dim)]]
        }
        if let language = fence.openLanguage {
            let code = CodeHighlighter(language: language).spans(text)
            guard !keepsCode else { return [code.isEmpty ? [] : [.blank(4)] + code] }
            return code.isEmpty ? [[]] : hanging([.blank(2)], code, atWords: false)
        }
        return prose(text)
    }

    private func prose(_ text: String) -> [[Span]] {
        let indent = text.prefix { $0 == " " }.count
        let body = text.dropFirst(indent)
        guard !body.isEmpty else { return [[]] }
        if let heading = body.prefixMatch(of: /#{1,6} +/) {
            let words = body[heading.range.upperBound...].trimming { $0 == "#" || $0 == " " }
            return InlineMarkdown.spans(words, role: .heading).broken(columns)
        }
        if body.count >= 3, Set(body).count == 1, let mark = body.first, "-*_".contains(mark) {
            let rule = String(repeating: isASCII ? "-" : "─", count: min(columns, 40))
            return [[Span("\(rule)", .border)]]
        }
        if body.hasPrefix(">") {
            let bar = Span(isASCII ? "| " : "▎ ", .border)
            let words = body.drop { $0 == ">" || $0 == " " }
            return hanging([bar], InlineMarkdown.spans(words, role: .dim), repeats: true)
        }
        if let item = body.prefixMatch(of: /([-*+]|\d{1,3}[.)]) +/) {
            let mark = item.output.1
            let isBullet = mark.count == 1
            let shown = isBullet ? (isASCII ? "-" : "•") : String(mark)
            let before = [Span.blank(indent), Span("\(shown) ", .accent)]
            return hanging(before, InlineMarkdown.spans(body[item.range.upperBound...]))
        }
        return hanging(indent > 0 ? [.blank(indent)] : [], InlineMarkdown.spans(body))
    }

    /// Breaks a text whose lines stand below each other behind what precedes the first.
    private func hanging(
        _ before: [Span],
        _ text: [Span],
        repeats: Bool = false,
        atWords: Bool = true
    ) -> [[Span]] {
        // A few cells are all for the text.
        let before = before.width > columns / 2 ? [] : before
        let width = before.width
        let lines = text.broken(columns - width, atWords: atWords)
        let indent = width == 0 ? [] : [Span.blank(width)]
        return lines.enumerated().map { index, line in
            (index == 0 || repeats ? before : indent) + line
        }
    }

    // MARK: - Tables

    /// The narrowest a column of a table gets before words are cut, in cells.
    private static let narrowest = 6
    private static let gap = 2

    static func isTableRow(_ line: Substring) -> Bool {
        line.drop { $0 == " " }.hasPrefix("|")
    }

    /// Rows of a table: columns as wide as their content, the widest of which yields where there is
    /// too little room, and whose text breaks at words.
    func table(_ rows: [Substring]) -> [[Span]] {
        let all = rows.map(Self.cells).filter { !Self.isRule($0) }
        let count = all.map(\.count).max() ?? 0
        let hasHeading = rows.count > 1 && Self.isRule(Self.cells(rows[1]))
        let spans = all.enumerated().map { index, cells in
            cells.map {
                InlineMarkdown.spans($0, role: index == 0 && hasHeading ? .heading : .text)
            }
        }
        var widths = (0..<count).map { column in
            spans.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
        }
        while widths.reduce(0, +) + Self.gap * (count - 1) > columns,
            let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > Self.narrowest
        {
            widths[widest] -= 1
        }
        return spans.flatMap { row -> [[Span]] in
            let cells = zip(row, widths).map { $0.broken(max($1, 1)) }
            return (0..<(cells.map(\.count).max() ?? 1)).map { line in
                zip(cells, widths).flatMap { cell, width -> [Span] in
                    let piece = line < cell.count ? cell[line] : []
                    return piece + [.blank(max(width - piece.width, 0) + Self.gap)]
                }.clipped(columns)
            }
        }
    }

    private static func cells(_ row: Substring) -> [String] {
        var row = row.replacing("\\|", with: "\u{0}").trimming { $0 == " " }
        if row.first == "|" { row.removeFirst() }
        if row.last == "|" { row.removeLast() }
        return row.split(separator: "|", omittingEmptySubsequences: false).map {
            $0.trimming { $0 == " " }.replacing("\u{0}", with: "|")
        }
    }

    /// Whether it is the line between a table's heading and its body.
    private static func isRule(_ cells: [String]) -> Bool {
        cells.allSatisfy { !$0.isEmpty && $0.allSatisfy { "-: ".contains($0) } }
    }
}

extension StringProtocol {
    /// The text without such characters at its ends.
    fileprivate func trimming(_ isCut: (Character) -> Bool) -> String {
        var text = drop(while: isCut)[...]
        while let last = text.last, isCut(last) { text = text.dropLast() }
        return String(text)
    }
}

extension [Span] {
    /// Breaks a line of several styles at words, or anywhere.
    func broken(_ cells: Int, atWords: Bool = true) -> [[Span]] {
        guard width > cells else { return [self] }
        let text = map(\.text.string).joined()
        return LineWrapper.wrap(text[...], cells: cells, atWords: atWords).map { line in
            let start = text.utf8.distance(from: text.startIndex, to: line.startIndex)
            return cut(start..<start + line.utf8.count)
        }
    }

    /// The pieces in a range of the text's UTF-8.
    private func cut(_ range: Range<Int>) -> [Span] {
        var offset = 0
        return compactMap { span in
            let own = offset..<offset + span.text.string.utf8.count
            offset = own.upperBound
            let part = own.clamped(to: range)
            guard !part.isEmpty else { return nil }
            let bytes = span.text.string.utf8.dropFirst(part.lowerBound - own.lowerBound)
            return Span("\(String(decoding: bytes.prefix(part.count), as: UTF8.self))", span.role)
        }
    }

    /// The pieces that stand in the first cells.
    fileprivate func clipped(_ cells: Int) -> [Span] {
        width <= cells ? self : broken(cells, atWords: false).first ?? []
    }
}
