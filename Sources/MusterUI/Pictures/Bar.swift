import MusterCore

/// A horizontal bar of cells.
package enum Bar {
    /// The filled part in `role`, to half a cell, and the rest dimmed.
    ///
    /// A bar is full only at 1 and empty only at 0.
    ///
    /// - Parameters:
    ///   - share: The filled part of it, from 0 to 1; other numbers count as the nearest of these.
    ///   - cells: Its length.
    ///   - role: The style of the filled part.
    ///   - isASCII: Whether it consists of `=` and `-`.
    /// - Returns: The bar in one or two pieces.
    package static func spans(
        _ share: Double,
        cells: Int,
        role: CellStyle.Role,
        isASCII: Bool
    ) -> [Span] {
        let share = share.isFinite ? min(max(share, 0), 1) : 0
        let steps = isASCII ? 1 : 2
        let whole = cells * steps
        var filled = Int((share * Double(whole)).rounded())
        if share > 0 { filled = max(filled, 1) }
        if share < 1 { filled = min(filled, whole - 1) }
        let full = max(filled, 0) / steps
        let half = filled > 0 && filled % steps == 1 ? "╸" : ""
        let marks = isASCII ? ("=", "-") : ("━", "─")
        let rest = max(cells - full - half.count, 0)
        return [
            Span("\(String(repeating: marks.0, count: full) + half)", role),
            Span("\(String(repeating: marks.1, count: rest))", .disabled),
        ].filter { !$0.text.string.isEmpty }
    }
}
