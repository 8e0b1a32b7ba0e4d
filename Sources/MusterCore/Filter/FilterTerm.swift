/// A word of a filter, read: a condition, or its opposite.
package struct FilterTerm: Sendable, Hashable {
    /// What must hold.
    var condition: FilterCondition
    /// Whether it must not hold instead.
    var isNegated: Bool

    /// Whether it is about the texts of a model, which takes longest to find out.
    var isText: Bool {
        if case .text = condition { true } else { false }
    }

    /// Whether such a term is in it, by itself or in the saved filter that it stands for.
    var readsTexts: Bool {
        if case .saved(_, let terms) = condition { return terms.contains(where: \.readsTexts) }
        return isText
    }
}
