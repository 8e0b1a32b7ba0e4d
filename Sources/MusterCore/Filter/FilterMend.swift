package import Foundation

/// What would find models in place of a filter that finds none.
package struct FilterMend: Sendable, Equatable {
    package enum Change: Sendable, Equatable {
        /// A bare word that names a condition: `tools` for `param:tools`.
        case condition(String)
        /// The badge asked for is not known of models that were never checked.
        case unchecked
        /// A word that leaves nothing.
        case without(String)
    }

    package let change: Change
    /// The number of models that pass the mended filter.
    package let count: Int
    /// The mended filter.
    package let source: String

    /// Such as `339 models match param:tools`.
    package var sentence: String {
        let models = "\(count) \(count == 1 ? "model" : "models")"
        return switch change {
        case .condition(let condition): "\(models) match \(condition)"
        case .unchecked: "\(models) \(count == 1 ? "was" : "were") never checked"
        case .without(let word): "\(models) match without \(word)"
        }
    }
}

extension FilterMend {
    /// Looks for the smallest change to a filter that no model passes; `nil` if there is none.
    ///
    /// `search` must be prepared for `models`.
    package init?(
        of filter: ModelFilter,
        saved: [String: String],
        in models: [Model],
        by search: ModelSearch,
        marked: Set<ModelID>,
        now: Date
    ) {
        var search = search
        let words = filter.words
        func mend(_ change: Change, at place: Int, with word: String?) -> FilterMend? {
            var changed = words
            if let word { changed[place] = word } else { changed.remove(at: place) }
            let source = changed.joined(separator: " ")
            let mended = ModelFilter(source, saved: saved)
            guard !mended.isEmpty else { return nil }
            let found = search.find(mended, in: models, marked: marked, now: now).places
            let count = found.count { models[Int($0)].isListed || mended.names(.unlisted) }
            return count == 0 ? nil : FilterMend(change: change, count: count, source: source)
        }
        for (place, word) in words.enumerated() {
            for condition in Self.conditions(named: word.lowercased(), in: models) {
                if let mend = mend(.condition(condition), at: place, with: condition) {
                    self = mend
                    return
                }
            }
        }
        for (place, word) in words.enumerated() where Self.asksForBadge(word) {
            if let mend = mend(.unchecked, at: place, with: "is:unknown") {
                self = mend
                return
            }
        }
        let removals = words.indices.compactMap { mend(.without(words[$0]), at: $0, with: nil) }
        guard let best = removals.max(by: { $0.count < $1.count }) else { return nil }
        self = best
    }

    /// The conditions that a bare word could stand for.
    private static func conditions(named word: String, in models: [Model]) -> [String] {
        var conditions: [String] = []
        if models.contains(where: { $0.entry.supportedParameters.contains(word) }) {
            conditions.append("param:\(word)")
        }
        if FilterCondition.State(rawValue: word) != nil { conditions.append("is:\(word)") }
        if FilterCondition.Property(rawValue: word) != nil { conditions.append("has:\(word)") }
        if models.contains(where: { $0.entry.inputModalities.contains(word) }) {
            conditions.append("in:\(word)")
        }
        return conditions
    }

    /// Whether a word asks for a badge that only a check gives.
    private static func asksForBadge(_ word: String) -> Bool {
        let known: Set<FilterCondition.State> = [
            .up, .verified, .reachable, .degraded, .limited, .unavailable,
        ]
        return ModelFilter(word).terms.contains { term in
            guard case .state(let states) = term.condition, !term.isNegated else { return false }
            return !known.isDisjoint(with: states)
        }
    }
}

extension ModelFilter {
    /// The words between white space outside quotation marks.
    fileprivate var words: [String] {
        let characters = Array(source)
        return tokens.split { $0.kind == .space }.map { word in
            word.map { String(characters[$0.range]) }.joined()
        }
    }
}
