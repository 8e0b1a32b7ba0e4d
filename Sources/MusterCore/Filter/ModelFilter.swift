package import Foundation

/// Which models to show, as the user wrote it: words and conditions, all of which must hold.
///
/// Reading is total: what cannot be read becomes a complaint, and the rest still filters. The
/// language is described in docs/FILTERS.md.
package struct ModelFilter: Sendable, Hashable {
    /// A word that could not be read, and why.
    package struct Complaint: Sendable, Hashable {
        /// The word as written.
        package var word: String
        /// The part of it that is wrong, counted in characters of the filter.
        package var range: Range<Int>
        /// What to write instead, in words.
        package var reason: String

        /// Word and reason as one sentence.
        package var sentence: String { "\(word): \(reason)\(reason.hasSuffix("?") ? "" : ".")" }
    }

    /// The filter as written.
    package let source: String
    /// Its pieces, which together are the whole of it.
    package let tokens: [FilterToken]
    /// What is wrong with it.
    package let complaints: [Complaint]
    /// Its words, read.
    let terms: [FilterTerm]

    /// The filter that lets everything through.
    package static let all = ModelFilter("")

    /// Reads a filter: `llama is:free|router -author:meta-llama ctx>=128k price<=0.5 @cheap`.
    ///
    /// - Parameters:
    ///   - source: the filter as written.
    ///   - saved: the filters that `@name` may stand for, by name.
    package init(_ source: String, saved: [String: String] = [:]) {
        var saved = SavedFilters(saved)
        self.init(source, saved: &saved)
    }

    init(_ source: String, saved: inout SavedFilters) {
        var parser = FilterParser(source)
        parser.parse(&saved)
        self.source = source
        tokens = parser.markedTokens
        complaints = parser.complaints
        terms = parser.terms
    }

    /// Whether it lets everything through.
    package var isEmpty: Bool { terms.isEmpty }

    /// Whether it has bare words, by which models are better and worse matches.
    package var ranks: Bool { !patterns.isEmpty }

    /// The bare words that must be found.
    package var patterns: [TextPattern] { Self.patterns(of: terms) }

    /// Whether it names disabled or unlisted models, which lists otherwise leave out.
    package func names(_ state: FilterCondition.State) -> Bool { Self.names(state, in: terms) }

    /// Whether a model passes every term; for many models there is `ModelSearch`.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - isMarked: whether the user has marked it.
    ///   - now: the time against which ages are measured.
    /// - Returns: whether every term holds.
    package func matches(_ model: Model, isMarked: Bool = false, now: Date) -> Bool {
        var search = ModelSearch([model])
        let marked: Set<ModelID> = isMarked ? [model.id] : []
        return !search.find(self, in: [model], marked: marked, now: now).places.isEmpty
    }

    /// The models that pass.
    ///
    /// - Parameters:
    ///   - models: all there are, by model ID.
    ///   - sort: their order; `nil` for the best match first, or by model ID without bare words.
    ///   - isReversed: whether that order of `nil` is turned round.
    ///   - now: the time against which ages are measured.
    /// - Returns: those that pass, in order.
    package func select(
        from models: [Model],
        sort: ModelSort?,
        isReversed: Bool = false,
        now: Date
    ) -> [Model] {
        // Only words are searched for in the index, which takes longer to make than to use once.
        var search = terms.contains(where: \.readsTexts) ? ModelSearch(models) : ModelSearch()
        let found = search.find(self, in: models, now: now).bestFirst.map { models[Int($0)] }
        return sort.map { $0.sorted(found) } ?? (isReversed ? found.reversed() : found)
    }

    /// The characters of a text that the bare words match, for showing them.
    package func matchedCharacters(in text: String) -> Set<Int> {
        patterns.reduce(into: []) { found, pattern in
            found.formUnion(pattern.matchedCharacters(in: text) ?? [])
        }
    }

    /// Whether whatever passes it passes `earlier` too, as far as that is plain to see.
    func narrows(_ earlier: ModelFilter) -> Bool {
        terms.count >= earlier.terms.count
            && zip(terms, earlier.terms).allSatisfy { $0.narrows($1) }
            && !earlier.terms.contains { $0.condition.dependsOnTime }
    }

    private static func patterns(of terms: [FilterTerm]) -> [TextPattern] {
        terms.flatMap { term -> [TextPattern] in
            switch term.condition {
            case .text(let patterns) where !term.isNegated: patterns
            case .saved(_, let terms) where !term.isNegated: Self.patterns(of: terms)
            default: []
            }
        }
    }

    private static func names(_ state: FilterCondition.State, in terms: [FilterTerm]) -> Bool {
        terms.contains { term in
            switch term.condition {
            case .state(let states): !term.isNegated && states.contains(state)
            case .saved(_, let terms): !term.isNegated && names(state, in: terms)
            default: false
            }
        }
    }
}
