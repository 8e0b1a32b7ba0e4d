package import Foundation

/// The models that pass a filter, found again at every keystroke.
///
/// It keeps what the last filter found: when a word has only grown, nothing else is looked at.
package struct ModelSearch: Sendable, Equatable {
    /// What a filter found.
    package struct Finding: Sendable, Equatable {
        /// The places of the models that pass, in rising order.
        package internal(set) var places: [Int32] = []
        /// How well the bare words match each; empty when there are none.
        package internal(set) var scores: [Int32] = []

        /// The places, those that match best first, equal ones as they stand.
        package var bestFirst: [Int32] { ModelSearch.bestFirst(places, scores) }
    }

    private(set) var index: ModelIndex
    private var last: (filter: ModelFilter, places: [Int32])?

    /// Prepares to search models; the places found are places in this array.
    package init(_ models: [Model] = []) {
        index = ModelIndex(models)
    }

    /// Prepares to search other models.
    ///
    /// Mostly they are those of before, read again after a check or a generation, and have the same
    /// texts; then the index is kept, which takes longer to make than all the rest of loading.
    ///
    /// - Parameters:
    ///   - models: those to search from now on.
    ///   - before: those that it was prepared for.
    package mutating func prepare(_ models: [Model], insteadOf before: [Model]) {
        if !ModelIndex.haveSameTexts(models, before) { index = ModelIndex(models) }
        last = nil
    }

    /// Takes note that a model has changed.
    package mutating func update(_ model: Model, at place: Int) {
        index.update(model, at: place)
        last = nil
    }

    /// Forgets what the last filter found: models or marks have changed.
    package mutating func forget() { last = nil }

    /// Finds the models that pass a filter.
    ///
    /// - Parameters:
    ///   - filter: the filter.
    ///   - models: those that the search was prepared for.
    ///   - marked: the models that the user has marked.
    ///   - now: the time against which ages are measured.
    /// - Returns: the places of those that pass, with their scores.
    package mutating func find(
        _ filter: ModelFilter,
        in models: [Model],
        marked: Set<ModelID> = [],
        now: Date
    ) -> Finding {
        var finding = Finding()
        if let last, filter.narrows(last.filter) {
            finding.places = last.places
        } else {
            finding.places = Array(0..<Int32(models.count))
        }
        let moment = FilterMoment(now: now, marked: marked)
        if filter.ranks {
            finding.scores = [Int32](repeating: 0, count: finding.places.count)
        }
        models.withUnsafeBufferPointer { models in
            for term in filter.terms where !term.isText { narrow(&finding, term, models, moment) }
            for term in filter.terms where term.isText { narrow(&finding, term, models, moment) }
        }
        last = (filter, finding.places)
        return finding
    }

    package static func == (left: ModelSearch, right: ModelSearch) -> Bool {
        left.index == right.index
    }
}
