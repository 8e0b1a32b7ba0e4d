/// Where a model's Hugging Face ID was learned.
package enum HuggingFaceIDSource: String, Sendable, CaseIterable {
    /// The row of `GET /models`.
    case catalog
    /// The single look-up `GET /model/{author}/{slug}`.
    case lookup
    /// The same model without its variant, or with another one.
    case sibling
    /// The Hub's own spelling, which corrected the case of an earlier one.
    case hub
    /// The user; never overwritten by anything else.
    case manual
}
