package import Foundation

/// A filter as the user wrote it: words and conditions that must all hold.
///
/// Every input parses: invalid parts become complaints, and the rest still filters. docs/FILTERS.md
/// describes the language.
package struct ModelFilter: Sendable, Hashable {
    /// An invalid word and the reason.
    package struct Complaint: Sendable, Hashable {
        package var word: String
        /// The invalid part of it, in characters of the filter.
        package var range: Range<Int>
        /// A hint on what to write instead.
        package var reason: String

        package var sentence: String { "\(word): \(reason)\(reason.hasSuffix("?") ? "" : ".")" }
    }

    package let source: String
    /// The tokens, which cover the whole source.
    package let tokens: [FilterToken]
    package let complaints: [Complaint]
    let terms: [FilterTerm]

    /// The filter that passes every model.
    package static let all = ModelFilter("")

    /// Parses a filter such as `llama is:free|router -author:meta-llama ctx>=128k price<=0.5
    /// @cheap`.
    ///
    /// `saved` contains the filters that `@name` may use; `pending` is the range, in characters,
    /// of a word that is the beginning of a condition and does not filter yet.
    package init(_ source: String, saved: [String: String] = [:], pending: Range<Int>? = nil) {
        var saved = SavedFilters(saved)
        self.init(source, saved: &saved, pending: pending)
    }

    init(_ source: String, saved: inout SavedFilters, pending: Range<Int>? = nil) {
        var parser = FilterParser(source, pending: pending)
        parser.parse(&saved)
        self.source = source
        tokens = parser.markedTokens
        complaints = parser.complaints
        terms = parser.terms
    }

    private init(terms: [FilterTerm]) {
        (source, tokens, complaints) = ("", [], [])
        self.terms = terms
    }

    package var isEmpty: Bool { terms.isEmpty }

    /// Whether it has bare words, by which models are ranked.
    package var ranks: Bool { !patterns.isEmpty }

    /// Bare words that must match.
    package var patterns: [TextPattern] { Self.patterns(of: terms) }

    /// Whether it asks for disabled, unlisted or batch-only models, which lists hide otherwise.
    package func names(_ state: FilterCondition.State) -> Bool { Self.names(state, in: terms) }

    /// What its bare words alone pass, which is all that it passes or more; `nil` if it has none, or
    /// asks for batch-only models.
    var wordsAlone: ModelFilter? {
        let words = terms.filter { $0.isText && !$0.isNegated }
        return words.isEmpty || names(.batch) ? nil : ModelFilter(terms: words)
    }

    /// Whether a model passes every term; for many models use `ModelSearch`.
    package func matches(_ model: Model, isMarked: Bool = false, now: Date) -> Bool {
        var search = ModelSearch([model])
        let marked: Set<ModelID> = isMarked ? [model.id] : []
        return !search.find(self, in: [model], marked: marked, now: now).places.isEmpty
    }

    /// Selects the models that pass from `models`, which are ordered by ID.
    ///
    /// A `sort` of `nil` puts the best match first, or sorts by ID without bare words; only then
    /// does `isReversed` apply.
    package func select(
        from models: [Model],
        sort: ModelSort?,
        isReversed: Bool = false,
        now: Date
    ) -> [Model] {
        // Only text terms need the index, which costs more to build than a single search.
        var search = terms.contains(where: \.readsTexts) ? ModelSearch(models) : ModelSearch()
        let found = search.find(self, in: models, now: now).bestFirst.map { models[Int($0)] }
        return sort.map { $0.sorted(found) } ?? (isReversed ? found.reversed() : found)
    }

    /// Characters of a text that the bare words match, for highlighting.
    package func matchedCharacters(in text: String) -> Set<Int> {
        patterns.reduce(into: []) { found, pattern in
            found.formUnion(pattern.matchedCharacters(in: text) ?? [])
        }
    }

    /// Whether every model that passes this filter also passes `earlier`, as far as is obvious.
    func narrows(_ earlier: ModelFilter) -> Bool {
        terms.count >= earlier.terms.count && (earlier.names(.batch) || !names(.batch))
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
