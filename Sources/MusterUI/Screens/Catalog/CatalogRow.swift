import Foundation
import MusterCore

/// Draws one model in the table.
struct CatalogRow {
    private let columns: CatalogColumns
    private let state: AppState
    private let rect: Rect
    private let patterns: [TextPattern]
    private var isASCII: Bool { state.context.isASCII }

    init(_ columns: CatalogColumns, _ state: AppState, _ rect: Rect) {
        self.columns = columns
        self.state = state
        self.rect = rect
        patterns = state.catalog.filter.patterns
    }

    func draw(_ model: Model, at row: Int, on grid: inout CellGrid) {
        drawMarks(model, row, &grid)
        let text: CellStyle.Role = model.isDisabled ? .disabled : .text
        let dim: CellStyle.Role = model.isDisabled ? .disabled : .dim
        for placed in columns.all {
            let start = rect.column + placed.start
            let limit = min(start + placed.width, rect.endColumn)
            guard limit > start else { continue }
            switch placed.column {
            case .status:
                let label = Badge.label(model, isASCII: isASCII)
                let style = CellStyle(Badge(model).role)
                grid.write("\(label)", row: row, column: start, limit: limit, style: style)
            case .modelID:
                // The cursor's mark may stand where the bar of a marked one does.
                let role = model.isMarked && text == .text ? .accent : text
                drawModelID(model, row, start..<limit, role, &grid)
            case .huggingFaceID:
                let id = Truncation.modelID(
                    model.huggingFaceID?.rawValue ?? "-",
                    cells: limit - start,
                    isASCII: isASCII
                )
                grid.write("\(id)", row: row, column: start, limit: limit, style: CellStyle(dim))
                highlight(id, row: row, column: start, on: &grid)
            case .name, .input:
                let words =
                    placed.column == .name
                    ? model.name : model.inputModalities.joined(separator: " ")
                let line = SanitizedText(sanitizing: words).singleLine.string
                let shown = Truncation.tail(line, cells: limit - start, isASCII: isASCII)
                grid.write("\(shown)", row: row, column: start, limit: limit, style: CellStyle(dim))
            case .context, .answer, .prompt, .completion, .added, .checked, .expires:
                // A number that does not fit must not look like a smaller one.
                let value = Truncation.tail(
                    value(placed.column, model),
                    cells: limit - start,
                    isASCII: isASCII
                )
                let style = CellStyle(value == "-" ? dim : text)
                let column = max(limit - CellWidth.of(value), start)
                grid.write("\(value)", row: row, column: column, limit: limit, style: style)
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
        let news = cells.count > 20 ? model.news(now: state.now) : nil
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

    private func value(_ column: CatalogColumn, _ model: Model) -> String {
        func age(_ date: Date?) -> String {
            date.map { Quantity.shortAge(state.now.timeIntervalSince($0)) } ?? "-"
        }
        switch column {
        case .prompt: return model.isRouter ? "varies" : Quantity.price(model.promptPrice)
        case .completion: return model.isRouter ? "varies" : Quantity.price(model.completionPrice)
        case .answer: return Quantity.tokens(model.maxCompletionTokens)
        case .added: return age(model.created)
        case .checked: return age(model.verdict.checkedAt)
        case .expires: return SanitizedText(sanitizing: model.expirationDate ?? "-").string
        case .context, .status, .modelID, .huggingFaceID, .name, .input:
            return Quantity.tokens(model.contextLength)
        }
    }

    /// Shows the letters that the filter's words match.
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
    /// The one thing about it that its user should know before choosing it.
    fileprivate func news(now: Date) -> (word: String, role: CellStyle.Role)? {
        if !isListed { return ("unlisted", .unavailable) }
        if isExpiring(now: now) {
            return ((expiration ?? now) < now ? "expired" : "expiring", .warning)
        }
        if !changes.isEmpty { return ("changed", .warning) }
        return isNew(now: now) ? ("new", .accent) : nil
    }
}
