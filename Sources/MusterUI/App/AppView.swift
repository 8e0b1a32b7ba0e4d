import MusterCore

/// Draws the state on a grid of its size.
package func view(_ state: AppState) -> CellGrid {
    let world = state.world
    var grid = CellGrid(size: world.size)
    if world.context.isASCII { grid.cutMark = "~" }
    guard world.size.columns > 0, world.size.rows > 0 else { return grid }
    let layout = world.layout
    let focused = state.focused
    HeaderView.draw(world, in: layout.header, on: &grid)
    if let filter = layout.filter {
        if let search = focused.search {
            FilterBarView.drawSearch(search, in: filter, on: &grid)
        } else {
            FilterBarView.draw(world, in: filter, on: &grid)
        }
    }
    drawBody(state, layout, on: &grid)
    if let footer = layout.footer {
        grid.fill(footer, style: CellStyle(.text, on: .bar))
        if world.message == nil, state.stack.isEmpty, world.catalog.filterField != nil {
            CompletionView.draw(world, in: footer, on: &grid)
        } else {
            FooterView.draw(
                focused.hints(world),
                isRoom: !state.stack.isEmpty,
                world,
                in: footer,
                on: &grid
            )
        }
    }
    // A screen reader reads the line with the terminal's cursor.
    if world.context.isForScreenReader, grid.cursor == nil {
        grid.cursor = grid.firstSelected ?? (min(layout.body.row, world.size.rows - 1), 0)
    }
    return grid
}

/// Draws the topmost full-screen room, else the panes, and the boxes above it.
private func drawBody(_ state: AppState, _ layout: Layout, on grid: inout CellGrid) {
    let world = state.world
    let columns = layout.insideBody.columns
    let bottom = state.stack.lastIndex { $0.title(world, columns: columns) != nil }
    if let bottom {
        let title = state.stack[bottom].title(world, columns: columns) ?? ""
        drawFrame(title, world, layout, on: &grid)
        state.stack[bottom].draw(world, in: layout.insideBody, on: &grid)
    } else if !world.context.isForScreenReader || state.stack.isEmpty {
        // A screen reader would mix up a box and the table rows beside it.
        drawPanes(state, layout, on: &grid)
    }
    for room in state.stack[(bottom.map { $0 + 1 } ?? 0)...] {
        grid.removeButtons()
        room.draw(world, in: layout.body, on: &grid)
    }
}

private func drawFrame(
    _ title: SanitizedText,
    _ world: World,
    _ layout: Layout,
    on grid: inout CellGrid
) {
    if layout.hasBorders { Frame(world.context).draw(layout.body, isFocused: true, on: &grid) }
    guard layout.insideBody.row > layout.body.row else { return }
    grid.write(
        title,
        row: layout.body.row,
        column: layout.body.column + 2,
        limit: layout.body.endColumn,
        style: CellStyle(.title)
    )
}

private func drawPanes(_ state: AppState, _ layout: Layout, on grid: inout CellGrid) {
    let world = state.world
    let all: [World.Focus] = [.table, .details, .answers]
    let shown = all.filter { layout.rect(of: $0) != nil }
    if layout.hasBorders {
        let frame = Frame(world.context)
        // The focused pane's border comes last, over those it shares.
        let ordered = shown.filter { $0 != world.focus } + shown.filter { $0 == world.focus }
        for pane in ordered {
            guard let rect = layout.rect(of: pane) else { continue }
            let isFocused = pane == world.focus && shown.count > 1
            frame.draw(rect, isFocused: isFocused, on: &grid)
        }
    }
    for pane in shown {
        guard let rect = layout.rect(of: pane) else { continue }
        state.pane(pane).draw(world, in: layout.inside(rect), on: &grid)
    }
}
