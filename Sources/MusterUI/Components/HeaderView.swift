import Foundation
import MusterCore

/// The first line: where muster looks, how much there is, and what runs.
enum HeaderView {
    static func draw(_ state: AppState, in rect: Rect, on grid: inout CellGrid) {
        grid.fill(rect, style: CellStyle(.text, on: .bar))
        let dim = CellStyle(.dim, on: .bar)
        var column = grid.write(
            " muster",
            row: rect.row,
            column: rect.column,
            style: CellStyle(.title, on: .bar)
        )
        let activity = activityText(state)
        let end = rect.endColumn - (activity.map { CellWidth.of($0.string) + 2 } ?? 0)
        func part(_ text: SanitizedText, _ style: CellStyle, gap: Int) {
            // A part that does not fit whole is left out.
            guard column + gap + CellWidth.of(text.string) <= end else { return }
            column = grid.write(text, row: rect.row, column: column + gap, style: style)
        }
        // The count is what people look for, so a narrow header keeps it and drops the host.
        let counts = countText(state)
        let host = state.context.host
        if column + 4 + CellWidth.of(host.string) + CellWidth.of(counts.string) <= end {
            part(host, dim, gap: 2)
            part(counts, CellStyle(.text, on: .bar), gap: 3)
        } else {
            part(counts, CellStyle(.text, on: .bar), gap: 2)
            if column == rect.column + 7 {
                part("\(state.catalog.listedCount) models", CellStyle(.text, on: .bar), gap: 2)
            }
        }
        part(catalogAge(state), dim, gap: 4)
        part("key \(state.context.keyLabel)", dim, gap: 4)
        if let activity {
            grid.write(
                activity,
                row: rect.row,
                column: max(rect.endColumn - CellWidth.of(activity.string) - 1, 0),
                style: CellStyle(.accent, on: .bar)
            )
        }
    }

    private static func countText(_ state: AppState) -> SanitizedText {
        let catalog = state.catalog
        let dot: SanitizedText = state.context.isASCII ? " - " : " · "
        var text: SanitizedText = "\(catalog.listedCount) models"
        if catalog.isFiltered { text = text + dot + "\(catalog.shown.count) shown" }
        if !catalog.marked.isEmpty { text = text + dot + "\(catalog.marked.count) marked" }
        return text
    }

    private static func catalogAge(_ state: AppState) -> SanitizedText {
        guard let refreshed = state.catalog.lastRefresh else { return "catalog never fetched" }
        let age = Quantity.age(state.now.timeIntervalSince(refreshed))
        return age == "just now" ? "catalog just fetched" : "catalog \(age) old"
    }

    private static func activityText(_ state: AppState) -> SanitizedText? {
        let mark: SanitizedText = state.context.isASCII ? "*" : "⟳"
        var parts: [SanitizedText] = []
        switch state.activity {
        case nil: break
        case .refreshing: parts.append("\(mark) refreshing")
        case .backfilling(_, 0): parts.append("\(mark) backfilling")
        case .backfilling(let done, let total):
            parts.append("\(mark) backfilling \(done)/\(total)")
        }
        if let check = state.check {
            parts.append("\(mark) checking \(check.done)/\(check.total)")
        }
        if let batch = state.batch, batch.isRunning {
            let word: SanitizedText = batch.isPaused ? "batch paused" : "batch"
            parts.append("\(mark) \(word) \(batch.done)/\(batch.total)")
        }
        if let monitor = state.monitor, monitor.isOn {
            parts.append("monitor \(monitor.usedCount)/\(monitor.budget) an hour")
        }
        guard let first = parts.first else { return nil }
        return parts.dropFirst().reduce(first) { $0 + "  " + $1 }
    }
}
