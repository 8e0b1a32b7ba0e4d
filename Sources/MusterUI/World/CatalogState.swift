package import Foundation
package import MusterCore

/// The data of the table: all models, the visible ones, and the cursor.
package struct CatalogState: Sendable, Equatable {
    /// Every model, including unlisted ones, by model ID.
    package private(set) var models: [Model] = []
    /// The indices in `models` of the visible models, in table order.
    private var shownPlaces: [Int32] = []
    /// Those of them that no longer pass the filter, and stay in sight until it changes.
    private var heldPlaces: Set<Int32> = []
    /// The one of them that only the cursor keeps in sight.
    private var guest: Int32?
    /// What to offer while no model passes the filter.
    package private(set) var mend: FilterMend?
    /// The cells that the IDs of the visible models take.
    private(set) var identifierWidths = IdentifierWidths()
    /// Those of all models, which no filter changes.
    private(set) var allIdentifierWidths = IdentifierWidths()
    private var search = ModelSearch()
    /// The indices of all models in the order of `sort`, computed on demand.
    private var order: [Int32]?
    package private(set) var isLoaded = false
    /// The number of all models while only the first are here.
    private(set) var expected: Int?
    package var lastRefresh: Date?
    package private(set) var filter = ModelFilter.all
    /// The filter while the user types it.
    package var filterField: TextField? {
        didSet { if filterField == nil { completion = nil } }
    }
    /// The completions that Tab offers meanwhile.
    package var completion: CompletionState?
    /// The filters that `@name` stands for.
    package private(set) var savedFilters: [String: String] = [:]
    /// Cached words of the catalog for completion.
    var vocabulary: [FilterCompletion.Vocabulary: [String]] = [:]
    /// The table's order, unless the best match comes first.
    package private(set) var sort = ModelSort()
    /// Whether the user has chosen no other order since starting the filter.
    var prefersBestMatch = true
    /// The models that the user has marked, as their rows say.
    package private(set) var marked: Set<ModelID> = []
    /// The number of columns hidden at the left by sideways scrolling.
    package var columnScroll = 0
    /// How the user came to the filter in progress.
    var typing = FilterTyping()
    /// The start of a range of marks.
    private(set) var rangeBegin: ModelID?
    /// The cursor's index in `shown`.
    package private(set) var selection = 0
    /// The first visible row.
    package private(set) var top = 0
    /// The number of rows for models on the screen.
    package var pageRows = 1 {
        didSet { scrollToSelection() }
    }
    /// The number of listed models, visible or not, without those of the Batch API only.
    package private(set) var listedCount = 0
    private var hasUnlisted = false
    /// Whether no model was ever checked.
    private(set) var isUnchecked = false
    /// The date when the next verdict becomes stale.
    private var nextExpiry = Date.distantFuture

    package init() {}

    /// The visible models, in table order.
    package var shown: ShownModels { ShownModels(models: models, places: shownPlaces) }

    /// Whether the visible model at that row only stays because the filter has not changed.
    package func isHeld(_ row: Int) -> Bool {
        !heldPlaces.isEmpty && heldPlaces.contains(shown.places[row])
    }

    package var isBestFirst: Bool { prefersBestMatch && filter.ranks }

    package var selected: Model? {
        shown.indices.contains(selection) ? shown[selection] : nil
    }

    /// The model under the cursor and those around it, nearest first.
    package func neighbors(distance: Int) -> [Model] {
        let places =
            [selection] + (1...max(distance, 1)).flatMap { [selection + $0, selection - $0] }
        return places.filter(shown.indices.contains).map { shown[$0] }
    }

    /// The number of visible models, those that are still to come among them.
    var shownCount: Int { expected ?? shown.count }

    package var isFiltered: Bool { !filter.isEmpty }

    /// Takes all models, or the first of those `expected`.
    package mutating func load(
        _ models: [Model],
        of expected: Int? = nil,
        lastRefresh: Date?,
        now: Date
    ) {
        self.expected = expected
        let selectedID = selected?.id
        let shownBefore = isFiltered ? shown.map(\.id) : []
        let isByID = zip(models, models.dropFirst()).allSatisfy { $0.id <= $1.id }
        let before = self.models
        self.models = isByID ? models : ModelSort().sorted(models)
        search.prepare(self.models, insteadOf: before)
        order = nil
        vocabulary = [:]
        self.lastRefresh = lastRefresh
        isLoaded = true
        listedCount = expected ?? models.count(where: Self.isCounted)
        hasUnlisted = models.contains { !$0.isListed }
        marked = Set(models.lazy.filter(\.isMarked).map(\.id))
        isUnchecked = expected == nil && models.allSatisfy { $0.verdict.checkedAt == nil }
        nextExpiry = Self.nextExpiry(of: models)
        allIdentifierWidths = IdentifierWidths(
            of: self.models.indices.lazy.map(Int32.init),
            in: self.models
        )
        let held = shownBefore.compactMap { place(of: $0).map(Int32.init) }
        rearrange(keeping: selectedID, holding: held, now: now)
    }

    /// Goes on with the models that are here.
    mutating func expectNoMore() {
        guard expected != nil else { return }
        expected = nil
        listedCount = models.count(where: Self.isCounted)
    }

    private static func isCounted(_ model: Model) -> Bool {
        model.isListed && !model.id.isBatchOnly
    }

    /// Stores the saved filters, and parses the filter again in case it names one.
    package mutating func setSavedFilters(_ saved: [String: String], now: Date) {
        savedFilters = saved
        filter = ModelFilter(
            filter.source,
            saved: saved,
            pending: completionAtCursor()?.pending
        )
        rearrange(keeping: selected?.id, now: now)
    }

    /// Filters; the cursor goes to the best match or, if no match is better than the others, stays
    /// on its model while visible.
    package mutating func setFilter(_ source: String, now: Date) {
        filter = ModelFilter(source, saved: savedFilters, pending: completionAtCursor()?.pending)
        let selectedID = selected?.id
        rearrange(keeping: selectedID, now: now)
        if isBestFirst || selected?.id != selectedID { moveToEdge(isLast: false) }
    }

    /// Sorts; the cursor stays on its model.
    package mutating func setSort(_ sort: ModelSort, now: Date) {
        if sort != self.sort { order = nil }
        self.sort = sort
        prefersBestMatch = false
        rearrange(keeping: selected?.id, holding: isFiltered ? shownPlaces : [], now: now)
    }

    /// Shows other rows; the cursor moves only as far as it must to be among them.
    mutating func scroll(by rows: Int) {
        let page = max(pageRows, 1)
        top = min(max(top + rows, 0), max(shownPlaces.count - page, 0))
        selection = min(max(selection, top), top + page - 1)
        selection = min(selection, max(shownPlaces.count - 1, 0))
    }

    /// Moves the cursor to a model; one that does not pass the filter comes in sight, in place of the
    /// last such one.
    mutating func select(_ id: ModelID) {
        guard let place = place(of: id).map(Int32.init) else { return }
        if !shownPlaces.contains(place) {
            if let guest { shownPlaces.removeAll { $0 == guest } }
            let places = shownPlaces + [place]
            shownPlaces = isBestFirst ? places : sorted(places.sorted())
            heldPlaces = heldPlaces.filter { $0 != guest }.union([place])
            identifierWidths = IdentifierWidths(of: shownPlaces, in: models)
            guest = place
        }
        selection = shownPlaces.firstIndex(of: place) ?? selection
        scrollToSelection()
    }

    package mutating func move(by rows: Int) {
        selection = min(max(selection + rows, 0), max(shownPlaces.count - 1, 0))
        scrollToSelection()
    }

    package mutating func moveToEdge(isLast: Bool) {
        move(by: isLast ? shown.count : -shown.count)
    }

    /// The rows of the range in progress; `nil` without one, or while its beginning is hidden.
    var range: ClosedRange<Int>? {
        guard let place = rangeBegin.flatMap(place(of:)),
            let from = shownPlaces.firstIndex(of: Int32(place))
        else { return nil }
        return min(from, selection)...max(from, selection)
    }

    /// Starts a range at the cursor, or ends it and returns its models.
    package mutating func toggleRange() -> [ModelID]? {
        guard let range else {
            rangeBegin = selected?.id
            return nil
        }
        rangeBegin = nil
        return shown[range].map(\.id)
    }

    mutating func endRange() { rangeBegin = nil }

    /// Marks or unmarks models at once; the database follows.
    package mutating func setMarked(_ ids: [ModelID], _ isMarked: Bool) {
        for id in ids {
            if let place = place(of: id) { models[place].isMarked = isMarked }
        }
        if isMarked { marked.formUnion(ids) } else { marked.subtract(ids) }
        search.forget()
    }

    /// Changes a model in place at once; the database follows.
    package mutating func change(_ id: ModelID, _ body: (inout Model) -> Void) {
        guard let place = place(of: id) else { return }
        let before = models[place]
        body(&models[place])
        search.update(models[place], at: place)
        if !sort.ranksAlike(before, models[place]) { order = nil }
        listedCount += (Self.isCounted(models[place]) ? 1 : 0) - (Self.isCounted(before) ? 1 : 0)
        hasUnlisted = hasUnlisted || !models[place].isListed
        isUnchecked = isUnchecked && models[place].verdict.checkedAt == nil
        nextExpiry = min(nextExpiry, models[place].verdict.expiresAt ?? .distantFuture)
    }

    /// Takes some of the models as they are now.
    mutating func replace(_ models: [Model], now: Date) {
        for model in models { change(model.id) { $0 = model } }
        rearrange(keeping: selected?.id, holding: isFiltered ? shownPlaces : [], now: now)
    }

    /// Shows verdicts as stale whose time has come.
    mutating func age(now: Date) {
        guard nextExpiry < now else { return }
        for index in models.indices {
            let verdict = models[index].verdict
            guard let expiry = verdict.expiresAt, expiry < now, !verdict.isStale else { continue }
            models[index].verdict.isStale = true
        }
        search.forget()
        nextExpiry = Self.nextExpiry(of: models)
    }

    private static func nextExpiry(of models: [Model]) -> Date {
        models.lazy.filter { !$0.verdict.isStale }.compactMap(\.verdict.expiresAt).min()
            ?? .distantFuture
    }

    /// Filters and sorts again; the cursor stays on its model and, if possible, on its line.
    ///
    /// Rows of `before` stay even if they no longer pass: a row must not vanish under the user
    /// because a check has changed its badge.
    private mutating func rearrange(
        keeping selectedID: ModelID?,
        holding before: [Int32] = [],
        now: Date
    ) {
        let line = selection - top
        guest = nil
        let found = search.find(filter, in: models, marked: marked, now: now)
        heldPlaces = Set(before).subtracting(before.isEmpty ? [] : found.places)
        if isBestFirst {
            let old = Set(before)
            shownPlaces = before + found.bestFirst.filter { !old.contains($0) }
        } else {
            shownPlaces = sorted(
                heldPlaces.isEmpty ? found.places : (found.places + heldPlaces).sorted()
            )
        }
        if hasUnlisted, !filter.names(.unlisted) {
            shownPlaces.removeAll { !models[Int($0)].isListed }
        }
        if !shownPlaces.isEmpty { identifierWidths = IdentifierWidths(of: shownPlaces, in: models) }
        mend =
            !shownPlaces.isEmpty || !isFiltered
            ? nil
            : FilterMend(
                of: filter,
                saved: savedFilters,
                in: models,
                by: search,
                marked: marked,
                now: now
            )
        if let place = selectedID.flatMap(place(of:)),
            let index = shownPlaces.firstIndex(of: Int32(place))
        {
            selection = index
            top = max(index - line, 0)
        } else {
            selection = min(selection, max(shown.count - 1, 0))
        }
        scrollToSelection()
    }

    /// Sorts these indices by `sort`, using one order for all filters.
    private mutating func sorted(_ places: [Int32]) -> [Int32] {
        if sort == ModelSort() { return places }
        let order = order ?? sort.order(of: models)
        self.order = order
        guard places.count < models.count else { return order }
        var passes = [Bool](repeating: false, count: models.count)
        for place in places { passes[Int(place)] = true }
        return order.filter { passes[Int($0)] }
    }

    private mutating func scrollToSelection() {
        let rows = max(pageRows, 1)
        if selection < top { top = selection }
        if selection >= top + rows { top = selection - rows + 1 }
        top = min(top, max(shown.count - rows, 0))
    }
}

