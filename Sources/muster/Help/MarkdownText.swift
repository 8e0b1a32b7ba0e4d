import MusterUI

/// A document of `docs/`, laid out for a terminal.
///
/// It knows the Markdown that those documents use: headings, paragraphs, lists, tables, code and
/// links. Pictures and HTML are left out.
struct MarkdownText {
    /// The lines, none wider than asked for but those of code.
    let lines: [String]

    /// Lays out a document.
    ///
    /// - Parameters:
    ///   - source: the Markdown.
    ///   - width: the cells of a line.
    ///   - isStyled: whether headings are bold.
    init(_ source: String, width: Int, isStyled: Bool) {
        var layout = Layout(width: width, isStyled: isStyled)
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            layout.take(line)
        }
        layout.finish()
        lines = layout.lines
    }

    /// The text of a line without its marks: code and emphasis plain, of links their words, and the
    /// address where it leads out of the documents.
    static func plain(_ text: some StringProtocol) -> String {
        var result = ""
        var rest = Substring(text)
        var isCode = false
        while let character = rest.popFirst() {
            switch character {
            case "`":
                isCode.toggle()
            case "\\" where !isCode && rest.first.map { "\\`*_[]|<>#".contains($0) } == true:
                result.append(rest.removeFirst())
            case "*" where !isCode && rest.first == "*":
                rest.removeFirst()
            case "[" where !isCode:
                guard let link = rest.prefixMatch(of: /([^\]\[]*)\]\(([^)\s]+)\)/) else {
                    result.append(character)
                    continue
                }
                let words = plain(link.output.1)
                result += words
                if link.output.2.hasPrefix("http"), link.output.2 != words {
                    result += " (\(link.output.2))"
                }
                rest = rest[link.range.upperBound...]
            default:
                result.append(character)
            }
        }
        return result
    }
}

/// The state of laying out: what has been gathered of the block that has not ended yet.
private struct Layout {
    private enum Block {
        case none
        case paragraph(String)
        case item(mark: String, text: String)
        case table([[String]])
        case code
        case picture
    }

    private static let indent = 2

    let width: Int
    let isStyled: Bool
    private(set) var lines: [String] = []
    private var block = Block.none

    init(width: Int, isStyled: Bool) {
        self.width = max(width, 20)
        self.isStyled = isStyled
    }

    mutating func take(_ line: Substring) {
        let text = line.drop { $0 == " " }
        if case .code = block {
            if text.hasPrefix("```") { block = .none } else { append("  " + line) }
            return
        }
        if case .picture = block {
            if text.isEmpty { block = .none }
            return
        }
        if text.hasPrefix("```") {
            begin(.code)
        } else if text.isEmpty {
            finish()
        } else if text.hasPrefix("#") {
            heading(text)
        } else if text.hasPrefix("<") || text.hasPrefix("![") {
            finish()
            block = .picture
        } else if text.hasPrefix("|") {
            row(text)
        } else if let mark = text.prefixMatch(of: /(-|\*|\d+\.) +/) {
            let bullet = mark.output.1.first?.isNumber == true ? String(mark.output.1) : "-"
            begin(.item(mark: bullet, text: String(text[mark.range.upperBound...])))
        } else {
            go(on: text)
        }
    }

    /// Ends the block that was gathered.
    mutating func finish() {
        switch block {
        case .none, .code, .picture: break
        case .paragraph(let text):
            wrap(text, first: "", rest: "")
        case .item(let mark, let text):
            let hanging = String(repeating: " ", count: mark.count + 1)
            wrap(text, first: mark + " ", rest: hanging)
        case .table(let rows):
            let table = MarkdownTable(rows)
            for (index, line) in table.lines(width: width - Self.indent).enumerated() {
                append(isStyled && index < table.headingHeight ? line.inBold : line)
            }
        }
        block = .none
    }

    private mutating func go(on text: Substring) {
        switch block {
        case .paragraph(let before): block = .paragraph("\(before) \(text)")
        case .item(let mark, let before): block = .item(mark: mark, text: "\(before) \(text)")
        default: begin(.paragraph(String(text)))
        }
    }

    /// Ends the block before, and begins one after an empty line, unless both are items of a list.
    private mutating func begin(_ next: Block) {
        var isSameList = false
        if case .item = block, case .item = next { isSameList = true }
        finish()
        if !isSameList { separate() }
        block = next
    }

    private mutating func heading(_ text: Substring) {
        finish()
        separate()
        let level = text.prefix { $0 == "#" }.count
        let words = MarkdownText.plain(text.dropFirst(level).drop { $0 == " " })
        for line in LineWrapper.wrap(words[...], cells: width) {
            lines.append(isStyled ? String(line).inBold : String(line))
        }
    }

    private mutating func row(_ text: Substring) {
        let cells = MarkdownTable.cells(of: text)
        guard case .table(let rows) = block else { return begin(.table([cells])) }
        let isRule = cells.allSatisfy { $0.allSatisfy { "-: ".contains($0) } && $0.contains("-") }
        if !isRule { block = .table(rows + [cells]) }
    }

    private mutating func wrap(_ text: String, first: String, rest: String) {
        let words = MarkdownText.plain(text)
        let cells = width - Self.indent - first.count
        for (index, line) in LineWrapper.wrap(words[...], cells: cells).enumerated() {
            append((index == 0 ? first : rest) + line)
        }
    }

    private mutating func separate() {
        if let last = lines.last, !last.isEmpty { lines.append("") }
    }

    private mutating func append(_ line: String) {
        lines.append(line.isEmpty ? "" : String(repeating: " ", count: Self.indent) + line)
    }
}

extension String {
    /// The text in bold, for a terminal.
    fileprivate var inBold: String { "\u{1B}[1m\(self)\u{1B}[0m" }
}
