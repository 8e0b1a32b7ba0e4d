/// How a model is checked.
package enum CheckKind: String, Sendable, CaseIterable {
    /// Its endpoints list, which costs nothing and counts against no quota.
    case shallow
    /// A small completion, which may cost and counts against the free tier's day.
    case deep
}
