package import MusterCore

/// The help: the keys of the room that it covers, all keys, and pages of the manual, with a search.
package struct HelpRoom: Room {
    /// The page on the screen.
    package private(set) var page: HelpPage
    package private(set) var scroll = 0
    /// What the room beneath can do, for the keys.
    private let here: [KeyHelp.Entry]
    /// A message to explain: the page of messages has only what is about it.
    private let message: String?
    /// The page's text; `nil` until it is read.
    private var text: String? {
        didSet { laidOut = nil }
    }
    /// The text in lines of that many cells, which take longer to lay out than a key may.
    private var laidOut: (columns: Int, lines: [[Span]])?
    /// The search while the user types it.
    private var field: TextField?
    package private(set) var searched = ""

    /// The rows above the page.
    private static let headRows = 2

    package static func == (left: HelpRoom, right: HelpRoom) -> Bool {
        left.page == right.page && left.scroll == right.scroll && left.here == right.here
            && left.message == right.message && left.text == right.text
            && left.field == right.field && left.searched == right.searched
    }

    private init(_ page: HelpPage, here: [Hint], about message: String?) {
        self.page = page
        self.here = here.map { KeyHelp.Entry(keys: $0.key, words: $0.word) }
        self.message = message
    }

    /// Opens the help on the keys, those of the focused room first.
    static func open(over room: any Room, _ world: World) -> Outcome {
        [.push(HelpRoom(.keys, here: room.hints(world), about: nil))]
    }

    /// Opens the manual's section on a message.
    static func explain(_ message: String) -> Outcome {
        [
            .push(HelpRoom(.messages, here: [], about: message)),
            .effect(.loadManual(.messages, about: message)),
        ]
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? { " Help " }

    package var search: (what: SanitizedText, field: TextField)? {
        field.map { ("search the help", $0) }
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key):
            return field == nil ? press(key, world) : pressInSearch(key, world)
        case .paste(let text):
            guard field != nil else { return [.pass] }
            field?.insert(text, onOneLine: true)
        case .scroll(let rows): scroll(by: rows, world)
        case .row(let index): return show(HelpPage.allCases[index])
        case .event(.manualLoaded(let loaded, let text)):
            guard loaded == page else { return [] }
            self.text = text
            scroll = 0
            layOut(world)
        case .event(.resized): layOut(world)
        default: return [.pass]
        }
        return []
    }

    private mutating func layOut(_ world: World) {
        guard let text else { return }
        let columns = Self.columns(world)
        laidOut = (columns, Self.lines(of: text, columns, world))
    }

    private mutating func press(_ key: KeyPress, _ world: World) -> Outcome {
        let action = world.action(for: key)
        switch action {
        case .quit, .interrupt, .help: return [.pop]
        case .cancel:
            guard searched.isEmpty else {
                searched = ""
                return []
            }
            return [.pop]
        case .nextPane, .scrollRight: return show(step: 1)
        case .scrollLeft: return show(step: -1)
        case .filter: field = TextField()
        case .nextMatch: return find(from: scroll + 1, step: 1, world)
        case .previousMatch: return find(from: scroll - 1, step: -1, world)
        case let action?:
            guard let rows = action.scrollRows(page: pageRows(world)) else { return [.pass] }
            scroll(by: rows, world)
        case nil:
            guard key == .backTab else { return [.pass] }
            return show(step: -1)
        }
        return []
    }

    private mutating func pressInSearch(_ key: KeyPress, _ world: World) -> Outcome {
        switch key {
        case .enter:
            searched = field?.text ?? ""
            field = nil
            return find(from: scroll, step: 1, world)
        case _ where world.isWayOut(key):
            field = nil
            return []
        default: return field?.apply(key) == true ? [] : [.pass]
        }
    }

    private mutating func show(step: Int) -> Outcome {
        let pages = HelpPage.allCases
        let index = pages.firstIndex(of: page) ?? 0
        return show(pages[(index + step + pages.count) % pages.count])
    }

    private mutating func show(_ page: HelpPage) -> Outcome {
        guard page != self.page else { return [] }
        self.page = page
        text = nil
        scroll = 0
        return page.topic == nil ? [] : [.effect(.loadManual(page, about: about))]
    }

    private var about: String? { page == .messages ? message : nil }

    /// Goes to the next line with the text that is sought, in that direction and round the end.
    private mutating func find(from start: Int, step: Int, _ world: World) -> Outcome {
        guard !searched.isEmpty else {
            return [.say("Press \(world.keyName(.filter)) to search this page first")]
        }
        let lines = lines(world)
        let needle = searched.lowercased()
        for offset in 0..<lines.count {
            let index = ((start + offset * step) % lines.count + lines.count) % lines.count
            let line = lines[index].map(\.text.string).joined().lowercased()
            guard line.contains(needle) else { continue }
            scroll = min(index, max(lines.count - pageRows(world), 0))
            return []
        }
        return [.say("\(searched) is not on this page", .warning)]
    }

    private mutating func scroll(by rows: Int, _ world: World) {
        let last = lines(world).count - pageRows(world)
        scroll = min(max(scroll + rows, 0), max(last, 0))
    }

    private func pageRows(_ world: World) -> Int {
        max(world.layout.insideBody.rows - Self.headRows, 1)
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing in the help; \(world.keyName(.quit)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        guard field == nil else { return [("Enter", "find"), (world.wayOut, "leave")] }
        return [
            (world.keyName(.nextPane), "next page"), (world.moveKeys, "scroll"),
            (world.keyName(.filter), "search"), (world.keyName(.nextMatch), "next match"),
            (world.keyName(.quit), "close"),
        ]
    }

    package func place(_ world: World) -> SanitizedText? { "help, \(page.title)" }
}

