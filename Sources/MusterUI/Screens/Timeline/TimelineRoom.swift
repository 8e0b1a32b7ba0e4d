package import MusterCore

/// The reasons for a model's badge: the verdict, changes, and all observations.
package struct TimelineRoom: Room {
    package let modelID: ModelID
    /// The observations, newest first; `nil` until read.
    package private(set) var entries: [TimelineEntry]?
    package private(set) var selection = 0
    /// The first visible line of an entry that is longer than the screen; negative for lines of the
    /// head, above the first entry.
    ///
    /// It starts at the top, so that the verdict comes first on any screen.
    package private(set) var line = -edge

    /// Longer than any timeline.
    private static let edge = 1_000_000

    package init(modelID: ModelID) { self.modelID = modelID }

    static func open(_ id: ModelID) -> Outcome {
        [.push(TimelineRoom(modelID: id)), .effect(.loadTimeline(id))]
    }

    package var selected: TimelineEntry? {
        guard let entries, entries.indices.contains(selection) else { return nil }
        return entries[selection]
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? {
        let id = Truncation.modelID(
            modelID.rawValue,
            cells: max(columns - 8, 1),
            isASCII: world.context.isASCII
        )
        return " Why \(id) "
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key): return press(key, world)
        case .scroll(let rows):
            for _ in 0..<abs(rows) { move(by: rows.signum(), world) }
        case .event(.timelineLoaded(modelID, let entries)): load(entries)
        case .event(.checkProgressed(_, let result)):
            return result.evidence.modelID == modelID ? [.effect(.loadTimeline(modelID))] : []
        default: return [.pass]
        }
        return []
    }

    private mutating func press(_ key: KeyPress, _ world: World) -> Outcome {
        let action = world.action(for: key)
        switch action {
        case .cancel, .interrupt:
            return world.check == nil ? [.pop] : [.effect(.cancelCheck)]
        case .quit, .why: return [.pop]
        case .help:
            guard let message = selected?.problem else { return [.pass] }
            return HelpRoom.explain(message)
        case .check:
            return CheckRoom.begin(with: world.catalog.models([modelID]), world)
        case .copyModelID:
            guard let entry = selected else {
                let check = world.keyName(.check)
                return [.say("There is nothing to copy yet; \(check) checks the model")]
            }
            let variable = world.context.exportedKeyVariable
            let curl = entry.curl(
                modelID,
                baseURL: world.context.baseURL,
                keyVariable: variable
            )
            return [
                .say("Copied a curl command; it takes the key from $\(variable)"),
                .effect(.copy(SanitizedText(sanitizing: curl))),
            ]
        case let action?:
            // A page is the number of two-line entries that fit.
            guard let rows = action.scrollRows(page: max((world.size.rows - 8) / 2, 1)) else {
                return [.pass]
            }
            move(by: rows, world)
            return []
        case nil: return [.pass]
        }
    }

    /// Stores the entries; the cursor stays on its entry when newer ones arrive.
    private mutating func load(_ entries: [TimelineEntry]) {
        let selected = selected
        self.entries = entries
        // At the top, the user wants to see new entries.
        if selection > 0, let index = entries.firstIndex(where: { $0 == selected }) {
            selection = index
        }
        selection = min(selection, max(entries.count - 1, 0))
    }

    /// Moves the cursor by lines within an entry that is longer than the screen, else to the next
    /// entry.
    private mutating func move(by count: Int, _ world: World) {
        let last = max((entries?.count ?? 0) - 1, 0)
        guard abs(count) < Self.edge else {
            // To the very first line, or to the last entry.
            (selection, line) = count < 0 ? (0, -Self.edge) : (last, 0)
            return
        }
        let (below, above) = hiddenLines(world)
        // The number of lines above depends on the screen's size.
        line = max(line, -above)
        let next = line + count
        if selection == 0, line < 0 || (line == 0 && count < 0 && above > 0) {
            line = min(max(next, -above), 0)
            return
        }
        if below > 0, (0...below).contains(next) || (count < 0 ? line > 0 : line < below) {
            line = min(max(next, 0), below)
            return
        }
        line = 0
        selection = min(max(selection + count, 0), last)
    }

    /// The lines of the entry under the cursor that do not fit, and those above it when it is the
    /// first.
    private func hiddenLines(_ world: World) -> (below: Int, above: Int) {
        guard let model = world.catalog.model(modelID) else { return (0, 0) }
        let rect = world.layout.insideBody
        let layout = TimelineLayout(self, model, world, columns: rect.columns)
        let above = min(max(layout.selected.upperBound - rect.rows, 0), layout.selected.lowerBound)
        return (max(layout.selected.count - rect.rows, 0), above)
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing in the timeline; \(world.keyName(.quit)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        [
            (world.moveKeys, "move"), (world.keyName(.copyModelID), "copy as curl"),
            (world.keyName(.check), "check"), (world.keyName(.help), "explain"),
            (world.keyName(.quit), "close"),
        ]
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty, let model = world.catalog.model(modelID) else { return }
        let layout = TimelineLayout(self, model, world, columns: rect.columns)
        let top = layout.top(self, rows: rect.rows)
        grid.write(layout.lines.dropFirst(top), in: rect)
        for line in layout.selected where selected != nil {
            let row = rect.row + line - top
            guard (rect.row..<rect.endRow).contains(row) else { continue }
            let isFirst = line == max(layout.selected.lowerBound, top)
            grid.select(row: row, in: rect, world, isMarked: isFirst)
        }
        if entries?.isEmpty != false {
            let text: SanitizedText =
                entries == nil
                ? "Loading" : "No evidence yet. Press \(world.keyName(.check)) to gather some"
            var below = rect
            below.row += layout.lines.count - top
            below.size = Size(columns: rect.columns, rows: rect.endRow - below.row)
            grid.write([Span(text)].wrapped(rect.columns - 2), in: below)
        }
        ScrollPosition.draw(
            first: top,
            shown: rect.rows,
            total: layout.lines.count,
            under: rect,
            on: &grid
        )
    }
}

extension TimelineEntry {
    /// What went wrong, in the service's words; `nil` if nothing did.
    fileprivate var problem: String? {
        guard evidence?.finding != .answered else { return nil }
        let failed = attempts.last { $0.kind != .answered }
        if let failed { return "\(failed.httpStatus.map { "\($0) " } ?? "")\(failed.message)" }
        guard let evidence, evidence.finding != .answered, evidence.finding != .reachable else {
            return nil
        }
        return evidence.detail
    }
}

extension Action {
    static let why = Action(
        "why",
        "why this badge: the timeline of its evidence",
        "w",
        unless: needsModel
    ) { onSelected($0) { TimelineRoom.open($0.id) } }
}
