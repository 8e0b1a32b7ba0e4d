import Foundation
import MusterCore

extension AnswersPane {
    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        let strip = RaceStrip.rows(answers.count, of: rect.rows)
        if strip > 0 {
            let lines = RaceStrip(answers, world).lines(width: rect.columns - 2, selected: index)
            grid.write(lines, in: rect)
        }
        let columns = GenerationColumns(self, in: rect).shown
        for (tab, rect) in columns {
            if tab != columns[0].tab {
                Frame(world.context).drawDivider(leftOf: rect, on: &grid)
            }
            draw(tab: tab, world, in: rect, on: &grid)
        }
    }

    private func draw(tab: Int, _ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty, answers.indices.contains(tab) else { return }
        let generation = answers[tab]
        drawTitle(generation, tab: tab, world, in: rect, on: &grid)
        let lines = generation.transcript.lines
        let first = generation.firstLine
        let hasFoot = generation.isUnanswered && rect.rows > 2
        if hasFoot, tab == index { drawWaysOut(world, in: rect, on: &grid) }
        for offset in 0..<max(rect.rows - 1 - (hasFoot ? 1 : 0), 0) {
            let index = first + offset
            guard lines.indices.contains(index) else { break }
            let line = lines[index]
            let role = Self.role(of: line.kind, generation.status)
            grid.write(
                line.spans.isEmpty ? [Span(line.text, role)] : line.spans,
                row: rect.row + 1 + offset,
                column: rect.column + 1,
                limit: rect.endColumn
            )
            Self.highlight(generation.search, in: line, row: rect.row + 1 + offset, rect, on: &grid)
        }
        if generation.hiddenLineCount > 0 {
            let arrow: SanitizedText = world.context.isASCII ? "v" : "▼"
            let count = generation.hiddenLineCount
            let text: SanitizedText =
                " \(arrow) \(count) more \(count == 1 ? "line" : "lines"); \(world.keyName(.moveToBottom)) follows "
            grid.write(
                text,
                row: rect.endRow,
                column: max(rect.endColumn - CellWidth.of(text.string) - 1, 0),
                style: CellStyle(.accent)
            )
        }
    }

    /// What to do now, as keys, under an answer that did not come.
    private func drawWaysOut(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        var column = rect.column + 1
        func add(_ action: Action, _ words: [Span]) {
            let line = [Span(world.keyName(action), .key), Span(" ")] + words
            guard column + line.width < rect.endColumn else { return }
            let end = grid.write(line, row: rect.endRow - 1, column: column)
            let key = world.keyName(action).string
            grid.addButton(.key(key), row: rect.endRow - 1, columns: column..<end)
            column = end + 3
        }
        let isOld = selected?.request == nil
        if let other = standIn(world) {
            let badge = Badge(other)
            let glyph = badge.glyph(isASCII: world.context.isASCII)
            let price = Quantity.price(other.completionPrice, of: other)
            add(
                .showDetails,
                [
                    Span("ask "), Span("\(other.id.rawValue)", .title), Span(" instead ("),
                    Span("\(glyph) \(badge.rawValue)", badge.role), Span(", \(price))"),
                ]
            )
        }
        if !isOld, selected?.hasReasoning == false { add(.foldReasoning, [Span("ask again")]) }
        add(.why, [Span("why")])
        if selected?.result?.failure != nil { add(.help, [Span("explain")]) }
    }

    private static func highlight(
        _ search: String,
        in line: Transcript.Line,
        row: Int,
        _ rect: Rect,
        on grid: inout CellGrid
    ) {
        guard !search.isEmpty, let start = line.firstColumn(of: search) else { return }
        let bytes = line.text.string.utf8
        let before = String(decoding: bytes.prefix(start), as: UTF8.self)
        let found = String(
            decoding: bytes.dropFirst(start).prefix(search.utf8.count),
            as: UTF8.self
        )
        grid.write(
            "\(found)",
            row: row,
            column: rect.column + 1 + CellWidth.of(before),
            limit: rect.endColumn,
            style: CellStyle(.match)
        )
    }

    private func drawTitle(
        _ generation: GenerationState,
        tab: Int,
        _ world: World,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let limit = rect.endColumn
        let count = answers.count
        let isSelected = tab == index
        if isSelected, world.focus == .answers, !world.context.isForScreenReader {
            let mark: SanitizedText = world.context.isASCII ? ">" : "▸"
            grid.write(mark, row: rect.row, column: rect.column, style: CellStyle(.accent))
        }
        var column = grid.write(
            count > 1 ? "Generation \(tab + 1)/\(count)" : "Generation",
            row: rect.row,
            column: rect.column + 1,
            limit: limit,
            style: CellStyle(isSelected || count == 1 ? .heading : .dim)
        )
        let status = generation.status
        let arrow: SanitizedText = world.context.isASCII ? "->" : "→"
        // Even in a narrow pane, the status must stay visible.
        let room = limit - column - 8 - status.rawValue.count
        let model = Truncation.modelID(
            generation.modelID.rawValue,
            cells: max(room, 4),
            isASCII: world.context.isASCII
        )
        column = grid.write(
            "\(model)",
            row: rect.row,
            column: column + 2,
            limit: limit,
            style: CellStyle(isSelected ? .title : .text)
        )
        column = grid.write(
            "\(arrow) ",
            row: rect.row,
            column: column + 1,
            limit: limit,
            style: CellStyle(.dim)
        )
        column = grid.write(
            "\(status.rawValue)",
            row: rect.row,
            column: column,
            limit: limit,
            style: CellStyle(status.role)
        )
        // Leave out a figure that does not fit whole: half a number is a wrong number.
        let dot = world.context.isASCII ? " - " : " · "
        var figures = Self.figures(generation, now: world.now)
        func joined() -> String { figures.map(\.text).joined(separator: dot) }
        while column + 2 + CellWidth.of(joined()) >= limit,
            let least = figures.map(\.rank).max(),
            let index = figures.lastIndex(where: { $0.rank == least })
        {
            figures.remove(at: index)
        }
        let text = joined()
        grid.write(
            "\(text)",
            row: rect.row,
            column: column + 2,
            limit: limit,
            style: CellStyle(.dim)
        )
    }

    /// Time, speed, cost and provider as far as known; the highest rank is left out first.
    private static func figures(
        _ generation: GenerationState,
        now: Date
    ) -> [(text: String, rank: Int)] {
        var figures: [(text: String, rank: Int)] = []
        if let date = generation.waitsUntil {
            let left = max(Int(date.timeIntervalSince(now).rounded(.up)), 0)
            figures.append(("tries again in \(left) s", 0))
        }
        if let milliseconds = generation.firstTokenMilliseconds {
            figures.append(("\(Quantity.duration(milliseconds: milliseconds)) to first token", 3))
        } else if !generation.status.isFinal {
            let waited = now.timeIntervalSince(generation.startedAt)
            if waited >= 1 { figures.append(("\(Int(waited)) s", 3)) }
        }
        if let pace = generation.pace(now: now) { figures.append(("\(pace) tok/s", 2)) }
        if let cost = generation.usage?.cost {
            figures.append((cost == 0 ? "free" : Quantity.dollars(cost), 1))
        }
        if let served = generation.servedModel, served != generation.modelID.rawValue {
            figures.append(("served by \(served)", 4))
        }
        if let provider = generation.provider { figures.append((provider, 5)) }
        return figures
    }

    private static func role(
        of kind: Transcript.Kind,
        _ status: GenerationStatus
    ) -> CellStyle.Role {
        switch kind {
        case .prompt: .dim
        case .reasoning: .reasoning
        case .text: .text
        case .notice: status == .failed ? .error : .warning
        case .aside: .dim
        }
    }
}

