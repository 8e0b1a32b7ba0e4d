package import Foundation

/// Finds the models that pass a filter, repeatedly at every keystroke.
///
/// It remembers the last result: if a word has only grown, it searches within that.
package struct ModelSearch: Sendable, Equatable {
    package struct Finding: Sendable, Equatable {
        /// Places of the passing models, ascending.
        package internal(set) var places: [Int32] = []
        /// The match score of each place; empty without bare words.
        package internal(set) var scores: [Int32] = []

        /// Places by descending score, stable.
        package var bestFirst: [Int32] { ModelSearch.bestFirst(places, scores) }
    }

    private(set) var index: ModelIndex
    private var last: (filter: ModelFilter, places: [Int32])?
    /// The places of all models that answer chats.
    private var chatPlaces: [Int32]?

    /// Prepares to search models; resulting places are indices of this array.
    package init(_ models: [Model] = []) {
        index = ModelIndex(models)
    }

    /// Prepares to search `models` instead of `before`.
    ///
    /// Usually these are the same models read again after a check or a generation, with the same
    /// texts. Then it keeps the index, which takes longer to build than all the rest of loading.
    package mutating func prepare(_ models: [Model], insteadOf before: [Model]) {
        if !ModelIndex.haveSameTexts(models, before) {
            index = ModelIndex(models)
            chatPlaces = nil
        }
        last = nil
    }

    package mutating func update(_ model: Model, at place: Int) {
        index.update(model, at: place)
        last = nil
    }

    /// Discards the last result, because models or marks have changed.
    package mutating func forget() { last = nil }

    /// Finds the models that pass a filter; `models` must be those it was prepared for.
    ///
    /// Batch-only models pass only a filter that asks for them.
    package mutating func find(
        _ filter: ModelFilter,
        in models: [Model],
        marked: Set<ModelID> = [],
        now: Date
    ) -> Finding {
        var finding = Finding()
        if let last, filter.narrows(last.filter) {
            finding.places = last.places
        } else if filter.names(.batch) {
            finding.places = Array(0..<Int32(models.count))
        } else {
            let chatPlaces =
                chatPlaces
                ?? (0..<Int32(models.count)).filter { !models[Int($0)].entry.id.isBatchOnly }
            self.chatPlaces = chatPlaces
            finding.places = chatPlaces
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
