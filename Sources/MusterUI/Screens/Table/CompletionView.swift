import MusterCore

/// The last line while the user types a filter: a complaint for which the line above has no room,
/// else the completions.
enum CompletionView {
    static func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        let clearKey = world.wayOut
        let catalog = world.catalog
        let clearWord: SanitizedText = catalog.hasFilterBefore ? "restore" : "clear"
        let limit = rect.endColumn - 1
        // If Tab offers completions, the word is unfinished rather than wrong.
        if catalog.completion == nil, let complaint = catalog.filter.complaints.first,
            !FilterBarView.hasRoomForComplaint(world, columns: world.size.columns)
        {
            let text = Truncation.tail(
                complaint.sentence,
                cells: rect.columns - 2,
                isASCII: world.context.isASCII
            )
            let end = write("\(text)", .error, rect.column + 1, limit, rect, &grid)
            let wayOut = limit - CellWidth.of("\(clearKey.string) \(clearWord.string)")
            guard end + 2 <= wayOut else { return }
            drawKey(clearKey, clearWord, wayOut, limit, rect, &grid)
            return
        }
        var column = rect.column + 1
        var hints: [(SanitizedText, SanitizedText)] = [("Enter", "keep"), (clearKey, clearWord)]
        if catalog.completion == nil { hints += [("Down", "rows"), ("Up", "earlier filters")] }
        for (key, word) in hints {
            guard column + CellWidth.of(key.string) + 1 + CellWidth.of(word.string) <= limit else {
                return
            }
            column = drawKey(key, word, column, limit, rect, &grid) + 2
        }
        guard let completion = catalog.completion, column + 8 < limit else { return }
        grid.addButton(.key("Tab"), row: rect.row, columns: column..<limit)
        column = write("Tab", .key, column, limit, rect, &grid)
        drawCandidates(
            completion.completion.candidates,
            chosen: completion.chosen,
            from: column,
            limit,
            rect,
            &grid
        )
    }

    /// Draws a key and its word as a button, and returns the column after them.
    @discardableResult
    private static func drawKey(
        _ key: SanitizedText,
        _ word: SanitizedText,
        _ start: Int,
        _ limit: Int,
        _ rect: Rect,
        _ grid: inout CellGrid
    ) -> Int {
        let column = write(key, .key, start, limit, rect, &grid)
        let end = write(word, .dim, column + 1, limit, rect, &grid)
        grid.addButton(.key(key.string), row: rect.row, columns: start..<end)
        return end
    }

    private static func drawCandidates(
        _ candidates: [FilterCompletion.Candidate],
        chosen: Int?,
        from start: Int,
        _ limit: Int,
        _ rect: Rect,
        _ grid: inout CellGrid
    ) {
        var column = start
        // Skip candidates so that the chosen one stays visible.
        var first = 0
        func width(_ range: Range<Int>) -> Int {
            candidates[range].reduce(0) { $0 + 1 + CellWidth.of($1.text) }
        }
        if let chosen {
            while first < chosen, start + width(first..<chosen + 1) > limit { first += 1 }
        }
        for (index, candidate) in candidates.enumerated().dropFirst(first) {
            guard column + 1 + CellWidth.of(candidate.text) <= limit else { return }
            let role: CellStyle.Role = index == chosen ? .match : .dim
            column = write("\(candidate.text)", role, column + 1, limit, rect, &grid)
        }
        let explained = chosen.map { candidates[$0] } ?? candidates.first
        guard chosen != nil || candidates.count == 1, let explained,
            column + 3 + CellWidth.of(explained.explanation) <= limit
        else { return }
        write("\(explained.explanation)", .text, column + 3, limit, rect, &grid)
    }

    @discardableResult
    private static func write(
        _ text: SanitizedText,
        _ role: CellStyle.Role,
        _ column: Int,
        _ limit: Int,
        _ rect: Rect,
        _ grid: inout CellGrid
    ) -> Int {
        grid.write(
            text,
            row: rect.row,
            column: column,
            limit: limit,
            style: CellStyle(role, on: .bar)
        )
    }
}
