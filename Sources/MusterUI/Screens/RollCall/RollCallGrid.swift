import MusterCore

/// Where each model's cell stands: a block of cells for each author, in columns like those of a
/// newspaper.
struct RollCallGrid: Equatable {
    struct Cell: Equatable {
        let id: ModelID
        let row: Int
        let column: Int
    }

    struct Block: Equatable {
        let author: String
        /// The places of its cells in ``RollCallGrid/cells``.
        let cells: Range<Int>
        let row: Int
        let column: Int
    }

    /// The cells between two columns of blocks.
    private static let gap = 3
    private static let mostColumns = 4
    /// The cells of `53/53` and a gap.
    static let countWidth = 7
    private static let narrowestBlock = 30

    private(set) var cells: [Cell] = []
    private(set) var blocks: [Block] = []
    let labelWidth: Int
    let blockWidth: Int
    /// The rows that it takes.
    private(set) var rows = 0

    /// Lays out models, sorted by ID, in that many cells; it takes more rows than there are if they
    /// must.
    init(_ ids: [ModelID], width: Int, rows wanted: Int) {
        let groups = Self.groups(ids)
        let most = max(
            min((width + Self.gap) / (Self.narrowestBlock + Self.gap), Self.mostColumns),
            1
        )
        let longest = groups.map { CellWidth.of($0.author) }.max() ?? 0
        let shapes = [2, 1].flatMap { pitch in
            (1...most).map { count in
                let own = (width - Self.gap * (count - 1)) / count
                return Shape(columns: count, width: own, label: min(longest, own * 2 / 5), pitch)
            }
        }
        let sized = shapes.map { shape in
            let heights = groups.map { Self.height($0.ids.count, shape.perRow) }
            return (shape: shape, rows: Self.rows(heights, columns: shape.columns))
        }
        let chosen =
            sized.first { $0.rows <= wanted } ?? sized.min { $0.rows < $1.rows } ?? sized[0]
        labelWidth = chosen.shape.label
        blockWidth = chosen.shape.width
        place(groups, chosen.shape, columnRows: chosen.rows)
    }

    /// How blocks are arranged.
    private struct Shape {
        let columns: Int
        let width: Int
        let label: Int
        /// The cells from one model to the next.
        let pitch: Int

        init(columns: Int, width: Int, label: Int, _ pitch: Int) {
            (self.columns, self.width, self.label, self.pitch) = (columns, width, label, pitch)
        }

        var perRow: Int { max((width - label - 1 - RollCallGrid.countWidth) / pitch, 1) }
    }

    private static func groups(_ ids: [ModelID]) -> [(author: String, ids: [ModelID])] {
        Dictionary(grouping: ids) { String($0.author) }
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func height(_ count: Int, _ perRow: Int) -> Int { (count + perRow - 1) / perRow }

    /// The fewest rows in which blocks of these heights take so many columns at most.
    private static func rows(_ heights: [Int], columns: Int) -> Int {
        let total = heights.reduce(0, +)
        var (least, most) = (
            max(heights.max() ?? 1, (total + columns - 1) / columns, 1), max(total, 1)
        )
        while least < most {
            let middle = (least + most) / 2
            if Self.columns(heights, rows: middle) <= columns {
                most = middle
            } else {
                least = middle + 1
            }
        }
        return least
    }

    /// The columns that blocks of these heights take.
    private static func columns(_ heights: [Int], rows: Int) -> Int {
        var (column, row) = (1, 0)
        for height in heights {
            if row > 0, row + height > rows { (column, row) = (column + 1, 0) }
            row += height
            if row > rows { return .max }
        }
        return column
    }

    private mutating func place(
        _ groups: [(author: String, ids: [ModelID])],
        _ shape: Shape,
        columnRows: Int
    ) {
        let perRow = shape.perRow
        var (column, row) = (0, 0)
        for group in groups {
            let height = Self.height(group.ids.count, perRow)
            if row > 0, row + height > columnRows {
                column += blockWidth + Self.gap
                row = 0
            }
            let first = cells.count
            for (index, id) in group.ids.enumerated() {
                let start = column + labelWidth + 1
                let cell = Cell(
                    id: id,
                    row: row + index / perRow,
                    column: start + index % perRow * shape.pitch
                )
                cells.append(cell)
            }
            blocks.append(
                Block(author: group.author, cells: first..<cells.count, row: row, column: column)
            )
            row += height
            rows = max(rows, row)
        }
    }

    func index(of id: ModelID) -> Int? { cells.firstIndex { $0.id == id } }

    /// The cell nearest to that many rows below another; the last in that direction beyond the end.
    func cell(from index: Int, movedBy distance: Int) -> Int {
        guard cells.indices.contains(index) else { return 0 }
        let own = cells[index]
        guard abs(distance) <= rows else { return distance < 0 ? 0 : cells.count - 1 }
        let target = own.row + distance
        let beyond = cells.indices.filter {
            distance < 0 ? cells[$0].row < own.row : cells[$0].row > own.row
        }
        let nearest = beyond.min { first, second in
            func measure(_ place: Int) -> (Int, Int) {
                (abs(cells[place].row - target), abs(cells[place].column - own.column))
            }
            return measure(first) < measure(second)
        }
        return nearest ?? index
    }
}
