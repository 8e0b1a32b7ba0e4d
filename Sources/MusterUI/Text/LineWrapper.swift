/// Breaks text into lines of a number of cells, at words if possible.
package enum LineWrapper {
    /// Wraps one paragraph, which contains no line feed.
    ///
    /// It cuts a word that is longer than a line, drops the space at a break, and keeps the spaces
    /// at the start of a line, as in code.
    ///
    /// - Parameters:
    ///   - paragraph: The text.
    ///   - cells: The width.
    ///   - atWords: Whether to break at words; otherwise it drops nothing, as code requires.
    /// - Returns: At least one line.
    package static func wrap(
        _ paragraph: Substring,
        cells: Int,
        atWords: Bool = true
    ) -> [Substring] {
        let cells = max(cells, 1)
        var lines: [Substring] = []
        var start = paragraph.startIndex
        var lastSpace: Substring.Index?
        var hasWord = false
        var width = 0
        var index = paragraph.startIndex
        let scalars = paragraph.unicodeScalars
        while index < paragraph.endIndex {
            let scalar = scalars[index]
            let scalarWidth = scalar == "\t" ? 4 : CellWidth.of(scalar) ?? 1
            if width + scalarWidth > cells, index > start {
                if scalar == " ", atWords {
                    lines.append(paragraph[start..<index])
                    start = scalars.index(after: index)
                    index = start
                } else if atWords, let space = lastSpace {
                    lines.append(paragraph[start..<space])
                    start = scalars.index(after: space)
                    index = start
                } else {
                    lines.append(paragraph[start..<index])
                    start = index
                }
                (lastSpace, width, hasWord) = (nil, 0, false)
                continue
            }
            if scalar == " " {
                if hasWord { lastSpace = index }
            } else {
                hasWord = true
            }
            width += scalarWidth
            index = scalars.index(after: index)
        }
        lines.append(paragraph[start...])
        return lines
    }
}
