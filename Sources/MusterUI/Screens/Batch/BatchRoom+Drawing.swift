import Foundation
import MusterCore

extension BatchRoom {
    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        switch stage {
        case .models, .slate, .form, .preparing:
            drawModels(world, in: rect, on: &grid)
        case .proposal(_, let proposal, _):
            let all = Self.lines(proposal, world, rect)
            let first = min(scroll, max(all.count - rect.rows, 0))
            grid.write(all.dropFirst(first), in: rect)
            ScrollPosition.draw(
                first: first,
                shown: rect.rows,
                total: all.count,
                under: rect,
                on: &grid
            )
        case .progress:
            guard let batch = world.batch else { return }
            let (lines, rows) = BatchLines.progress(batch, world, columns: rect.columns - 3)
            let selected = rows.indices.contains(selection) ? rows[selection] : 0
            let first = max(min(selected - rect.rows + 2, lines.count - rect.rows), 0)
            grid.write(lines.dropFirst(first), in: rect, inset: 2)
            for (index, line) in rows.enumerated() where (first..<first + rect.rows).contains(line)
            {
                let row = rect.row + line - first
                grid.addButton(.row(index), row: row, columns: rect.column..<rect.endColumn)
                if index == selection { grid.select(row: row, in: rect, world) }
            }
        }
        drawBox(world, over: world.layout.body, on: &grid)
    }

    static func lines(_ proposal: BatchProposal, _ world: World, _ rect: Rect) -> [[Span]] {
        BatchLines.proposal(proposal, world).flatMap { $0.wrapped(rect.columns - 2) }
    }

    private func drawModels(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        let models = world.catalog.markedModels
        guard !models.isEmpty else {
            let mark = world.keyName(.mark)
            let range = world.keyName(.markRange)
            let all = world.keyName(.markShown)
            let lines = [
                [Span("No model is marked", .title)],
                [Span("In the table \(mark) marks one, \(range) a range, \(all) all shown")],
            ]
            return grid.write(lines.flatMap { $0.wrapped(rect.columns - 2) }, in: rect)
        }
        let table = BatchModelsTable(seen, world, width: rect.columns)
        let notes = notes(models, world).flatMap { $0.wrapped(rect.columns - 2) }
        // The notes on the model under the cursor give way to the models.
        let noteRows = rect.rows - notes.count - 2 >= 3 ? notes.count + 1 : 0
        let rows = max(rect.rows - 1 - noteRows, 1)
        let top = max(min(selection - rows / 2, models.count - rows), 0)
        let shown = models.dropFirst(top).prefix(rows)
        let head = rect.rows > 1 ? [table.head] : []
        grid.write(head + shown.map { table.row($0) }, in: rect, inset: 0)
        let row = rect.row + head.count + selection - top
        if row < rect.endRow { grid.select(row: row, in: rect, world) }
        guard noteRows > 0 else { return }
        let below = Rect(
            row: rect.row + 1 + shown.count + 1,
            column: rect.column,
            columns: rect.columns,
            rows: notes.count
        )
        grid.write(notes, in: below)
    }

    /// Notes on the model under the cursor, and alternatives to a weak one.
    private func notes(_ models: [Model], _ world: World) -> [[Span]] {
        guard models.indices.contains(selection) else { return [] }
        let model = models[selection]
        var lines: [[Span]] = []
        let hidden = world.catalog.hiddenCount(of: models.map(\.id))
        if hidden > 0 {
            let words = "\(hidden) of the \(models.count) models are hidden by the filter"
            lines.append([Span("\(words)", .warning)])
        }
        let seen = seen[model.id]
        if let seen {
            let speed = seen.medianMilliseconds.map {
                ", \(Quantity.duration(milliseconds: $0)) an answer"
            }
            lines.append([Span("Answers  ", .dim), Span("\(seen.words)\(speed ?? "")")])
        }
        let isFatal = BatchObstacle.all(of: model, now: world.now).contains(where: \.isFatal)
        if isFatal || seen?.isWeak == true {
            let others = Alternatives.of(
                model,
                in: world.catalog.models,
                now: world.now,
                orSameAuthor: true
            )
            .map(\.id.rawValue)
            let words = others.isEmpty ? "nothing like it" : others.joined(separator: ", ")
            let text = SanitizedText(sanitizing: words).singleLine
            lines.append([Span("Instead  ", .dim), Span(text, .accent)])
        }
        return lines
    }

    /// The box with the form, or the wait for the preparation.
    private func drawBox(_ world: World, over rect: Rect, on grid: inout CellGrid) {
        switch stage {
        case .slate(let field):
            let line: FormLine = ("File", field, "", true)
            Self.draw([line], title: "Save the slate to", world, in: rect, on: &grid)
        case .form(let form):
            let lines = Self.lines(of: form, isActive: true)
            Self.draw(lines, title: "Batch", world, in: rect, on: &grid)
        case .preparing(_, let form):
            let lines = Self.lines(of: form, isActive: false)
            let title: SanitizedText = "Asking for each model's endpoints"
            Self.draw(lines, title: title, world, in: rect, on: &grid)
        case .models, .proposal, .progress: break
        }
    }

    private typealias FormLine = (
        label: SanitizedText, field: TextField, placeholder: SanitizedText, isActive: Bool
    )

    private static func lines(of form: BatchForm, isActive: Bool) -> [FormLine] {
        BatchForm.Part.allCases.map { part in
            let isDerived = part == .results && !form.field(.prompts).isEmpty
            return (
                part.label, form.field(part),
                isDerived ? "\(form.resultsPath)" : part.placeholder,
                isActive && part == form.part
            )
        }
    }

    private static func draw(
        _ lines: [FormLine],
        title: SanitizedText,
        _ world: World,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let box = Box.drawAtBottom(title: title, rows: lines.count, in: rect, world, on: &grid)
        let inside = box.inside
        for (offset, line) in lines.prefix(inside.rows).enumerated() {
            let row = inside.row + offset
            grid.write(
                [Span(line.label, line.isActive ? .key : .dim)],
                row: row,
                column: inside.column + 1,
                limit: inside.endColumn,
                on: .input
            )
            FieldView.draw(
                line.field,
                placeholder: line.placeholder,
                row: row,
                column: inside.column + 12,
                in: inside,
                isActive: line.isActive,
                world,
                on: &grid
            )
        }
    }
}
