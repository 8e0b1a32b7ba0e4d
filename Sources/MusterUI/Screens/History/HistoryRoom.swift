import Foundation
package import MusterCore

/// Past generations, with a cursor and a search.
package struct HistoryRoom: Room {
    /// The reason to read an entry in full.
    enum Purpose: Sendable, Equatable {
        case show
        case askAgain
        /// Ask the marked models, or the one under the table's cursor.
        case askOthers
        case copyAnswer
        case copyMarkdown
    }

    /// The most entries it reads.
    static let limit = 500

    /// The entries, newest first; `nil` until read.
    package private(set) var entries: [HistoryEntry]?
    package private(set) var selection = 0
    package private(set) var searched = ""
    /// The model whose entries alone are listed, until the user searches.
    private var modelID: ModelID?
    /// The search while the user types it.
    package private(set) var field: TextField?
    /// The request for the list on its way.
    private var listing: WorkID
    /// The request for a whole entry on its way, and its purpose.
    private var reading: (work: WorkID, purpose: Purpose)?

    package init(
        reading listing: WorkID,
        searching searched: String = "",
        of modelID: ModelID? = nil
    ) {
        self.listing = listing
        self.searched = searched
        self.modelID = modelID
    }

    /// Opens the history with those entries that have a text.
    static func open(searching text: String, _ world: World) -> Outcome {
        [
            .push(HistoryRoom(reading: world.nextWork, searching: text)),
            .effect(.loadHistory(world.nextWork, search: text)),
        ]
    }

    /// Opens it with the entries of one model.
    static func open(of id: ModelID, _ world: World) -> Outcome {
        [
            .push(HistoryRoom(reading: world.nextWork, searching: id.rawValue, of: id)),
            .effect(.loadHistory(world.nextWork, search: id.rawValue, of: id)),
        ]
    }

    package static func == (left: HistoryRoom, right: HistoryRoom) -> Bool {
        left.entries == right.entries && left.selection == right.selection
            && left.searched == right.searched && left.field == right.field
    }

    package var selected: HistoryEntry? {
        guard let entries, entries.indices.contains(selection) else { return nil }
        return entries[selection]
    }

    package func title(_ world: World, columns: Int) -> SanitizedText? {
        searched.isEmpty ? " History " : " History: \(searched) "
    }

    package var search: (what: SanitizedText, field: TextField)? {
        field.map { ("search the history", $0) }
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key):
            return field == nil ? press(key, world) : pressInSearch(key, world)
        case .paste(let text):
            guard field != nil else { return [.pass] }
            field?.insert(text, onOneLine: true)
            return find(field?.text ?? "", world)
        case .scroll(let rows): move(by: rows)
        case .row(let index):
            guard index != selection else { return read(for: .show, world) }
            selection = index
        case .event(.historyLoaded(let work, let entries)):
            // The user has typed another search since.
            guard work == listing else { return [] }
            self.entries = entries
            selection = min(selection, max(entries.count - 1, 0))
        case .event(.generationLoaded(let work, let stored)):
            guard let reading, reading.work == work else { return [] }
            self.reading = nil
            return use(stored, for: reading.purpose, world)
        default: return [.pass]
        }
        return []
    }

    private mutating func press(_ key: KeyPress, _ world: World) -> Outcome {
        let action = world.action(for: key)
        switch action {
        case .quit, .cancel, .interrupt, .history:
            // The first Esc clears the search, as in the table's filter.
            if action == .cancel, !searched.isEmpty { return find("", world) }
            return [.pop]
        case .filter:
            field = TextField()
            return searched.isEmpty ? [] : find("", world)
        case .showDetails: return read(for: .show, world)
        case .prompt: return read(for: .askAgain, world)
        case .promptMarked:
            guard world.catalog.marked.isEmpty else { return read(for: .askOthers, world) }
            return [.say("No model is marked; \(world.keyName(.mark)) in the table marks one")]
        case .copyModelID: return read(for: .copyAnswer, world)
        case .copyHuggingFaceID: return read(for: .copyMarkdown, world)
        case let action?:
            guard let rows = action.scrollRows(page: max(world.size.rows - 5, 1)) else {
                return [.pass]
            }
            move(by: rows)
            return []
        case nil: return [.pass]
        }
    }

    private mutating func pressInSearch(_ key: KeyPress, _ world: World) -> Outcome {
        switch key {
        case .enter, .tab:
            field = nil
            return []
        case _ where world.isWayOut(key):
            field = nil
            return find("", world)
        default:
            guard field?.apply(key) == true else { return [.pass] }
            return find(field?.text ?? "", world)
        }
    }

    private mutating func move(by count: Int) {
        selection = min(max(selection + count, 0), max((entries?.count ?? 0) - 1, 0))
    }

    /// Searches for other text; the old entries stay until the new ones arrive.
    private mutating func find(_ text: String, _ world: World) -> Outcome {
        if text != searched {
            (searched, modelID) = (text, nil)
            selection = 0
        }
        listing = world.nextWork
        return [.effect(.loadHistory(listing, search: text, of: modelID))]
    }

    private mutating func read(for purpose: Purpose, _ world: World) -> Outcome {
        guard let entry = selected else {
            return [.say("There is no generation under the cursor")]
        }
        reading = (world.nextWork, purpose)
        return [.effect(.loadGeneration(world.nextWork, entry.id))]
    }

    private func use(
        _ stored: StoredGeneration?,
        for purpose: Purpose,
        _ world: World
    ) -> Outcome {
        guard let stored else {
            return [.say("This generation is not in the database any more", .warning)]
        }
        let generation = stored.generation
        switch purpose {
        case .show: return [.push(AnswerRoom(stored, world))]
        case .askAgain: return ask(stored, world.catalog.models([generation.modelID]), world)
        case .askOthers: return ask(stored, world.catalog.markedModels, world)
        case .copyAnswer:
            guard !generation.text.isEmpty else { return [.say("There is no answer to copy")] }
            return [
                .say("Copied the answer, \(generation.text.count) characters"),
                .effect(.copy(SanitizedText(sanitizing: generation.text))),
            ]
        case .copyMarkdown:
            return [
                .say("Copied prompt and answer as Markdown"),
                .effect(.copy(SanitizedText(sanitizing: stored.markdown))),
            ]
        }
    }

    private func ask(_ stored: StoredGeneration, _ models: [Model], _ world: World) -> Outcome {
        guard !models.isEmpty else {
            let id = stored.generation.modelID.rawValue
            return [.say("\(id) is not in the catalog any more", .warning)]
        }
        var draft = world.prompts.draft
        draft.text = stored.prompt
        draft.system = stored.systemPrompt ?? ""
        return [.change(.draft(draft))] + PromptRoom.open(for: models, draft: draft, world)
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        guard field == nil else { return nil }
        return "\(key.description) does nothing in the history; \(world.keyName(.quit)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        guard field == nil else { return [("Enter", "keep"), (world.wayOut, "clear")] }
        return [
            (world.keyName(.showDetails), "show"), (world.keyName(.filter), "search"),
            (world.keyName(.prompt), "ask again"), (world.keyName(.promptMarked), "ask others"),
            (world.keyName(.copyModelID), "copy answer"),
            (world.keyName(.copyHuggingFaceID), "copy as Markdown"),
            (world.keyName(.quit), "close"),
        ]
    }

    package func draw(_ world: World, in rect: Rect, on grid: inout CellGrid) {
        guard !rect.isEmpty else { return }
        guard let entries, !entries.isEmpty else {
            return grid.write([Span(emptiness(world))].wrapped(rect.columns - 2), in: rect)
        }
        List.draw(count: entries.count, selection: selection, in: rect, world, on: &grid) {
            index,
            row,
            grid in
            Self.draw(entries[index], world, row: row, in: rect, on: &grid)
        }
    }

    private func emptiness(_ world: World) -> SanitizedText {
        if entries == nil { return "Loading" }
        if !searched.isEmpty { return "No generation has this in its prompt, answer or model" }
        return """
            No generations yet. Close this with \(world.keyName(.quit)), \
            and press \(world.keyName(.prompt)) to ask a model
            """
    }

    private static func draw(
        _ entry: HistoryEntry,
        _ world: World,
        row: Int,
        in rect: Rect,
        on grid: inout CellGrid
    ) {
        let isASCII = world.context.isASCII
        let age = Quantity.age(world.now.timeIntervalSince(entry.createdAt))
        let isWide = rect.columns >= 70
        let modelWidth = isWide ? min(rect.columns * 35 / 100, 44) : 0
        let model = Truncation.modelID(
            (entry.answeringModelID ?? entry.modelID).rawValue,
            cells: max(modelWidth - 2, 1),
            isASCII: isASCII
        )
        let columns: [(text: String, width: Int, role: CellStyle.Role)] = [
            (age, 9, .dim), (entry.status.rawValue, 12, entry.status.role),
            (model, modelWidth, .text),
        ]
        var column = rect.column + 1
        for part in columns where part.width > 0 {
            let limit = min(column + part.width - 1, rect.endColumn)
            let style = CellStyle(part.role)
            grid.write("\(part.text)", row: row, column: column, limit: limit, style: style)
            column += part.width
        }
        let prompt = SanitizedText(sanitizing: entry.promptBeginning).singleLine.string
        let shown = Truncation.tail(
            prompt,
            cells: max(rect.endColumn - column - 1, 1),
            isASCII: isASCII
        )
        grid.write("\(shown)", row: row, column: column, limit: rect.endColumn)
    }
}

extension Action {
    static let history = Action("history", "past answers", "H") {
        HistoryRoom.open(searching: "", $0)
    }
}
