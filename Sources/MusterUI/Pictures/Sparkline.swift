import MusterCore

/// Values in a row as bars of one cell each.
package enum Sparkline {
    private static let bars = Array("▁▂▃▄▅▆▇█")
    private static let digits = Array("_.-=+*#@")

    /// The newest values that fit, the highest as a full bar.
    package static func span(
        _ values: some BidirectionalCollection<Int>,
        cells: Int,
        role: CellStyle.Role = .dim,
        isASCII: Bool
    ) -> Span {
        let shown = values.suffix(max(cells, 0))
        let most = max(shown.max() ?? 0, 1)
        let marks = isASCII ? digits : bars
        let text = shown.map { value in
            marks[min(max(value, 0) * marks.count / (most + 1), marks.count - 1)]
        }
        return Span("\(String(text))", role)
    }
}
