import MusterUI

/// A table of a document, in columns as wide as the terminal allows.
struct MarkdownTable {
    private static let gap = 2
    private static let narrowest = 12

    private let rows: [[String]]
    /// The lines of the heading; none when its cells are empty.
    let headingHeight: Int

    /// Creates a table of the texts of its cells, the heading first.
    init(_ rows: [[String]]) {
        let hasHeading = rows.first?.contains { !$0.isEmpty } ?? false
        self.rows = hasHeading ? rows : Array(rows.dropFirst())
        headingHeight = hasHeading ? 1 : 0
    }

    /// The cells of a row, as text without marks.
    static func cells(of line: Substring) -> [String] {
        var cells: [String] = [""]
        var isEscaped = false
        for character in line.dropFirst() {
            switch character {
            case "|" where !isEscaped:
                cells.append("")
            case "|":
                // In code, too, a bar is written with a backslash.
                cells[cells.count - 1].removeLast()
                cells[cells.count - 1].append(character)
            default:
                cells[cells.count - 1].append(character)
            }
            isEscaped = character == "\\"
        }
        if cells.last?.allSatisfy(\.isWhitespace) == true { cells.removeLast() }
        return cells.map { cell in
            let text = cell.drop { $0 == " " }
            let end = text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? text.startIndex
            return MarkdownText.plain(text[..<end])
        }
    }

    /// The rows as lines of at most `width` cells, with the texts of a cell below each other.
    func lines(width: Int) -> [String] {
        let widths = columnWidths(width)
        return rows.flatMap { row -> [String] in
            let cells = row.prefix(widths.count).enumerated().map { column, text in
                LineWrapper.wrap(text[...], cells: widths[column])
            }
            return (0..<(cells.map(\.count).max() ?? 0)).map { line in
                var text = ""
                for (column, cell) in cells.enumerated() {
                    let piece = line < cell.count ? String(cell[line]) : ""
                    text += piece
                    guard column < cells.count - 1 else { break }
                    let padding = widths[column] + Self.gap - CellWidth.of(piece)
                    text += String(repeating: " ", count: max(padding, 0))
                }
                return String(text.reversed().drop { $0 == " " }.reversed())
            }
        }
    }

    /// As wide as the longest cell of each; the widest give way first where there is too little
    /// room, by breaking between words as long as that will do.
    private func columnWidths(_ width: Int) -> [Int] {
        let count = rows.map(\.count).max() ?? 0
        var widths = (0..<count).map { column in
            rows.map { column < $0.count ? CellWidth.of($0[column]) : 0 }.max() ?? 0
        }
        let words = (0..<count).map { column in
            rows.flatMap { column < $0.count ? $0[column].split(separator: " ") : [] }
                .map(CellWidth.of).max() ?? 0
        }
        let room = width - Self.gap * (count - 1)
        while widths.reduce(0, +) > room {
            let yielding = (0..<count).filter { widths[$0] > words[$0] }
            guard let column = yielding.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[column] -= 1
        }
        while widths.reduce(0, +) > room, let widest = widths.max(), widest > Self.narrowest {
            guard let column = widths.lastIndex(of: widest) else { break }
            widths[column] -= 1
        }
        return widths
    }
}
