import MusterCore

extension PromptRoom {
    package func draw(_ world: World, in body: Rect, on grid: inout CellGrid) {
        let form = showsParameters ? Part.allCases.dropFirst() : []
        let textColumns = max(body.columns - 4, 1)
        let (lines, cursor) = Self.layOut(field, columns: textColumns)
        let box = Box.drawAtBottom(
            title: title(world, columns: body.columns),
            rows: max(lines.count, 3) + form.count,
            in: body,
            world,
            on: &grid
        )
        Self.drawEstimate(estimate(for: world.catalog.models(ids)), box, on: &grid)
        let inside = box.inside
        guard !inside.isEmpty else { return }
        let textRows = max(inside.rows - form.count, 1)
        let top = max(cursor.line - textRows + 1, 0)
        for (offset, line) in lines.dropFirst(top).prefix(textRows).enumerated() {
            grid.write(
                "\(String(line))",
                row: inside.row + offset,
                column: inside.column + 1,
                limit: inside.endColumn,
                style: CellStyle(.text, on: .input)
            )
        }
        if field.isEmpty {
            grid.write(
                "Ask something; Enter sends it",
                row: inside.row,
                column: inside.column + 1,
                limit: inside.endColumn,
                style: CellStyle(.dim, on: .input)
            )
        }
        if part == .prompt {
            grid.cursor = (
                inside.row + cursor.line - top,
                min(inside.column + 1 + cursor.column, inside.endColumn - 1)
            )
        }
        for (offset, part) in form.enumerated() where textRows + offset < inside.rows {
            draw(part, row: inside.row + textRows + offset, inside, world, on: &grid)
        }
    }

    private func title(_ world: World, columns: Int) -> SanitizedText {
        guard ids.count == 1 else {
            let dead = world.catalog.models(ids).count { Badge($0) == .unavailable }
            let warning: SanitizedText = dead > 0 ? ", \(dead) unavailable" : ""
            return "Prompt for \(world.countedWithHidden(ids))\(warning)"
        }
        let name = Truncation.modelID(
            ids[0].rawValue,
            cells: max(columns - 15, 1),
            isASCII: world.context.isASCII
        )
        return "Prompt for \(name)"
    }

    /// Writes the cost estimate into the lower border, if it fits.
    private static func drawEstimate(
        _ estimate: SanitizedText,
        _ box: Rect,
        on grid: inout CellGrid
    ) {
        let estimate: SanitizedText = " \(estimate) "
        let column = box.endColumn - CellWidth.of(estimate.string) - 2
        guard column > box.column + 2, box.rows > 2 else { return }
        grid.write(
            estimate,
            row: box.endRow - 1,
            column: column,
            limit: box.endColumn - 1,
            style: CellStyle(.dim)
        )
    }

    /// Draws a form line: its name, and its value or the default.
    private func draw(
        _ part: Part,
        row: Int,
        _ inside: Rect,
        _ world: World,
        on grid: inout CellGrid
    ) {
        let (name, standard): (SanitizedText, SanitizedText) =
            switch part {
            case .prompt: ("", "")
            case .system: ("System", "none")
            case .temperature: ("Temperature", "the model's own; 0 to 2")
            case .maxTokens: ("Max tokens", "\(GenerationRequest.defaultMaxTokens)")
            case .effort: ("Effort", "the model's own; low medium high, ...")
            }
        let isActive = self.part == part
        let (column, limit) = (inside.column + 1, inside.endColumn)
        let style = CellStyle(isActive ? .key : .dim, on: .input)
        grid.write(name, row: row, column: column, limit: limit, style: style)
        FieldView.draw(
            self[part],
            placeholder: standard,
            row: row,
            column: inside.column + 14,
            in: inside,
            isActive: isActive,
            world,
            on: &grid
        )
    }

    /// Wraps the text at words, and locates the cursor.
    private static func layOut(
        _ field: TextField,
        columns: Int
    ) -> (lines: [Substring], cursor: (line: Int, column: Int)) {
        let text = String(field.characters)
        // Characters that are separate in the field may combine in the text; their scalars do not.
        let before = field.characters[..<field.cursor].reduce(0) { $0 + $1.unicodeScalars.count }
        let scalars = text.unicodeScalars
        let place = scalars.index(scalars.startIndex, offsetBy: before)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { LineWrapper.wrap($0, cells: columns) }
        let line = lines.lastIndex { $0.startIndex <= place } ?? 0
        let column = CellWidth.of(text[lines[line].startIndex..<place])
        return (lines, (line, column))
    }
}
