import MusterCore

/// Where one is in what is longer than its box, in the box's lower border: ` 20-38 of 62 `.
enum ScrollPosition {
    /// Draws it, unless everything is shown.
    ///
    /// - Parameters:
    ///   - first: the index of the first line shown.
    ///   - shown: how many lines fit.
    ///   - total: how many there are.
    ///   - inside: the part that the border surrounds.
    ///   - grid: what is drawn on.
    ///   - prefix: what else the border says, before the position.
    static func draw(
        first: Int,
        shown: Int,
        total: Int,
        under inside: Rect,
        on grid: inout CellGrid,
        prefix: SanitizedText = ""
    ) {
        let isWhole = first <= 0 && total <= shown
        var parts: [SanitizedText] = prefix.string.isEmpty ? [] : [prefix]
        if !isWhole, total > 0, shown > 0 {
            parts.append("\(first + 1)-\(min(first + shown, total)) of \(total)")
        }
        guard let start = parts.first else { return }
        let text: SanitizedText = parts.dropFirst().reduce(" " + start) { $0 + ", " + $1 } + " "
        let column = inside.endColumn - CellWidth.of(text.string) - 1
        guard column >= inside.column else { return }
        grid.write(text, row: inside.endRow, column: column, style: CellStyle(.accent))
    }
}
