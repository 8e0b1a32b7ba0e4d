import Foundation
import MusterCore

/// Draws what was said so far, newest first.
enum LogView {
    /// One line on the screen: the time where a message begins, and a part of it.
    private struct Line {
        let time: SanitizedText
        let text: SanitizedText
        let role: CellStyle.Role
    }

    private static let timeWidth = 10

    static func draw(_ state: AppState, scroll: Int, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        let all = lines(state, columns: rect.columns)
        guard !all.isEmpty else {
            let text = "Nothing was said yet. What the last line tells is kept here."
            let lines = LineWrapper.wrap(Substring(text), cells: rect.columns - 2)
            for (offset, line) in lines.prefix(rect.rows).enumerated() {
                grid.write(
                    "\(String(line))",
                    row: rect.row + offset,
                    column: rect.column + 1,
                    limit: rect.endColumn,
                    style: CellStyle(.dim)
                )
            }
            return
        }
        ScrollPosition.draw(
            first: scroll,
            shown: rect.rows,
            total: all.count,
            under: rect,
            on: &grid
        )
        for (index, line) in all.dropFirst(scroll).prefix(rect.rows).enumerated() {
            let row = rect.row + index
            grid.write(
                line.time,
                row: row,
                column: rect.column + 1,
                limit: rect.endColumn,
                style: CellStyle(.dim)
            )
            grid.write(
                line.text,
                row: row,
                column: rect.column + 1 + timeWidth,
                limit: rect.endColumn,
                style: CellStyle(line.role)
            )
        }
    }

    /// How many lines there are for a width.
    static func lineCount(_ state: AppState, columns: Int) -> Int {
        lines(state, columns: columns).count
    }

    private static func lines(_ state: AppState, columns: Int) -> [Line] {
        state.log.entries.flatMap { entry in
            let time = entry.date.formatted(.iso8601.time(includingFractionalSeconds: false))
            let text = entry.text.singleLine.string
            let width = max(columns - timeWidth - 2, 1)
            return LineWrapper.wrap(Substring(text), cells: width).enumerated().map { index, part in
                Line(
                    time: index == 0 ? "\(time)" : "",
                    text: SanitizedText(sanitizing: String(part)),
                    role: entry.tone.role
                )
            }
        }
    }
}

extension StatusMessage.Tone {
    /// The role that gives a message its colour.
    var role: CellStyle.Role {
        switch self {
        case .news: .text
        case .success: .success
        case .warning: .warning
        case .error: .error
        }
    }
}
