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
    } else if case .timeline(let timeline) = state.overlay {
        if layout.hasBorders { frame.draw(layout.body, isFocused: true, on: &grid) }
        TimelineView.draw(timeline, state, in: layout.inside(layout.body), on: &grid)
    } else if case .history(let history) = state.overlay {
        if layout.hasBorders { frame.draw(layout.body, isFocused: true, on: &grid) }
        HistoryView.draw(history, state, in: layout.inside(layout.body), on: &grid)
    } else if let rect = layout.detailsOnTop {
        if layout.hasBorders { frame.draw(rect, isFocused: true, on: &grid) }
        DetailsView.draw(state, scroll: state.overlayScroll, in: layout.inside(rect), on: &grid)
    } else {
        drawPanes(state, layout, frame, on: &grid)
    }
    if case .prompt(let prompt) = state.overlay {
        PromptView.draw(prompt, state, in: layout.body, on: &grid)
    }
    if case .input(let input) = state.overlay {
        InputView.draw(input, state, in: layout.body, on: &grid)
    }
    if case .palette(let palette) = state.overlay {
        PaletteView.draw(palette, state, in: layout.body, on: &grid)
    }
    if case .confirmCheck(let confirmation) = state.overlay {
        CheckConfirmationView.draw(confirmation, state, in: layout.body, on: &grid)
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
