package import MusterCore

/// Rows of cells in columns as wide as their content.
///
/// Where the room is short, columns of the highest rank go first: from rank 3 on as soon as another
/// column would be cut for their sake, the others when all are at their least width. A column with
/// nothing to say goes too.
package struct TextTable {
    package struct Column {
        package enum Fit {
            /// A word or number that is never cut.
            case whole
            /// A number whose decimal point stands where that of the others does.
            case point
            /// Text that loses its end, down to that many cells.
            case tail(least: Int)
            /// A model ID that keeps its variant, down to that many cells.
            case modelID(least: Int)
        }

        let title: SanitizedText
        let isTrailing: Bool
        let rank: Int
        let fit: Fit

        /// - Parameters:
        ///   - title: The heading.
        ///   - rank: The order in which columns go, the highest first; rank 0 stays.
        ///   - isTrailing: Whether its cells stand at its right edge.
        ///   - fit: What happens to texts that are too long.
        package init(
            _ title: SanitizedText,
            rank: Int = 0,
            isTrailing: Bool = false,
            fit: Fit = .whole
        ) {
            self.title = title
            self.rank = rank
            self.isTrailing = isTrailing
            self.fit = fit
        }

        /// A column of numbers.
        package static func number(_ title: SanitizedText, rank: Int = 0) -> Column {
            Column(title, rank: rank, isTrailing: true)
        }

        /// A column of prices.
        package static func price(_ title: SanitizedText, rank: Int = 0) -> Column {
            Column(title, rank: rank, isTrailing: true, fit: .point)
        }

        /// The least cells, if the widest text takes `natural`.
        func least(_ natural: Int) -> Int {
            switch fit {
            case .whole, .point: natural
            case .tail(let least), .modelID(let least):
                min(natural, max(least, CellWidth.of(title.string)))
            }
        }
    }

    private static let gap = 2
    private static let firstToYield = 3

    private let columns: [Column]
    private var rows: [[[Span]]] = []
    private let isASCII: Bool
    /// The characters of an ID to highlight.
    package var matches: ((String) -> Set<Int>)?

    package init(_ columns: [Column], isASCII: Bool) {
        self.columns = columns
        self.isASCII = isASCII
    }

    /// Adds a row with a cell for each column.
    package mutating func add(_ cells: [[Span]]) { rows.append(cells) }

    /// The heading and a line per row, at most `width` cells wide if the rank 0 allows it.
    package func lines(width: Int? = nil) -> [[Span]] {
        let cells = pointed()
        let (chosen, widths) = layout(cells, width: width)
        let heading = line(columns.map { [Span($0.title, .heading)] }, chosen, widths)
        return [heading] + cells.map { line($0, chosen, widths) }
    }

    /// The columns that fit, and their widths.
    private func layout(_ cells: [[[Span]]], width: Int?) -> (columns: [Int], widths: [Int]) {
        let natural = columns.indices.map { column in
            max(columns[column].title.width, cells.map { $0[column].width }.max() ?? 0)
        }
        var chosen = columns.indices.filter { column in
            columns[column].rank == 0 || cells.contains { !Self.isBlank($0[column]) }
        }
        func total(_ widths: [Int]) -> Int {
            chosen.reduce(Self.gap * (chosen.count - 1)) { $0 + widths[$1] }
        }
        guard let width, total(natural) > width else { return (chosen, natural) }
        let least = columns.indices.map { columns[$0].least(natural[$0]) }
        while let last = chosen.indices.max(by: {
            // Of equals, the one at the right.
            (columns[chosen[$0]].rank, $0) < (columns[chosen[$1]].rank, $1)
        }) {
            let rank = columns[chosen[last]].rank
            let needed = columns.indices.map {
                rank >= Self.firstToYield && columns[$0].rank < rank ? natural[$0] : least[$0]
            }
            guard rank > 0, total(needed) > width else { break }
            chosen.remove(at: last)
        }
        var widths = least
        var spare = width - total(least)
        for column in chosen.sorted(by: { columns[$0].rank < columns[$1].rank }) {
            let more = min(natural[column] - widths[column], max(spare, 0))
            widths[column] += more
            spare -= more
        }
        return (chosen, widths)
    }

    private static func isBlank(_ cell: [Span]) -> Bool {
        cell.allSatisfy { $0.text.string.allSatisfy { $0 == " " || $0 == "-" } }
    }

    /// The cells, with spaces behind prices that have fewer decimals than others.
    private func pointed() -> [[[Span]]] {
        var cells = rows
        for column in columns.indices {
            guard case .point = columns[column].fit else { continue }
            let decimals = rows.map { Self.decimals($0[column]) }
            let most = decimals.compactMap(\.self).max() ?? 0
            for (row, own) in decimals.enumerated() {
                guard let own, own < most else { continue }
                cells[row][column].append(.blank(most - own))
            }
        }
        return cells
    }

    /// The cells that a number takes from its point on; `nil` for a word.
    private static func decimals(_ cell: [Span]) -> Int? {
        let text = cell.map(\.text.string).joined()
        guard text.contains(where: \.isNumber) else { return nil }
        return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) } ?? 0
    }

    private func line(_ cells: [[Span]], _ chosen: [Int], _ widths: [Int]) -> [Span] {
        var line: [Span] = []
        for (place, column) in chosen.enumerated() {
            let cell = cut(cells[column], columns[column], widths[column])
            let padding = Span.blank(widths[column] - cell.width)
            let isLast = place == chosen.count - 1
            if columns[column].isTrailing {
                line += [padding] + cell
            } else {
                line += isLast ? cell : cell + [padding]
            }
            if !isLast { line.append(.blank(Self.gap)) }
        }
        return line.filter { !$0.text.string.isEmpty }
    }

    /// Shortens the last piece of a cell that is too wide; the others, such as a glyph, stay.
    private func cut(_ cell: [Span], _ column: Column, _ width: Int) -> [Span] {
        let isTooWide = cell.width > width
        guard var last = cell.last, isTooWide || matches != nil else { return cell }
        let before = Array(cell.dropLast())
        let isID = if case .modelID = column.fit { true } else { false }
        if isTooWide {
            let shorten = isID ? Truncation.modelID : Truncation.tail
            last = Span("\(shorten(last.text.string, width - before.width, isASCII))", last.role)
        }
        return before + (isID ? emphasized(last) : [last])
    }

    private func emphasized(_ span: Span) -> [Span] {
        let places = matches?(span.text.string) ?? []
        guard !places.isEmpty else { return [span] }
        return span.text.string.enumerated().map { place, character in
            Span("\(String(character))", places.contains(place) ? .match : span.role)
        }
    }
}

extension SanitizedText {
    fileprivate var width: Int { CellWidth.of(string) }
}
