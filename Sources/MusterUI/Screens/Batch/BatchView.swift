import Foundation
import MusterCore

/// Draws the batch screen on the whole body.
enum BatchView {
    static func draw(
        _ screen: BatchScreen,
        _ state: AppState,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        guard !rect.isEmpty else { return }
        switch screen.step {
        case .models, .slate, .form, .preparing:
            drawModels(screen, state, in: rect, on: &grid)
        case .proposal(let proposal, _):
            let all = BatchLines.proposal(proposal).flatMap { wrap($0, rect.columns - 2) }
            let first = min(screen.scroll, max(all.count - rect.rows, 0))
            draw(Array(all.dropFirst(first)), in: rect, on: &grid)
            ScrollPosition.draw(
                first: first,
                shown: rect.rows,
                total: all.count,
                under: rect,
                on: &grid
            )
        case .progress:
            guard let batch = state.batch else { return }
            draw(BatchLines.progress(batch, state, columns: rect.columns - 2), in: rect, on: &grid)
        }
        drawBox(screen, state, over: AppLayout(state).body, on: &grid)
    }

    private static func drawModels(
        _ screen: BatchScreen,
        _ state: AppState,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let models = state.batchModels
        guard !models.isEmpty else {
            let mark = state.keyName(.mark)
            let range = state.keyName(.markRange)
            let all = state.keyName(.markShown)
            let lines: [BatchLine] = [
                [("No model is marked", .title)],
                [("In the table \(mark) marks one, \(range) a range, \(all) all shown", .text)],
            ]
            return draw(lines.flatMap { wrap($0, rect.columns - 2) }, in: rect, on: &grid)
        }
        let table = BatchModelsTable(screen, state, width: rect.columns)
        let notes = notes(screen, models, state).flatMap { wrap($0, rect.columns - 2) }
        // What is known of the model under the cursor gives way to the models.
        let noteRows = rect.rows - notes.count - 2 >= 3 ? notes.count + 1 : 0
        let rows = max(rect.rows - 1 - noteRows, 1)
        let top = max(min(screen.selection - rows / 2, models.count - rows), 0)
        var lines = rect.rows > 1 ? [table.head] : []
        let shown = models.dropFirst(top).prefix(rows)
        lines += shown.map { table.row($0) }
        draw(lines, in: rect, inset: 0, on: &grid)
        let row = rect.row + (rect.rows > 1 ? 1 : 0) + screen.selection - top
        if row < rect.endRow {
            CursorMark.draw(row: row, column: rect.column, on: &grid, state.context)
            grid.setSurface(.selection, row: row, columns: rect.column..<rect.endColumn)
        }
        guard noteRows > 0 else { return }
        let below = Rect(
            row: rect.row + 1 + shown.count + 1,
            column: rect.column,
            columns: rect.columns,
            rows: notes.count
        )
        draw(notes, in: below, on: &grid)
    }

    /// What is known of the model under the cursor, and what to take instead of a weak one.
    private static func notes(
        _ screen: BatchScreen,
        _ models: [Model],
        _ state: AppState
    ) -> [BatchLine] {
        guard models.indices.contains(screen.selection) else { return [] }
        let model = models[screen.selection]
        let obstacles = BatchObstacle.all(of: model, now: state.now)
        var lines: [BatchLine] = []
        let survival = screen.survival[model.id]
        if let survival {
            let speed = survival.medianMilliseconds.map {
                ", \(Quantity.duration(milliseconds: $0)) an answer"
            }
            lines.append([
                ("Answers  ", .dim), ("\(survival.words)\(speed ?? "")", .text),
            ])
        }
        if obstacles.contains(where: \.isFatal) || survival?.isWeak == true {
            let others = Alternatives.of(model, in: state.catalog.models, orSameAuthor: true)
                .map(\.id.rawValue)
            let words =
                others.isEmpty ? "nothing like it" : others.joined(separator: ", ")
            lines.append([
                ("Instead  ", .dim), (SanitizedText(sanitizing: words).singleLine, .accent),
            ])
        }
        return lines
    }

    /// The box in which files are named, or the wait for what was found of them.
    private static func drawBox(
        _ screen: BatchScreen,
        _ state: AppState,
        over rect: Rect,
        on grid: inout CellGrid
    ) {
        switch screen.step {
        case .slate(let field):
            BatchFormView.draw(
                title: "Save the slate to",
                lines: [("File", field, "", true)],
                state,
                in: rect,
                on: &grid
            )
        case .form(let form), .preparing(let form):
            var isPreparing = false
            if case .preparing = screen.step { isPreparing = true }
            let lines = BatchForm.Part.allCases.map { part in
                let placeholder =
                    part == .results && !form.field(.prompts).isEmpty
                    ? "\(form.resultsPath)" : part.placeholder
                return (
                    part.label, form.field(part), placeholder, part == form.part && !isPreparing
                )
            }
            BatchFormView.draw(
                title: isPreparing ? "Asking for each model's endpoints" : "Batch",
                lines: lines,
                state,
                in: rect,
                on: &grid
            )
        case .models, .proposal, .progress:
            break
        }
    }

    private static func draw(
        _ lines: [BatchLine],
        in rect: Rect,
        inset: Int = 1,
        on grid: inout CellGrid
    ) {
        for (index, line) in lines.prefix(rect.rows).enumerated() {
            var column = rect.column + inset
            for (text, role) in line {
                column = grid.write(
                    text,
                    row: rect.row + index,
                    column: column,
                    limit: rect.endColumn,
                    style: CellStyle(role)
                )
            }
        }
    }

    /// Breaks the last piece of a line that is too long; the first ones stay before its first line.
    private static func wrap(_ line: BatchLine, _ columns: Int) -> [BatchLine] {
        guard let last = line.last else { return [[]] }
        let before = line.dropLast()
        let used = before.reduce(0) { $0 + CellWidth.of($1.text.string) }
        let width = max(columns - used, 12)
        let parts = LineWrapper.wrap(Substring(last.text.string), cells: width)
        let indent = SanitizedText(sanitizing: String(repeating: " ", count: used))
        return parts.enumerated().map { index, part in
            let text = SanitizedText(sanitizing: String(part))
            return (index == 0 ? Array(before) : [(indent, last.role)]) + [(text, last.role)]
        }
    }
}
