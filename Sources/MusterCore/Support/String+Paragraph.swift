extension String {
    /// The longest paragraph in characters.
    private static let paragraphLimit = 300

    /// The text as one short paragraph: on one line, cut at a sentence or a word.
    package var paragraph: String {
        let line = onOneLine
        guard line.count > Self.paragraphLimit else { return line }
        let start = line.prefix(Self.paragraphLimit)
        if let end = start.ranges(of: ". ").last?.lowerBound,
            start.distance(from: start.startIndex, to: end) > 100
        {
            return String(start[...end]) + " …"
        }
        let words = start.lastIndex(of: " ").map { start[..<$0] } ?? start
        return String(words) + " …"
    }
}

extension StringProtocol {
    /// The words, each separated by one space.
    var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
