/// Which spellings of a model chat takes.
package enum AcceptedSpelling: Sendable, CaseIterable {
    /// Only the catalog's `id`.
    case catalogID
    /// Only the `hugging_face_id`, followed by the variant if the model is one.
    case casedID
    /// Both of them.
    case any
    /// Neither of them.
    case none
}
