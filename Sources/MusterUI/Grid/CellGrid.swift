package import MusterCore

/// A rectangle of cells, ready to paint.
///
/// It clips all writes, so that a view need not care how small the screen is.
package struct CellGrid: Sendable, Equatable {
    package let size: Size
    /// Row by row.
    package private(set) var cells: [Cell]
    /// The place of the terminal's cursor; hidden when `nil`.
    package var cursor: (row: Int, column: Int)?
    /// What stands for the rest of a line that is cut.
    package var cutMark: Unicode.Scalar = "…"
    /// What a click means, in the order of drawing: a later one covers earlier ones.
    private var buttons: [(rect: Rect, meaning: ClickMeaning)] = []
    /// The pages of its links, and the rows with links, some of which others may have covered.
    private var pages: [WebPage] = []
    package private(set) var linkedRows: Set<Int> = []

    package init(size: Size) {
        self.size = size
        cells = Array(repeating: Cell(), count: size.columns * size.rows)
    }

    package subscript(row: Int, column: Int) -> Cell {
        cells[row * size.columns + column]
    }

    /// Writes one line of text, in which a line feed or tab becomes a space; returns the column
    /// after it.
    ///
    /// It writes nothing outside the grid, and nothing from the column `limit` on.
    @discardableResult
    package mutating func write(
        _ text: SanitizedText,
        row: Int,
        column: Int,
        limit: Int = .max,
        style: CellStyle = CellStyle()
    ) -> Int {
        guard (0..<size.rows).contains(row) else { return column }
        let limit = min(limit, size.columns)
        var place = column
        for scalar in text.string.unicodeScalars {
            let isBlank = scalar == "\n" || scalar == "\t"
            let shown: Unicode.Scalar = isBlank ? " " : scalar
            let width = CellWidth.of(shown)
            if width == 0 {
                addMark(shown, row: row, before: place)
                continue
            }
            guard place + (width ?? 1) <= limit else { break }
            if place >= 0 {
                // Show a replacement for a character that has no width.
                let value = width == nil ? 0xFFFD : shown.value
                put(Cell(scalar: value, style: style), width: width ?? 1, row: row, column: place)
            }
            place += width ?? 1
        }
        return place
    }

    /// Replaces the character there by the mark of a cut.
    package mutating func markCut(row: Int, column: Int) {
        guard (0..<size.rows).contains(row), (0..<size.columns).contains(column) else { return }
        let index = row * size.columns + column
        // Half of a wide character is none.
        if cells[index].isContinuation, column > 0 {
            cells[index - 1].scalar = 0x20
            cells[index - 1].mark = 0
        }
        cells[index].scalar = cutMark.value
        cells[index].mark = 0
    }

    package mutating func fill(_ rect: Rect, style: CellStyle) {
        for row in max(rect.row, 0)..<max(min(rect.endRow, size.rows), max(rect.row, 0)) {
            for column in max(
                rect.column,
                0
            )..<max(
                min(rect.endColumn, size.columns),
                max(rect.column, 0)
            ) {
                cells[row * size.columns + column] = Cell(style: style)
            }
        }
    }

    /// Makes a part of a row mean something when it is clicked.
    package mutating func addButton(_ meaning: ClickMeaning, row: Int, columns: Range<Int>) {
        let rect = Rect(row: row, column: columns.lowerBound, columns: columns.count, rows: 1)
        buttons.append((rect, meaning))
    }

    /// Lets nothing be clicked that was drawn so far, because a box is over it.
    package mutating func removeButtons() { buttons = [] }

    /// What a click there means; `nil` where nothing is to be clicked.
    package func button(row: Int, column: Int) -> ClickMeaning? {
        buttons.last {
            ($0.rect.row..<$0.rect.endRow).contains(row)
                && ($0.rect.column..<$0.rect.endColumn).contains(column)
        }?.meaning
    }

    /// Makes a part of a row a link; a grid has room for 255.
    package mutating func addLink(_ page: WebPage, row: Int, columns: Range<Int>) {
        guard (0..<size.rows).contains(row), pages.count < UInt8.max else { return }
        pages.append(page)
        linkedRows.insert(row)
        for column in columns.clamped(to: 0..<size.columns) {
            cells[row * size.columns + column].link = UInt8(pages.count)
        }
    }

    /// The page to which the cell links.
    package func page(row: Int, column: Int) -> WebPage? {
        let link = Int(self[row, column].link)
        return link > 0 ? pages[link - 1] : nil
    }

    /// Changes the surface of a row's columns, but not their text.
    package mutating func setSurface(
        _ surface: CellStyle.Surface,
        row: Int,
        columns: Range<Int>
    ) {
        guard (0..<size.rows).contains(row) else { return }
        for column in columns.clamped(to: 0..<size.columns) {
            cells[row * size.columns + column].style.surface = surface
        }
    }

    private mutating func put(_ cell: Cell, width: Int, row: Int, column: Int) {
        let index = row * size.columns + column
        cells[index] = cell
        if width == 2 { cells[index + 1] = Cell(scalar: 0, style: cell.style) }
    }

    private mutating func addMark(_ scalar: Unicode.Scalar, row: Int, before column: Int) {
        var place = column - 1
        guard (0..<size.columns).contains(place) else { return }
        if self[row, place].isContinuation, place > 0 { place -= 1 }
        let index = row * size.columns + place
        if cells[index].mark == 0 { cells[index].mark = scalar.value }
    }

    package static func == (left: CellGrid, right: CellGrid) -> Bool {
        left.size == right.size && left.cells == right.cells && left.pages == right.pages
            && left.cursor?.row == right.cursor?.row
            && left.cursor?.column == right.cursor?.column
    }
}

extension CellGrid {
    /// The text of a row without trailing blanks, for tests and pictures.
    package func text(row: Int) -> String {
        var text = String.UnicodeScalarView()
        for column in 0..<size.columns {
            let cell = self[row, column]
            guard !cell.isContinuation, let scalar = Unicode.Scalar(cell.scalar) else { continue }
            text.append(scalar)
            if cell.mark != 0, let mark = Unicode.Scalar(cell.mark) { text.append(mark) }
        }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// All rows, one per line.
    package var text: String {
        (0..<size.rows).map { text(row: $0) }.joined(separator: "\n")
    }

    /// The first cell on the selection's surface.
    package var firstSelected: (row: Int, column: Int)? {
        cells.firstIndex { $0.style.surface == .selection }
            .map { ($0 / size.columns, $0 % size.columns) }
    }
}

/// What a click on a part of the screen means.
package enum ClickMeaning: Sendable, Hashable {
    /// The same as the key of this name.
    case key(String)
    /// The row at that place of the list on top.
    case row(Int)
}
