import MusterCore

extension MarkdownLayout {
    /// All lines of a document whose source is wrapped by hand: its paragraphs are joined first, and
    /// pictures and HTML are left out.
    package func lines(ofDocument text: String) -> [[Span]] {
        var layout = self
        layout.keepsCode = true
        return layout.lines(of: Self.joined(text))
    }

    private static func joined(_ text: String) -> String {
        var lines: [String] = []
        var fence = CodeFence()
        var isOpen = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isMark = fence.isMark(line)
            let isOwn =
                isMark || fence.isOpen || line.isEmpty || line.hasPrefix("#") || line.hasPrefix("|")
                || line.hasPrefix(">")
            fence.end(line)
            if !fence.isOpen, line.hasPrefix("<") || line.hasPrefix("![") { continue }
            let isItem = line.prefixMatch(of: /\s*([-*+]|\d{1,3}\.) +/) != nil
            if isOpen, !isOwn, !isItem {
                lines[lines.count - 1] += " " + line.drop { $0 == " " }
            } else {
                lines.append(String(line))
            }
            isOpen = !isOwn
        }
        return lines.joined(separator: "\n")
    }
}
