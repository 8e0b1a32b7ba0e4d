import MusterCore

/// Markdown as it arrives: only its last line, or the table that it belongs to, is laid out again.
///
/// However a text is cut into pieces, the lines in the end are the same.
package struct MarkdownStream: Sendable, Equatable {
    /// A longer line of the source is laid out in parts, so that none takes long.
    private static let longestLine = 4096
    /// A table with more rows is laid out in parts.
    private static let longestTable = 200

    /// The end of the text, whose lines may still change.
    private var open = ""
    /// The number of lines that the open end has.
    private var openLines = 0
    private var fence = CodeFence()

    package init() {}

    /// Appends a piece of text.
    ///
    /// - Returns: The number of lines to remove at the end, and those to add then.
    package mutating func append(
        _ text: String,
        _ layout: MarkdownLayout
    ) -> (removed: Int, added: [[Span]]) {
        open += text
        let removed = openLines
        var added: [[Span]] = []
        var rest = open[...]
        var table: [Substring] = []
        var tableStart = rest.startIndex
        while let end = Self.endOfLine(rest) {
            let line = rest[..<end.line]
            let isRow = !fence.isOpen && MarkdownLayout.isTableRow(line)
            if isRow, table.count < Self.longestTable {
                if table.isEmpty { tableStart = rest.startIndex }
                table.append(line)
            } else {
                if !table.isEmpty { added += layout.table(table) }
                table = isRow ? [line] : []
                tableStart = rest.startIndex
                if !isRow {
                    added += layout.lines(line, in: fence)
                    fence.end(line)
                }
            }
            rest = rest[end.next...]
        }
        // What is left may still become something else.
        let isRow = !fence.isOpen && MarkdownLayout.isTableRow(rest)
        let settled = added.count
        if !table.isEmpty || isRow {
            added += layout.table(table + (isRow ? [rest] : []))
        }
        let start = table.isEmpty ? rest.startIndex : tableStart
        if !isRow { added += layout.lines(rest, in: fence) }
        openLines = added.count - settled
        open = String(open[start...])
        return (removed, added)
    }

    /// The end of the first line, and the start of the next; `nil` if it may go on.
    private static func endOfLine(
        _ text: Substring
    ) -> (line: Substring.Index, next: Substring.Index)? {
        if let end = text.utf8.prefix(longestLine).firstIndex(of: 0x0A) {
            return (end, text.utf8.index(after: end))
        }
        guard text.utf8.count > longestLine else { return nil }
        let limit = text.utf8.index(text.startIndex, offsetBy: longestLine)
        // Whole characters, and if possible whole words.
        let cut = text[..<limit].lastIndex(of: " ").map { text.index(after: $0) }
        let end =
            cut ?? String.Index(limit, within: text) ?? text.unicodeScalars.index(before: limit)
        return (end, end)
    }
}

/// Which lines are code: those between lines that begin with three backticks or tildes (CommonMark
/// 0.31, 4.5).
struct CodeFence: Sendable, Equatable {
    /// The word behind the fence that is open.
    private(set) var openLanguage: String?
    private var mark: Character = "`"

    var isOpen: Bool { openLanguage != nil }

    /// Whether a line begins or ends code here.
    func isMark(_ line: some StringProtocol) -> Bool {
        let text = line.drop { $0 == " " }
        guard let first = text.first, first == "`" || first == "~" else { return false }
        let run = text.prefix { $0 == first }.count
        guard run >= 3 else { return false }
        // Inline code may begin a line, too.
        return isOpen ? first == mark : !text.dropFirst(run).contains("`")
    }

    /// Moves to the next line.
    mutating func end(_ line: some StringProtocol) {
        guard isMark(line) else { return }
        if isOpen {
            openLanguage = nil
        } else {
            openLanguage = Self.language(line)
            mark = line.first { $0 != " " } ?? "`"
        }
    }

    static func language(_ line: some StringProtocol) -> String {
        let info = line.drop { " `~".contains($0) }
        return String(info.prefix { !$0.isWhitespace && $0 != "{" })
    }
}
