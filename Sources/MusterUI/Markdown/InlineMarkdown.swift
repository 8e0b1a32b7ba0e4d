import MusterCore

/// The marks within a line of Markdown: emphasis, code and links (CommonMark 0.31, 6).
enum InlineMarkdown {
    /// The line without its marks, in styled pieces.
    static func spans(_ line: some StringProtocol, role: CellStyle.Role = .text) -> [Span] {
        var scanner = InlineScanner(Array(line), role: role)
        return scanner.spans()
    }
}

/// Reads a line from its beginning to its end, and ends a mark where its counterpart stands.
private struct InlineScanner {
    private let characters: [Character]
    private let base: CellStyle.Role
    private var place = 0
    private var found: [Span] = []
    private var pending = ""
    private var isStrong = false
    private var isEmphasised = false

    init(_ characters: [Character], role: CellStyle.Role) {
        self.characters = characters
        base = role
    }

    private var role: CellStyle.Role { isStrong || isEmphasised ? .title : base }

    mutating func spans() -> [Span] {
        while place < characters.count {
            if !takeEscape(), !takeCode(), !takeLink(), !takeEmphasis() {
                pending.append(characters[place])
                place += 1
            }
        }
        flush()
        return found
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        found.append(Span("\(pending)", role))
        pending = ""
    }

    private mutating func add(_ text: String, _ role: CellStyle.Role) {
        flush()
        if !text.isEmpty { found.append(Span("\(text)", role)) }
    }

    /// A backslash before punctuation means the punctuation.
    private mutating func takeEscape() -> Bool {
        guard characters[place] == "\\", place + 1 < characters.count,
            characters[place + 1].isPunctuation || characters[place + 1].isSymbol
        else { return false }
        pending.append(characters[place + 1])
        place += 2
        return true
    }

    /// Code between runs of backticks of one length.
    private mutating func takeCode() -> Bool {
        let run = length(of: "`", at: place)
        guard run > 0 else { return false }
        var end = place + run
        while end < characters.count {
            let closing = length(of: "`", at: end)
            if closing == run {
                var code = String(characters[place + run..<end])
                if code.first == " ", code.last == " ", code.count > 2 {
                    code = String(code.dropFirst().dropLast())
                }
                add(code, .accent)
                place = end + run
                return true
            }
            end += max(closing, 1)
        }
        pending += String(repeating: "`", count: run)
        place += run
        return true
    }

    /// `[words](address)`: the words, and the address unless they say it.
    private mutating func takeLink() -> Bool {
        guard characters[place] == "[",
            let close = characters[place...].firstIndex(of: "]"), close + 1 < characters.count,
            characters[close + 1] == "(",
            let end = characters[(close + 1)...].firstIndex(of: ")"), close > place + 1
        else { return false }
        let words = String(characters[place + 1..<close])
        let address = String(characters[close + 2..<end])
        guard !address.contains(" "), !words.contains("[") else { return false }
        add(words.filter { $0 != "`" && $0 != "*" }, .accent)
        if address.hasPrefix("http"), address != words { add(" (\(address))", .dim) }
        place = end + 1
        return true
    }

    /// `**`, `__`, `*` and `_` at the edges of words; anything else is text.
    private mutating func takeEmphasis() -> Bool {
        let mark = characters[place]
        guard mark == "*" || mark == "_" else { return false }
        let run = length(of: mark, at: place)
        let width = min(run, 2)
        let before = place > 0 ? characters[place - 1] : " "
        let after = place + run < characters.count ? characters[place + run] : " "
        let isOpen = width == 2 ? isStrong : isEmphasised
        let isEdge =
            isOpen
            ? !before.isWhitespace && (mark == "*" || !after.isLetter)
            : !after.isWhitespace && (mark == "*" || !before.isLetter)
                && closes(mark, width, from: place + run)
        guard isEdge, run <= 3 else { return false }
        flush()
        if width == 2 { isStrong.toggle() } else { isEmphasised.toggle() }
        place += width
        return true
    }

    /// Whether the mark ends somewhere after that place.
    private func closes(_ mark: Character, _ width: Int, from start: Int) -> Bool {
        var index = start
        while index < characters.count {
            let run = length(of: mark, at: index)
            if run >= width, index > start, !characters[index - 1].isWhitespace { return true }
            index += max(run, 1)
        }
        return false
    }

    private func length(of mark: Character, at start: Int) -> Int {
        characters[min(start, characters.count)...].prefix { $0 == mark }.count
    }
}
