/// Follows a text paragraph by paragraph, and tracks which are code.
///
/// Code stands between lines that begin with three backticks (CommonMark 0.31, 4.5).
struct CodeFence: Sendable, Equatable {
    private var isOpen = false
    private var start = ""

    /// Whether the current paragraph is code, or the fence around it.
    var isCode: Bool { isOpen || isMark }

    /// Appends to the current paragraph.
    mutating func extend(_ text: Substring) {
        guard start.count < 3 else { return }
        start = String((start + text).drop { $0 == " " }.prefix(3))
    }

    mutating func endParagraph() {
        if isMark { isOpen.toggle() }
        start = ""
    }

    private var isMark: Bool { start == "```" }
}
