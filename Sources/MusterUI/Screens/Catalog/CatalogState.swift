package import Foundation
package import MusterCore

/// The table of models: what there is, what is shown of it, and where the cursor is.
package struct CatalogState: Sendable, Equatable {
    /// Every model, unlisted ones too, by model ID.
    package private(set) var models: [Model] = []
    /// The models that are shown, in their order.
    package private(set) var shown: [Model] = []
    /// Whether the models have been read at all.
    package private(set) var isLoaded = false
    /// When the catalog was last fetched.
    package var lastRefresh: Date?
    /// Which models are shown.
    package private(set) var filter = ModelFilter.all
    /// The filter while it is being written.
    package var filterField: TextField?
    /// Their order.
    package private(set) var sort = ModelSort()
    /// The models that the user has marked, as their rows say.
    package private(set) var marked: Set<ModelID> = []
    /// How many columns are hidden at the left, because the table is scrolled sideways.
    package var columnScroll = 0
    /// Where a range of marks begins.
    private var rangeBegin: ModelID?
    /// The cursor's place in `shown`.
    package private(set) var selection = 0
    /// The first row on the screen.
    package private(set) var top = 0
    /// How many rows the screen has for models.
    package var pageRows = 1 {
        didSet { scrollToSelection() }
    }
    /// How many models are listed, shown or not.
    package private(set) var listedCount = 0
    /// When the next verdict grows stale.
    private var nextExpiry = Date.distantFuture

    /// Creates an empty table.
    package init() {}

    /// The model under the cursor.
    package var selected: Model? {
        shown.indices.contains(selection) ? shown[selection] : nil
    }

    /// The model under the cursor and those around it, the nearest first.
    package func neighbors(distance: Int) -> [Model] {
        let places =
            [selection] + (1...max(distance, 1)).flatMap { [selection + $0, selection - $0] }
        return places.filter(shown.indices.contains).map { shown[$0] }
    }

    /// Whether only some models are shown.
    package var isFiltered: Bool { !filter.isEmpty }

    /// Takes what was read from the database.
    package mutating func load(_ models: [Model], lastRefresh: Date?, now: Date) {
        self.models = models
        self.lastRefresh = lastRefresh
        isLoaded = true
        marked = Set(models.lazy.filter(\.isMarked).map(\.id))
        nextExpiry = Self.nextExpiry(of: models)
        rearrange(now: now)
    }

    /// Filters; the cursor stays on its model while that is shown, else goes to the first one.
    package mutating func setFilter(_ source: String, now: Date) {
        filter = ModelFilter(source)
        let selectedID = selected?.id
        rearrange(now: now)
        if selected?.id != selectedID { moveToEdge(isLast: false) }
    }

    /// Sorts; the cursor stays on its model.
    package mutating func setSort(_ sort: ModelSort, now: Date) {
        self.sort = sort
        rearrange(now: now)
    }

    /// Moves the cursor by so many rows.
    package mutating func move(by rows: Int) {
        selection = min(max(selection + rows, 0), max(shown.count - 1, 0))
        scrollToSelection()
    }

    /// Moves the cursor to the first or last row.
    package mutating func moveToEdge(isLast: Bool) {
        move(by: isLast ? shown.count : -shown.count)
    }

    /// Begins a range at the cursor, or ends the one that was begun; returns its models then.
    package mutating func toggleRange() -> [ModelID]? {
        guard let begin = rangeBegin, let from = shown.firstIndex(where: { $0.id == begin }) else {
            rangeBegin = selected?.id
            return nil
        }
        rangeBegin = nil
        return shown[min(from, selection)...max(from, selection)].map(\.id)
    }

    /// Marks models, or takes their marks away, before the database has it.
    package mutating func setMarked(_ ids: [ModelID], _ isMarked: Bool) {
        let wanted = Set(ids)
        for index in models.indices where wanted.contains(models[index].id) {
            models[index].isMarked = isMarked
        }
        for index in shown.indices where wanted.contains(shown[index].id) {
            shown[index].isMarked = isMarked
        }
        if isMarked { marked.formUnion(wanted) } else { marked.subtract(wanted) }
    }

    /// Changes a model in place, before the database has it.
    package mutating func change(_ id: ModelID, _ body: (inout Model) -> Void) {
        if let index = models.firstIndex(where: { $0.id == id }) {
            body(&models[index])
            nextExpiry = min(nextExpiry, models[index].verdict.expiresAt ?? .distantFuture)
        }
        if let index = shown.firstIndex(where: { $0.id == id }) { body(&shown[index]) }
    }

    /// Shows verdicts as stale whose time has come.
    mutating func age(now: Date) {
        guard nextExpiry < now else { return }
        for model in models {
            guard let expiry = model.verdict.expiresAt, expiry < now, !model.verdict.isStale else {
                continue
            }
            change(model.id) { $0.verdict.isStale = true }
        }
        nextExpiry = Self.nextExpiry(of: models)
    }

    private static func nextExpiry(of models: [Model]) -> Date {
        models.lazy.filter { !$0.verdict.isStale }.compactMap(\.verdict.expiresAt).min()
            ?? .distantFuture
    }

    /// Filters and sorts anew; the cursor stays on its model and, where it can, on its line.
    private mutating func rearrange(now: Date) {
        let selectedID = selected?.id
        let line = selection - top
        listedCount = models.count(where: \.isListed)
        let showsUnlisted = filter.names(.unlisted)
        shown = sort.sorted(
            models.filter { model in
                (model.isListed || showsUnlisted)
                    && filter.matches(model, isMarked: model.isMarked, now: now)
            }
        )
        if let selectedID, let index = shown.firstIndex(where: { $0.id == selectedID }) {
            selection = index
            top = max(index - line, 0)
        } else {
            selection = min(selection, max(shown.count - 1, 0))
        }
        scrollToSelection()
    }

    private mutating func scrollToSelection() {
        let rows = max(pageRows, 1)
        if selection < top { top = selection }
        if selection >= top + rows { top = selection - rows + 1 }
        top = min(top, max(shown.count - rows, 0))
    }
}