// MARK: - Drawing

extension HelpRoom {
    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        drawTabs(in: rect, world, on: &grid)
        let inside = Rect(
            row: rect.row + Self.headRows,
            column: rect.column,
            columns: rect.columns,
            rows: rect.rows - Self.headRows
        )
        guard inside.rows > 0 else { return }
        let lines = lines(world)
        let first = min(scroll, max(lines.count - inside.rows, 0))
        for (offset, line) in lines.dropFirst(first).prefix(inside.rows).enumerated() {
            let row = inside.row + offset
            grid.write(line, row: row, column: rect.column + 1, limit: rect.endColumn)
            highlight(line, row: row, column: rect.column + 1, on: &grid)
        }
        ScrollPosition.draw(
            first: first,
            shown: inside.rows,
            total: lines.count,
            under: rect,
            on: &grid
        )
    }

    private func drawTabs(in rect: Rect, _ world: World, on grid: inout CellGrid) {
        var column = rect.column + 1
        for (index, page) in HelpPage.allCases.enumerated() {
            let isShown = page == self.page
            let mark: SanitizedText = isShown ? (world.context.isASCII ? "> " : "▸ ") : "  "
            let tab = [Span(mark, .accent), Span(page.title, isShown ? .title : .dim)]
            let end = grid.write(tab, row: rect.row, column: column, limit: rect.endColumn)
            grid.addButton(.row(index), row: rect.row, columns: column..<end)
            column = end + 1
        }
    }

    private func highlight(
        _ line: [Span],
        row: Int,
        column: Int,
        on grid: inout CellGrid
    ) {
        guard !searched.isEmpty else { return }
        let text = line.map(\.text.string).joined()
        guard let range = text.range(of: searched) else { return }
        grid.write(
            "\(text[range])",
            row: row,
            column: column + CellWidth.of(text[..<range.lowerBound]),
            style: CellStyle(.match)
        )
    }

    /// The lines of the page in the room's width.
    private func lines(_ world: World) -> [[Span]] {
        let columns = Self.columns(world)
        guard page.topic != nil else { return KeyHelp.lines(here: here, world, columns: columns) }
        guard let text else { return [[Span("Loading", .dim)]] }
        if let laidOut, laidOut.columns == columns { return laidOut.lines }
        return Self.lines(of: text, columns, world)
    }

    private static func columns(_ world: World) -> Int {
        max(world.layout.insideBody.columns - 2, 1)
    }

    private static func lines(of text: String, _ columns: Int, _ world: World) -> [[Span]] {
        guard !text.isEmpty else {
            let nothing = Span("The manual says nothing about this message.", .dim)
            return [nothing].wrapped(columns)
        }
        // Long lines are hard to read.
        let layout = MarkdownLayout(columns: min(columns, 100), isASCII: world.context.isASCII)
        return layout.lines(ofDocument: text)
    }
}

extension String {
    /// The first occurrence of a text, whatever the case.
    fileprivate func range(of needle: String) -> Range<String.Index>? {
        let lowered = lowercased()
        // A letter that changes its length in lower case would shift the place.
        guard lowered.count == count, let found = lowered.firstRange(of: needle.lowercased()) else {
            return nil
        }
        let start = lowered.distance(from: lowered.startIndex, to: found.lowerBound)
        let lower = index(startIndex, offsetBy: start)
        return lower..<index(lower, offsetBy: needle.count)
    }
}

extension Action {
    // Opened by ``HelpRoom/open(over:_:)``, which knows the room.
    static let help = Action("help", "keys, badges, filters, messages", "?", hint: "help") { _ in []
    }
}
