/// What an answer gives as `model`.
package enum ServedModel: Sendable, Equatable {
    /// The catalog's ID; for an alias, the model that it stands for.
    case requested
    /// The dated slug, as recorded in June 2026.
    case canonicalSlug
    /// Another model, as after a fallback or from a router.
    case other(String)
}
