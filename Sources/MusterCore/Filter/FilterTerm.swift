/// A parsed word of a filter: a condition or its negation.
package struct FilterTerm: Sendable, Hashable {
    var condition: FilterCondition
    var isNegated: Bool

    /// Whether it searches the texts of a model, which is the slowest test.
    var isText: Bool {
        if case .text = condition { true } else { false }
    }

    /// Whether it contains a text search, directly or through a saved filter.
    var readsTexts: Bool {
        if case .saved(_, let terms) = condition { return terms.contains(where: \.readsTexts) }
        return isText
    }
}
