import Foundation
import MusterCore

/// Where the user began to type a filter, which Esc restores, and how they go through earlier ones.
struct FilterTyping: Sendable, Equatable {
    /// An earlier filter in place of the user's own text.
    struct Recalled: Sendable, Equatable {
        /// Its place among the earlier filters, newest first.
        var place: Int
        var own: String
    }

    var source = ""
    var prefersBestMatch = true
    /// The model under the cursor.
    var modelID: ModelID?
    var recalled: Recalled?
    /// Whether the user has moved the cursor since typing; it stays on the best row otherwise.
    var isWalkingRows = false
}

extension CatalogState {
    /// Whether Esc would restore a filter rather than clear this one.
    var hasFilterBefore: Bool { !typing.source.isEmpty }

    /// Edits the kept filter; without one, the best matches will come first.
    mutating func beginFilter() {
        typing = FilterTyping(
            source: filter.source,
            prefersBestMatch: prefersBestMatch,
            modelID: selected?.id
        )
        filterField = TextField(filter.source)
        if filter.source.isEmpty { prefersBestMatch = true }
        offerCompletions()
    }

    /// Changes the filter in progress, and applies it at once.
    mutating func write(_ field: TextField, now: Date) {
        let isEdited = field.text != filterField?.text
        filterField = field
        if isEdited {
            typing.recalled = nil
            typing.isWalkingRows = false
            setFilter(field.text, now: now)
            moveToEdge(isLast: false)
        }
        offerCompletions()
    }

    /// Moves the cursor while the user types; above the rows are the earlier filters, newest
    /// first.
    mutating func walk(by step: Int, earlier: [String], now: Date) {
        let isInRows = typing.isWalkingRows && (step > 0 || selection > 0)
        if !isInRows, step < 0 || typing.recalled != nil {
            recall(by: -step, earlier, now: now)
        } else {
            typing.isWalkingRows = true
            move(by: step)
        }
    }

    private mutating func recall(by step: Int, _ earlier: [String], now: Date) {
        guard let field = filterField else { return }
        let own = typing.recalled?.own ?? field.text
        let others = earlier.filter { $0 != own }
        let place = min((typing.recalled?.place ?? -1) + step, others.count - 1)
        typing.recalled = place < 0 ? nil : FilterTyping.Recalled(place: place, own: own)
        let text = place < 0 ? own : others[place]
        guard text != field.text else { return }
        filterField = TextField(text)
        setFilter(text, now: now)
        moveToEdge(isLast: false)
        offerCompletions()
    }

    /// Takes the filter that would find something.
    mutating func mendFilter(now: Date) {
        guard let mend else { return }
        if filterField != nil { return write(TextField(mend.source), now: now) }
        setFilter(mend.source, now: now)
    }

    /// The models that pass the filter, or else those that pass the one offered in its place.
    func shownOrOffered(now: Date) -> [Model] {
        guard shown.isEmpty, let mend else { return Array(shown) }
        return ModelFilter(mend.source, saved: savedFilters)
            .select(from: models, sort: nil, now: now)
    }

    /// Ends typing; what was pending counts as it is.
    mutating func keepFilter(now: Date) {
        filterField = nil
        let id = selected?.id
        setFilter(filter.source, now: now)
        if let id, let index = shown.firstIndex(where: { $0.id == id }) {
            move(by: index - selection)
        }
    }

    /// Ends typing, and restores the filter and the cursor from before.
    mutating func restoreFilter(now: Date) {
        filterField = nil
        prefersBestMatch = typing.prefersBestMatch
        setFilter(typing.source, now: now)
        guard let index = shown.firstIndex(where: { $0.id == typing.modelID }) else { return }
        move(by: index - selection)
    }

    /// Puts the next or previous completion into the filter in progress.
    mutating func complete(by step: Int, now: Date) {
        guard var field = filterField, var completion else { return }
        let isTyping = completion.advance(by: step, in: &field)
        filterField = field
        self.completion = completion
        setFilter(field.text, now: now)
        if isTyping { offerCompletions() }
    }

    /// Computes the completions at the cursor of the filter in progress.
    mutating func offerCompletions() {
        completion = completionAtCursor().map { CompletionState($0) }
    }

    mutating func completionAtCursor() -> FilterCompletion? {
        guard let field = filterField else { return nil }
        return FilterCompletion(
            of: Array(field.characters[..<field.cursor]),
            saved: Array(savedFilters.keys)
        ) { kind in
            let words = vocabulary[kind] ?? kind.words(of: models)
            vocabulary[kind] = words
            return words
        }
    }
}
