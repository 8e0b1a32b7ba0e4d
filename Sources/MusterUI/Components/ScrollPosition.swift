import MusterCore

/// The scroll position in a box's lower border: ` 20-38 of 62 `.
enum ScrollPosition {
    /// Draws the position after `prefix`, unless everything is visible.
    ///
    /// `first` is the index of the first visible line, `shown` the number of lines that fit, and
    /// `inside` the part that the border surrounds.
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
