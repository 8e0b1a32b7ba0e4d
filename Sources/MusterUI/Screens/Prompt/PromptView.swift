import MusterCore

/// Draws the box in which a prompt is written, at the bottom of the body.
enum PromptView {
    static func draw(
        _ prompt: PromptState,
        _ state: AppState,
        in body: Rect,
        on grid: inout CellGrid
    ) {
        let form = prompt.showsParameters ? PromptState.Part.allCases.dropFirst() : []
        let textColumns = max(body.columns - 4, 1)
        let (lines, cursor) = layOut(prompt.field, columns: textColumns)
        let box = BottomBox.draw(
            title: title(prompt, state, columns: body.columns),
            rows: max(lines.count, 3) + form.count,
            in: body,
            on: &grid,
            state.context
        )
        drawEstimate(prompt.estimate, box, on: &grid)
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
        if prompt.field.isEmpty {
            grid.write(
                "Ask something; Enter sends it",
                row: inside.row,
                column: inside.column + 1,
                limit: inside.endColumn,
                style: CellStyle(.dim, on: .input)
            )
        }
        if prompt.part == .prompt {
            grid.cursor = (
                inside.row + cursor.line - top,
                min(inside.column + 1 + cursor.column, inside.endColumn - 1)
            )
        }
        for (offset, part) in form.enumerated() where textRows + offset < inside.rows {
            drawPart(
                part,
                prompt,
                row: inside.row + textRows + offset,
                inside,
                isASCII: state.context.isASCII,
                on: &grid
            )
        }
    }

    private static func title(
        _ prompt: PromptState,
        _ state: AppState,
        columns: Int
    ) -> SanitizedText {
        guard prompt.models.count == 1 else { return "Prompt for \(prompt.models.count) models" }
        let name = Truncation.modelID(
            prompt.models[0].id.rawValue,
            cells: max(columns - 15, 1),
            isASCII: state.context.isASCII
        )
        return "Prompt for \(name)"
    }

    /// Writes what it may cost into the lower border, where there is room.
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

    /// Draws a line of the form: its name, and what was written or what holds without that.
    private static func drawPart(
        _ part: PromptState.Part,
        _ prompt: PromptState,
        row: Int,
        _ inside: Rect,
        isASCII: Bool,
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
        let isFocused = prompt.part == part
        grid.write(
            name,
            row: row,
            column: inside.column + 1,
            limit: inside.endColumn,
            style: CellStyle(isFocused ? .key : .dim, on: .input)
        )
        let field = prompt[part]
        let column = inside.column + 14
        let room = max(inside.endColumn - column - 1, 1)
        // The end of a long line is shown, with the cursor in it.
        let before = Array(field.characters[..<field.cursor])
        let skipped = max(before.count - room, 0)
        let shown = String(field.characters.dropFirst(skipped)).replacing("\n", with: " ")
        let hint = Truncation.tail(standard.string, cells: room, isASCII: isASCII)
        grid.write(
            field.isEmpty ? "\(hint)" : "\(shown)",
            row: row,
            column: column,
            limit: inside.endColumn,
            style: CellStyle(field.isEmpty ? .dim : .text, on: .input)
        )
        if isFocused {
            let width = CellWidth.of(String(before.dropFirst(skipped)))
            grid.cursor = (row, min(column + width, inside.endColumn - 1))
        }
    }

    /// Breaks the text at words, and finds where that puts the cursor.
    private static func layOut(
        _ field: TextField,
        columns: Int
    ) -> (lines: [Substring], cursor: (line: Int, column: Int)) {
        let text = String(field.characters)
        // Characters that stand apart in the field may be one in the text; scalars stay as many.
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
