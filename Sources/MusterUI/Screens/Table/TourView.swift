import MusterCore

/// Six lines for first-time users.
enum TourView {
    typealias Line = (key: SanitizedText, text: SanitizedText)

    /// The width of the longest line, in cells.
    static let width = 60
    private static let keyWidth = 8

    static func lines(_ world: World) -> [Line] {
        func key(_ actions: Action...) -> SanitizedText {
            actions.dropFirst().reduce(world.keyName(actions[0])) { $0 + " " + world.keyName($1) }
        }
        return [
            (key(.refresh), "fetch the catalog, which needs no key"),
            (key(.filter), "filter it: llama is:free ctx>=128k"),
            (key(.check), "check who really serves a model, free of charge"),
            (key(.why), "see why it has its badge, with the evidence"),
            (key(.prompt), "ask it something, and watch the answer come"),
            (key(.help, .palette), "every key; every command by name"),
        ]
    }

    static func draw(_ lines: [Line], in rect: Rect, on grid: inout CellGrid) {
        for (index, line) in lines.enumerated() where index < rect.rows {
            let row = rect.row + index
            grid.write(line.key, row: row, column: rect.column, style: CellStyle(.key))
            grid.write(
                line.text,
                row: row,
                column: rect.column + keyWidth,
                limit: rect.endColumn,
                style: CellStyle(.text)
            )
        }
    }
}
