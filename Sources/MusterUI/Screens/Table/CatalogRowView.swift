import Foundation
import MusterCore

/// Draws one model in the table.
struct CatalogRowView {
    private let columns: PlacedColumns
    private let world: World
    private let rect: Rect
    private let patterns: [TextPattern]
    private var isASCII: Bool { world.context.isASCII }

    init(_ columns: PlacedColumns, _ world: World, _ rect: Rect) {
        self.columns = columns
        self.world = world
        self.rect = rect
        patterns = world.catalog.filter.patterns
    }

    /// Draws a model, dimmed if it is disabled or no longer passes the filter.
    func draw(_ model: Model, isHeld: Bool, at row: Int, on grid: inout CellGrid) {
        drawMarks(model, row, &grid)
        let isDimmed = model.isDisabled || isHeld
        let text: CellStyle.Role = isDimmed ? .disabled : .text
        let dim: CellStyle.Role = isDimmed ? .disabled : .dim
        for placed in columns.all {
            let start = rect.column + placed.start
            let limit = min(start + placed.width, rect.endColumn)
            guard limit > start else { continue }
            let value = placed.column.value(model, world)
            switch placed.column.kind {
            case .badge:
                let style = CellStyle(Badge(model).role)
                grid.write("\(value)", row: row, column: start, limit: limit, style: style)
            case .modelID:
                // The cursor's mark may cover the bar of a marked model.
                let role = model.isMarked && text == .text ? .accent : text
                drawModelID(model, row, start..<limit, role, &grid)
            case .identifier:
                let id = Truncation.modelID(value, cells: limit - start, isASCII: isASCII)
                grid.write("\(id)", row: row, column: start, limit: limit, style: CellStyle(dim))
                highlight(id, row: row, column: start, on: &grid)
            case .text:
                let line = SanitizedText(sanitizing: value).singleLine.string
                let shown = Truncation.tail(line, cells: limit - start, isASCII: isASCII)
                grid.write("\(shown)", row: row, column: start, limit: limit, style: CellStyle(dim))
            case .bar:
                guard let share = Double(value), !world.context.isForScreenReader else {
                    grid.write(
                        "\(value)",
                        row: row,
                        column: start,
                        limit: limit,
                        style: CellStyle(dim)
                    )
                    continue
                }
                let role = CellStyle.Role(uptime: share)
                let bar = Bar.spans(
                    share / 100,
                    cells: limit - start,
                    role: isDimmed ? .disabled : role,
                    isASCII: isASCII
                )
                grid.write(bar, row: row, column: start, limit: limit)
            case .number:
                // Spaces behind a number keep its point where that of others is.
                let trailing = value.reversed().prefix { $0 == " " }.count
                let limit = max(limit - trailing, start)
                let harmless = SanitizedText(sanitizing: value).singleLine.string
                // Half a number is a wrong number.
                let isWhole = CellWidth.of(harmless) <= limit - start
                let shown = isWhole ? harmless : isASCII ? "~" : "…"
                let style = CellStyle(shown == "-" ? dim : text)
                let column = max(limit - CellWidth.of(shown), start)
                grid.write("\(shown)", row: row, column: column, limit: limit, style: style)
            }
        }
    }

    private func drawMarks(_ model: Model, _ row: Int, _ grid: inout CellGrid) {
        if model.isMarked {
            let mark: SanitizedText = isASCII ? "#" : "▌"
            grid.write(mark, row: row, column: rect.column, style: CellStyle(.accent))
        }
        if columns.hasGlyphInGutter {
            let glyph = Badge(model).glyph(isASCII: isASCII)
            let style = CellStyle(Badge(model).role)
            grid.write("\(glyph)", row: row, column: rect.column + 1, style: style)
        } else if model.isFavorite, rect.columns > 2 {
            let star: SanitizedText = isASCII ? "f" : "★"
            grid.write(star, row: row, column: rect.column + 1, style: CellStyle(.warning))
        }
    }

    private func drawModelID(
        _ model: Model,
        _ row: Int,
        _ cells: Range<Int>,
        _ role: CellStyle.Role,
        _ grid: inout CellGrid
    ) {
        let news = cells.count > 20 ? model.news(now: world.now) : nil
        let id = Truncation.modelID(
            model.id.rawValue,
            cells: cells.count - (news.map { $0.word.count + 1 } ?? 0),
            isASCII: isASCII
        )
        if let news {
            grid.write(
                "\(news.word)",
                row: row,
                column: cells.upperBound - news.word.count,
                limit: cells.upperBound,
                style: CellStyle(model.isDisabled ? .disabled : news.role)
            )
        }
        grid.write(
            "\(id)",
            row: row,
            column: cells.lowerBound,
            limit: cells.upperBound,
            style: CellStyle(role)
        )
        highlight(id, row: row, column: cells.lowerBound, on: &grid)
    }

    /// Highlights the letters that match the filter.
    private func highlight(_ text: String, row: Int, column: Int, on grid: inout CellGrid) {
        for pattern in patterns {
            for place in pattern.matchedCharacters(in: text) ?? [] {
                let start = column + CellWidth.of(String(text.prefix(place)))
                let letter = text.dropFirst(place).prefix(1)
                grid.write("\(letter)", row: row, column: start, style: CellStyle(.match))
            }
        }
    }
}

extension Model {
    /// The most important thing to know before choosing the model.
    fileprivate func news(now: Date) -> (word: String, role: CellStyle.Role)? {
        if !isListed { return ("unlisted", .unavailable) }
        if isExpiring(now: now) {
            return ((expiration ?? now) < now ? "expired" : "expiring", .warning)
        }
        if !changes.isEmpty { return ("changed", .warning) }
        return isNew(now: now) ? ("new", .accent) : nil
    }
}
