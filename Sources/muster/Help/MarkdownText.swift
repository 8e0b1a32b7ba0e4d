import Foundation
import MusterUI

/// A document of `docs/` formatted for a terminal.
///
/// It has wrapped lines and aligned tables but no markup; it omits pictures and HTML.
struct MarkdownText {
    /// The cells of a line; code keeps its own lines.
    let width: Int
    let isStyled: Bool

    /// Indentation of everything but headings, in cells.
    private static let indent = 2
    /// The least width of a table column, in cells.
    private static let narrowest = 12

    func lines(of markdown: String) -> [String] {
        var blocks: [[Substring]] = [[]]
        var isCode = false
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let isFence = line.hasPrefix("```")
            let isItem = !isCode && line.prefixMatch(of: Self.mark) != nil
            let ends = !isCode && (line.isEmpty || line.hasPrefix("#") || isFence || isItem)
            if ends || blocks.last?.first?.hasPrefix("#") == true { blocks.append([]) }
            if isCode || !line.isEmpty { blocks[blocks.count - 1].append(line) }
            if isFence { isCode.toggle() }
            if isFence, !isCode { blocks.append([]) }
        }
        var lines: [String] = []
        var before: Substring?
        for block in blocks {
            guard let first = block.first, !first.hasPrefix("<"), !first.hasPrefix("![") else {
                continue
            }
            // The items of a list have no blank line between them.
            let isSameList =
                first.prefixMatch(of: Self.mark) != nil && before?.prefixMatch(of: Self.mark) != nil
            if before != nil, !isSameList { lines.append("") }
            lines += laidOut(block, first)
            before = first
        }
        return lines
    }

    /// The text without markup; a link that leads out of `docs/` is followed by its address.
    static func plain(_ text: some StringProtocol) -> String {
        String(text).replacing(/\[([^\]\[]*)\]\(([^)\s]+)\)/) { link in
            let (words, address) = (link.output.1, link.output.2)
            return address.hasPrefix("http") && address != words ? "\(words) (\(address))" : words
        }
        .replacing("**", with: "").replacing("`", with: "").replacing("\\|", with: "|")
    }

    private static var mark: Regex<(Substring, Substring)> { /\s*(-|\*|\d+\.) +/ }

    private func laidOut(_ block: [Substring], _ first: Substring) -> [String] {
        let indent = String(repeating: " ", count: Self.indent)
        if first.hasPrefix("#") {
            return wrapped(first.drop { $0 == "#" || $0 == " " }, width).map(heading)
        }
        if first.hasPrefix("```") {
            return block.dropFirst().dropLast().map { $0.isEmpty ? "" : indent + indent + $0 }
        }
        if first.hasPrefix("|") { return table(block).map { indent + $0 } }
        let item = first.prefixMatch(of: Self.mark)
        let bullet = item.map { "\($0.output.1 == "*" ? "-" : $0.output.1) " } ?? ""
        let text = ([first[(item?.range.upperBound ?? first.startIndex)...]] + block.dropFirst())
            .map { $0.drop { $0 == " " } }.joined(separator: " ")
        let hanging = String(repeating: " ", count: bullet.count)
        return wrapped(text, width - Self.indent - bullet.count).enumerated().map { index, line in
            indent + (index == 0 ? bullet : hanging) + line
        }
    }

    /// Makes columns as wide as their longest cell; if there is too little room, the widest column
    /// shrinks first, and its text breaks between words if possible.
    private func table(_ block: [Substring]) -> [String] {
        var rows = block.map { line in
            line.replacing("\\|", with: "\u{0}").split(separator: "|").map { cell in
                let text = cell.trimmingCharacters(in: .whitespaces)
                return Self.plain(text.replacing("\u{0}", with: "|"))
            }
        }
        rows.removeAll { $0.allSatisfy { !$0.isEmpty && $0.allSatisfy { "-: ".contains($0) } } }
        let gap = 2
        var widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
            rows.map { column < $0.count ? CellWidth.of($0[column]) : 0 }.max() ?? 0
        }
        let longestWords = widths.indices.map { column in
            rows.flatMap { column < $0.count ? $0[column].split(separator: " ") : [] }
                .map(CellWidth.of).max() ?? 0
        }
        while widths.reduce(0, +) + gap * (widths.count - 1) > width - Self.indent {
            let yielding = widths.indices.filter { widths[$0] > longestWords[$0] }
            let widest = (yielding.isEmpty ? Array(widths.indices) : yielding)
                .max { widths[$0] < widths[$1] }
            guard let widest, widths[widest] > Self.narrowest else { break }
            widths[widest] -= 1
        }
        return rows.enumerated().flatMap { index, row -> [String] in
            let cells = zip(row, widths).map { LineWrapper.wrap($0[...], cells: $1) }
            return (0..<(cells.map(\.count).max() ?? 0)).map { line in
                var text = ""
                for (cell, width) in zip(cells, widths) {
                    let piece = line < cell.count ? String(cell[line]) : ""
                    text += piece + String(repeating: " ", count: width + gap - CellWidth.of(piece))
                }
                while text.last == " " { text.removeLast() }
                return index == 0 ? heading(text) : text
            }
        }
    }

    private func wrapped(_ text: some StringProtocol, _ cells: Int) -> [String] {
        LineWrapper.wrap(Self.plain(text)[...], cells: max(cells, 20)).map(String.init)
    }

    private func heading(_ text: String) -> String {
        isStyled ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }
}