/// The columns in which generations appear side by side, if there is room.
struct GenerationColumns {
    /// Below this width, lines of an answer get too short to read.
    private static let minimumColumns = 56

    let shown: [(tab: Int, rect: Rect)]

    /// Lays out as many tabs as fit, with a line between them, including the selected one, below the
    /// strip with the figures of all.
    init(_ pane: AnswersPane, in rect: Rect) {
        let strip = RaceStrip.rows(pane.answers.count, of: rect.rows)
        let rect = Rect(
            row: rect.row + strip,
            column: rect.column,
            columns: rect.columns,
            rows: rect.rows - strip
        )
        let count = max(min(pane.answers.count, (rect.columns + 1) / (Self.minimumColumns + 1)), 1)
        let first = min(max(pane.index - count + 1, 0), max(pane.answers.count - count, 0))
        let width = (rect.columns - count + 1) / count
        shown = (0..<count).map { place in
            let column = rect.column + place * (width + 1)
            // The last column takes the remainder.
            let end = place == count - 1 ? rect.endColumn : column + width
            return (
                first + place,
                Rect(row: rect.row, column: column, columns: end - column, rows: rect.rows)
            )
        }
    }

    /// The size that every generation is laid out for.
    var size: Size {
        shown.map(\.rect.size).min { $0.columns < $1.columns } ?? Size(columns: 0, rows: 0)
    }
}
