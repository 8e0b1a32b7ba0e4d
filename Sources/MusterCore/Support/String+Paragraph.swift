extension String {
    /// The longest paragraph in characters.
    private static let paragraphLimit = 300

    /// The text as one short paragraph: on one line, cut at a sentence or a word.
    package var paragraph: String {
        let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.count > Self.paragraphLimit else { return line }
        let start = line.prefix(Self.paragraphLimit)
        if let end = start.lastRange(of: ". "),
            start.distance(from: start.startIndex, to: end) > 100
        {
            return String(start[...end]) + " …"
        }
        let words = start.lastIndex(of: " ").map { start[..<$0] } ?? start
        return String(words) + " …"
    }
}

extension Substring {
    /// The index of the first letter of the last occurrence.
    fileprivate func lastRange(of mark: String) -> Index? {
        var rest = self
        while let index = rest.lastIndex(of: mark.first ?? " ") {
            if self[index...].hasPrefix(mark) { return index }
            rest = rest[..<index]
        }
        return nil
    }
}
