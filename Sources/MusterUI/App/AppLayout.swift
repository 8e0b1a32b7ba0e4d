/// Where everything is on a screen of a given size.
///
/// Parts drop away in a fixed order when there is less room: the details beside the table, then
/// columns of the table, then the generation pane, then the filter line and the footer.
struct AppLayout {
    /// Below this width the details are not beside the table but on top of it, by Enter.
    static let detailsMinimumColumns = 100
    /// Below this height there is no room for a pane below the table, unless it has the keys.
    static let paneMinimumRows = 15

    /// Below this size the border of a pane would take more than it gives.
    private static let borderMinimum = Size(columns: 24, rows: 9)

    let header: Rect
    let filter: Rect?
    /// Everything between filter line and footer.
    let body: Rect
    let table: Rect?
    let details: Rect?
    let generation: Rect?
    let footer: Rect?
    /// Where details are drawn when they cover the body.
    let detailsOnTop: Rect?
    /// Whether panes have borders.
    let hasBorders: Bool
    /// Rows of models that fit in the table.
    let tableRows: Int

    init(_ state: AppState) {
        let columns = state.size.columns
        let rows = state.size.rows
        hasBorders =
            columns >= Self.borderMinimum.columns && rows >= Self.borderMinimum.rows
            && !state.context.isForScreenReader
        header = Rect(row: 0, column: 0, columns: columns, rows: min(rows, 1))
        let hasFilter = rows >= 4
        let hasFooter = rows >= 3
        filter = hasFilter ? Rect(row: 1, column: 0, columns: columns, rows: 1) : nil
        footer = hasFooter ? Rect(row: rows - 1, column: 0, columns: columns, rows: 1) : nil
        let bodyRow = hasFilter ? 2 : 1
        body = Rect(
            row: bodyRow,
            column: 0,
            columns: columns,
            rows: rows - bodyRow - (hasFooter ? 1 : 0)
        )
        if case .details = state.overlay { detailsOnTop = body } else { detailsOnTop = nil }

        let hasPane = state.generation != nil
        let isAlone =
            hasPane && state.focus == .generation
            && (state.isZoomed || rows < Self.paneMinimumRows)
        if isAlone {
            (table, details, generation, tableRows) = (nil, nil, body, 1)
            return
        }
        let paneRows =
            hasPane && rows >= Self.paneMinimumRows
            ? max(body.rows * state.settings.paneShare / 100, 6) : 0
        generation =
            paneRows == 0
            ? nil
            : Rect(row: body.endRow - paneRows, column: 0, columns: columns, rows: paneRows)
        // The border between table and pane is drawn once; there is one whenever there is a pane.
        let upperRows = paneRows == 0 ? body.rows : body.rows - paneRows + (hasBorders ? 1 : 0)
        let detailsColumns =
            columns >= Self.detailsMinimumColumns && upperRows >= 8
                && !state.context.isForScreenReader
            ? max(columns * state.settings.detailsShare / 100, 30) : 0
        details =
            detailsColumns == 0
            ? nil
            : Rect(
                row: body.row,
                column: columns - detailsColumns,
                columns: detailsColumns,
                rows: upperRows
            )
        let tableColumns = detailsColumns == 0 ? columns : columns - detailsColumns + 1
        let table = Rect(row: body.row, column: 0, columns: tableColumns, rows: upperRows)
        self.table = table
        tableRows = max(CatalogView.rowCount(in: hasBorders ? table.inside : table), 1)
    }

    /// The part of a pane that its border leaves.
    func inside(_ pane: Rect) -> Rect { hasBorders ? pane.inside : pane }

    /// The part of the body that is left to what covers it: its title stands in the border, or
    /// without one in the body's first row.
    var insideBody: Rect {
        guard !hasBorders, body.rows > 3 else { return inside(body) }
        return Rect(
            row: body.row + 1,
            column: body.column,
            columns: body.columns,
            rows: body.rows - 1
        )
    }
}
