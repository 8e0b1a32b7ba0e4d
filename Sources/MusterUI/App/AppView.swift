import MusterCore

/// Draws the state on a screen of the state's size.
package func view(_ state: AppState) -> CellGrid {
    var grid = CellGrid(size: state.size)
    guard state.size.columns > 0, state.size.rows > 0 else { return grid }
    let layout = AppLayout(state)
    HeaderView.draw(state, in: layout.header, on: &grid)
    if let filter = layout.filter { FilterBarView.draw(state, in: filter, on: &grid) }
    let frame = Frame(isASCII: state.context.isASCII)
    if let help = state.helpScroll {
        HelpView.draw(state, scroll: help, in: layout.body, on: &grid)
    } else if let rect = layout.detailsOnTop {
        frame.draw(rect, isFocused: true, on: &grid)
        DetailsView.draw(state, scroll: state.overlayScroll, in: rect.inside, on: &grid)
    } else {
        drawPanes(state, layout, frame, on: &grid)
    }
    if case .prompt(let prompt) = state.overlay {
        PromptView.draw(prompt, state, in: layout.body, on: &grid)
    }
    if let footer = layout.footer { FooterView.draw(state, in: footer, on: &grid) }
    return grid
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
    // The focused pane's border comes last, over those it shares.
    for pane in panes where pane.focus != state.focus {
        if let rect = pane.rect { frame.draw(rect, isFocused: false, on: &grid) }
    }
    let isAlone = panes.count { $0.rect != nil } == 1
    for pane in panes where pane.focus == state.focus {
        if let rect = pane.rect { frame.draw(rect, isFocused: !isAlone, on: &grid) }
    }
    if let rect = layout.table { CatalogView.draw(state, in: rect.inside, on: &grid) }
    if let rect = layout.details {
        DetailsView.draw(state, scroll: state.detailsScroll, in: rect.inside, on: &grid)
    }
    if let rect = layout.generation, let generation = state.generation {
        GenerationView.draw(generation, state, in: rect.inside, on: &grid)
    }
}

extension AppState {
    fileprivate var helpScroll: Int? {
        if case .help(let scroll) = overlay { return scroll }
        return nil
    }

    fileprivate var overlayScroll: Int {
        if case .details(let scroll) = overlay { return scroll }
        return 0
    }
}
