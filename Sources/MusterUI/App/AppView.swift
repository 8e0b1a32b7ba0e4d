import MusterCore

/// Draws the state on a screen of the state's size.
package func view(_ state: AppState) -> CellGrid {
    var grid = CellGrid(size: state.size)
    guard state.size.columns > 0, state.size.rows > 0 else { return grid }
    let layout = AppLayout(state)
    HeaderView.draw(state, in: layout.header, on: &grid)
    if let filter = layout.filter { FilterBarView.draw(state, in: filter, on: &grid) }
    let frame = Frame(state.context)
    if !drawWholeBody(state, layout, frame, on: &grid) {
        // Read aloud, a box among rows of the table is neither.
        if !state.context.isForScreenReader || state.overlay == nil {
            drawPanes(state, layout, frame, on: &grid)
        }
        drawBox(state, layout, on: &grid)
    }
    if let footer = layout.footer { FooterView.draw(state, in: footer, on: &grid) }
    // A screen reader reads the line that the terminal's cursor is on.
    if state.context.isForScreenReader, grid.cursor == nil {
        grid.cursor = grid.firstSelected ?? (min(layout.body.row, state.size.rows - 1), 0)
    }
    return grid
}

/// Draws an overlay that covers the body; returns whether there is one.
private func drawWholeBody(
    _ state: AppState,
    _ layout: AppLayout,
    _ frame: Frame,
    on grid: inout CellGrid
) -> Bool {
    func framed(_ title: SanitizedText) -> Rect {
        if layout.hasBorders { frame.draw(layout.body, isFocused: true, on: &grid) }
        if layout.insideBody.row > layout.body.row {
            let (row, column) = (layout.body.row, layout.body.column + 2)
            let limit = layout.body.endColumn
            let style = CellStyle(.title)
            grid.write(title, row: row, column: column, limit: limit, style: style)
        }
        return layout.insideBody
    }
    switch state.overlay {
    case .help(let scroll): HelpView.draw(state, scroll: scroll, in: layout.body, on: &grid)
    case .timeline(let timeline): TimelineView.draw(timeline, state, in: framed(""), on: &grid)
    case .history(let history): HistoryView.draw(history, state, in: framed(""), on: &grid)
    case .details(let scroll): DetailsView.draw(state, scroll: scroll, in: framed(""), on: &grid)
    case .compare(let compare):
        CompareView.draw(compare, state, in: framed(" Compare "), on: &grid)
    case .batch(let screen): BatchView.draw(screen, state, in: framed(" Batch "), on: &grid)
    case .messages(let scroll):
        LogView.draw(state, scroll: scroll, in: framed(" Messages "), on: &grid)
    case .prompt, .input, .palette, .confirmCheck, .columns, .noKey, .themes, nil:
        return false
    }
    return true
}

/// Draws an overlay that leaves the panes to be seen.
private func drawBox(_ state: AppState, _ layout: AppLayout, on grid: inout CellGrid) {
    let body = layout.body
    switch state.overlay {
    case .prompt(let prompt): PromptView.draw(prompt, state, in: body, on: &grid)
    case .input(let input): InputView.draw(input, state, in: body, on: &grid)
    case .palette(let palette): PaletteView.draw(palette, state, in: body, on: &grid)
    case .confirmCheck(let confirmation):
        CheckConfirmationView.draw(confirmation, state, in: body, on: &grid)
    case .columns(let columns): ColumnsView.draw(columns, state, in: body, on: &grid)
    case .themes(let themes): ThemesView.draw(themes, state, in: body, on: &grid)
    case .noKey: NoKeyView.draw(state, in: body, on: &grid)
    case .help, .timeline, .history, .details, .compare, .messages, .batch, nil: break
    }
}

private func drawPanes(
    _ state: AppState,
    _ layout: AppLayout,
    _ frame: Frame,
    on grid: inout CellGrid
) {
    let panes: [(rect: Rect?, focus: AppState.Focus)] = [
        (layout.table, .table), (layout.details, .details), (layout.generation, .generation),
    ]
    if layout.hasBorders {
        // The focused pane's border comes last, over those it shares.
        let isAlone = panes.count { $0.rect != nil } == 1
        let ordered =
            panes.filter { $0.focus != state.focus } + panes.filter { $0.focus == state.focus }
        for pane in ordered {
            guard let rect = pane.rect else { continue }
            frame.draw(rect, isFocused: pane.focus == state.focus && !isAlone, on: &grid)
        }
    }
    if let rect = layout.table { CatalogView.draw(state, in: layout.inside(rect), on: &grid) }
    if let rect = layout.details {
        let inside = layout.inside(rect)
        DetailsView.draw(state, scroll: state.detailsScroll, in: inside, on: &grid)
    }
    if let rect = layout.generation, state.generation != nil {
        let columns = GenerationColumns(state.tabs, in: layout.inside(rect)).shown
        for (tab, rect) in columns {
            if tab != columns[0].tab { frame.drawDivider(leftOf: rect, on: &grid) }
            GenerationView.draw(tab: tab, state, in: rect, on: &grid)
        }
    }
}
