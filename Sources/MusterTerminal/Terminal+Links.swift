import CNcurses
import MusterCore
import MusterUI

extension Terminal {
    /// The rows whose links ncurses has to draw anew.
    ///
    /// ncurses knows characters and styles only. So a row with links is drawn whole whenever
    /// something in it changes, in case ncurses draws over a link on its way.
    func rowsWithChangedLinks(_ grid: CellGrid, painted: CellGrid?) -> [Int] {
        guard let painted else { return grid.linkedRows.sorted() }
        return grid.linkedRows.union(painted.linkedRows).sorted().filter { row in
            (0..<grid.size.columns).contains { column in
                grid[row, column] != painted[row, column]
                    || grid.page(row: row, column: column)
                        != painted.page(row: row, column: column)
            }
        }
    }

    /// Draws the links of the rows, each between the sequences that begin and end it.
    ///
    /// ncurses draws only what differs from the screen, so what is a link, or was one, becomes blank
    /// first. Whatever else it has to send, it sends before a link begins, with the cursor at the
    /// link's first cell: on its way there, it may write cells again.
    func paintLinks(_ grid: CellGrid, painted: CellGrid?, rows: [Int]) {
        curs_set(0)
        for row in rows {
            for column in 0..<grid.size.columns
            where grid[row, column].link > 0 || (painted?[row, column].link ?? 0) > 0 {
                put([0x20], row: row, column: column, CellStyle())
            }
        }
        refresh(cursor: (0, 0))
        for row in rows {
            for (columns, page) in grid.links(row: row) {
                refresh(cursor: (row, columns.lowerBound))
                Self.write(page.linkStart)
                paint(grid, row: row, columns: columns)
                refresh(cursor: (row, columns.upperBound))
                Self.write(WebPage.linkEnd)
            }
            paint(grid, row: row, columns: 0..<grid.size.columns)
        }
    }
}

extension CellGrid {
    /// The links of a row that nothing covers, from left to right.
    fileprivate func links(row: Int) -> [(columns: Range<Int>, page: WebPage)] {
        var links: [(columns: Range<Int>, page: WebPage)] = []
        for column in 0..<size.columns {
            guard let page = page(row: row, column: column) else { continue }
            if let last = links.last, last.columns.upperBound == column, last.page == page {
                links[links.count - 1].columns = last.columns.lowerBound..<column + 1
            } else {
                links.append((column..<column + 1, page))
            }
        }
        return links
    }
}
