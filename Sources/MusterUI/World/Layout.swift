/// The places of all parts on a screen of a given size.
///
/// The details stand beside the table where both IDs are whole beside them, else below it. With less
/// room, parts drop away in a fixed order: the details, then columns of the table, then the answers
/// pane, then the filter line and the footer.
struct Layout {
    /// Below this size the details cover the table, on Enter, instead of standing below it.
    static let detailsMinimumColumns = 100
    private static let detailsMinimumRows = 20
    /// Below the table the details get this much more of the height, in percent, than of the width
    /// beside it.
    static let additionalShareBelow = 12
    /// Below this height there is no room for a pane below the table, unless it has the keys.
    static let paneMinimumRows = 15

    /// Below this size, borders would cost more than they are worth.
    private static let borderMinimum = Size(columns: 24, rows: 9)

    let header: Rect
    let filter: Rect?
    /// Everything between filter line and footer.
    let body: Rect
    private(set) var table: Rect?
    private(set) var details: Rect?
    private(set) var answers: Rect?
    let footer: Rect?
    let hasBorders: Bool

    init(_ world: World) {
        let columns = world.size.columns
        let rows = world.size.rows
        let isRead = world.context.isForScreenReader
        hasBorders =
            columns >= Self.borderMinimum.columns && rows >= Self.borderMinimum.rows && !isRead
        header = Rect(row: 0, column: 0, columns: columns, rows: min(rows, 1))
        filter = rows >= 4 ? Rect(row: 1, column: 0, columns: columns, rows: 1) : nil
        footer = rows >= 3 ? Rect(row: rows - 1, column: 0, columns: columns, rows: 1) : nil
        let bodyRow = filter == nil ? 1 : 2
        body = Rect(
            row: bodyRow,
            column: 0,
            columns: columns,
            rows: rows - bodyRow - (footer == nil ? 0 : 1)
        )
        placePanes(world)
    }

    private mutating func placePanes(_ world: World) {
        let (columns, rows) = (world.size.columns, world.size.rows)
        let hasAnswers = world.answers.count > 0
        if hasAnswers, world.focus == .answers, world.isZoomed || rows < Self.paneMinimumRows {
            answers = body
            return
        }
        let paneRows =
            hasAnswers && rows >= Self.paneMinimumRows
            ? max(body.rows * world.settings.paneShare / 100, 6) : 0
        if paneRows > 0 {
            answers = Rect(
                row: body.endRow - paneRows,
                column: 0,
                columns: columns,
                rows: paneRows
            )
        }
        // Table and pane share one border, which exists whenever the pane does.
        let upperRows = paneRows == 0 ? body.rows : body.rows - paneRows + (hasBorders ? 1 : 0)
        table = Rect(row: body.row, column: 0, columns: columns, rows: upperRows)
        guard !world.context.isForScreenReader else { return }
        let beside = max(columns * world.settings.detailsShare / 100, 30)
        let wanted = world.settings.table.columnsForWholeIDs(world.catalog.allIdentifierWidths)
        if columns - beside + 1 >= wanted, upperRows >= 8 {
            table = Rect(row: body.row, column: 0, columns: columns - beside + 1, rows: upperRows)
            details = Rect(
                row: body.row,
                column: columns - beside,
                columns: beside,
                rows: upperRows
            )
        } else if columns >= Self.detailsMinimumColumns, upperRows >= Self.detailsMinimumRows {
            let share = world.settings.detailsShare + Self.additionalShareBelow
            let below = max(upperRows * share / 100, 8)
            let rows = upperRows - below + (hasBorders ? 1 : 0)
            table = Rect(row: body.row, column: 0, columns: columns, rows: rows)
            details = Rect(
                row: body.row + upperRows - below,
                column: 0,
                columns: columns,
                rows: below
            )
        }
    }

    /// The part of a pane inside its border.
    func inside(_ pane: Rect) -> Rect { hasBorders ? pane.inside : pane }

    /// The part of the body inside a full-screen room: below the title in the border, or below the
    /// first row without borders.
    var insideBody: Rect {
        guard !hasBorders, body.rows > 3 else { return inside(body) }
        return Rect(
            row: body.row + 1,
            column: body.column,
            columns: body.columns,
            rows: body.rows - 1
        )
    }

    func rect(of pane: World.Focus) -> Rect? {
        switch pane {
        case .table: table
        case .details: details
        case .answers: answers
        }
    }
}

extension World {
    var layout: Layout { Layout(self) }
}