extension CatalogState {
    /// The index in `models` of a model, by binary search: they are sorted by ID.
    func place(of id: ModelID) -> Int? {
        var (low, high) = (models.startIndex, models.endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if models[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < models.endIndex && models[low].id == id ? low : nil
    }

    /// The model with an ID, visible or not.
    package func model(_ id: ModelID) -> Model? {
        place(of: id).map { models[$0] }
    }

    /// The number of these models that are not visible.
    func hiddenCount(of ids: some Sequence<ModelID>) -> Int {
        guard isFiltered || hasUnlisted else { return 0 }
        var hidden = Set(ids.compactMap(place(of:)).map(Int32.init))
        if !hidden.isEmpty { hidden.subtract(shown.places) }
        return hidden.count
    }

    /// The existing models with these IDs, sorted by ID.
    package func models(_ ids: some Sequence<ModelID>) -> [Model] {
        Set(ids).compactMap(place(of:)).sorted().map { models[$0] }
    }

    /// The marked models sorted by ID, visible or not.
    package var markedModels: [Model] { models(marked) }
}

/// The visible models in table order: a view on all of them, because copying a hundred thousand at
/// every keystroke would be slow.
package struct ShownModels: Sendable, Equatable {
    let models: [Model]
    /// The indices in `models` of the visible ones.
    let places: [Int32]
}

extension ShownModels: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { places.count }

    package subscript(position: Int) -> Model { models[Int(places[position])] }
}
