import Foundation
import MusterCore

/// The first line: the service, the number of models, and running work.
enum HeaderView {
    static func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        grid.fill(rect, style: CellStyle(.text, on: .bar))
        let dim = CellStyle(.dim, on: .bar)
        var column = grid.write(
            " muster",
            row: rect.row,
            column: rect.column,
            style: CellStyle(.title, on: .bar)
        )
        let needed = CellWidth.of(" muster  \(world.catalog.listedCount) models") + 3
        let activity = activityText(world, columns: rect.columns - needed)
        let end = rect.endColumn - (activity.map { CellWidth.of($0.string) + 2 } ?? 0)
        func part(_ text: SanitizedText, _ style: CellStyle, gap: Int) {
            // Leave out a part that does not fit whole.
            guard column + gap + CellWidth.of(text.string) <= end else { return }
            column = grid.write(text, row: rect.row, column: column + gap, style: style)
        }
        // Users look for the count, so a narrow header keeps it and drops the host.
        let counts = countText(world)
        let (service, place) = (world.context.service, world.context.host)
        let isNamed = service != "openrouter" && !place.string.contains(service)
        let host: SanitizedText = isNamed ? "\(service) \(place.string)" : place
        if column + 4 + CellWidth.of(host.string) + CellWidth.of(counts.string) <= end {
            part(host, dim, gap: 2)
            part(counts, CellStyle(.text, on: .bar), gap: 3)
        } else {
            part(counts, CellStyle(.text, on: .bar), gap: 2)
            if column == rect.column + 7 {
                part("\(world.catalog.listedCount) models", CellStyle(.text, on: .bar), gap: 2)
            }
        }
        if world.catalog.isLoaded { part(catalogAge(world), dim, gap: 4) }
        part(key(world.context), dim, gap: 4)
        if let balance = world.balance {
            let left = Quantity.dollars(max(balance, 0).roundedDown)
            part("\(left) left", CellStyle(.warning, on: .bar), gap: 1)
        }
        if let activity {
            grid.write(
                activity,
                row: rect.row,
                column: max(rect.endColumn - CellWidth.of(activity.string) - 1, 0),
                style: CellStyle(.accent, on: .bar)
            )
        }
    }

    private static func countText(_ world: World) -> SanitizedText {
        let catalog = world.catalog
        let dot: SanitizedText = world.context.isASCII ? " - " : " · "
        var text: SanitizedText = "\(catalog.listedCount) models"
        if catalog.isFiltered { text = text + dot + "\(catalog.shown.count) shown" }
        if !catalog.marked.isEmpty, catalog.expected == nil {
            text = text + dot + "\(catalog.marked.count) marked"
            let hidden = catalog.hiddenCount(of: catalog.marked)
            if hidden > 0 { text = text + ", \(hidden) hidden" }
        }
        return text
    }

    private static func catalogAge(_ world: World) -> SanitizedText {
        guard let refreshed = world.catalog.lastRefresh else { return "catalog never fetched" }
        let age = Quantity.age(world.now.timeIntervalSince(refreshed))
        return age == "just now" ? "catalog just fetched" : "catalog \(age) old"
    }

    private static func key(_ context: AppContext) -> SanitizedText {
        guard context.lacksKey else { return "key \(context.keyLabel)" }
        return context.takesOpenRouterKey ? "no key: muster key set" : "no key"
    }

    /// The running work, in the longest form that leaves room for the count: the monitor goes
    /// first, then the words.
    private static func activityText(_ world: World, columns: Int) -> SanitizedText? {
        let forms = [activityParts(world), activityParts(world, showsMonitor: false)]
        for parts in forms + [activityParts(world, isShort: true, showsMonitor: false)] {
            guard let first = parts.first else { continue }
            let text = parts.dropFirst().reduce(first) { $0 + "  " + $1 }
            if CellWidth.of(text.string) <= columns { return text }
        }
        return nil
    }

    private static func activityParts(
        _ world: World,
        isShort: Bool = false,
        showsMonitor: Bool = true
    ) -> [SanitizedText] {
        let mark: SanitizedText = world.context.isASCII ? "*" : "⟳"
        var parts: [SanitizedText] = []
        if world.catalog.expected != nil { parts.append(isShort ? mark : "\(mark) reading") }
        switch world.activity {
        case nil: break
        case .refreshing: parts.append(isShort ? mark : "\(mark) refreshing")
        case .backfilling(_, 0): parts.append(isShort ? mark : "\(mark) backfilling")
        case .backfilling(let done, let total):
            parts.append("\(mark) \(isShort ? "" : "backfilling ")\(done)/\(total)")
        }
        if let check = world.check {
            parts.append("\(mark) \(isShort ? "" : "checking ")\(check.done)/\(check.total)")
        }
        if let batch = world.batch, batch.isRunning {
            let word: SanitizedText = batch.isPaused ? "batch paused " : "batch "
            let isAtService = batch.running == 0 && !batch.isPaused
            if isAtService, !isShort, let submitted = batch.submitted {
                parts.append("\(mark) \(submitted.words)")
            } else {
                parts.append("\(mark) \(isShort ? "" : word)\(batch.done)/\(batch.total)")
            }
        } else if let progress = world.followed?.progress {
            let short: SanitizedText = "\(mark) \(progress.done)/\(progress.total)"
            parts.append(isShort ? short : "\(mark) \(progress.words)")
        }
        if showsMonitor, let monitor = world.monitor, monitor.isOn {
            parts.append("monitor \(monitor.usedCount)/\(monitor.budget) an hour")
        }
        return parts
    }
}
