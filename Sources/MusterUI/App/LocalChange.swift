package import MusterCore

/// A change of the user's own marks, kept so that it can be undone.
package enum LocalChange: Sendable, Equatable {
    /// A model was disabled or enabled; this is how it was before.
    case disabled(ModelID, wasDisabled: Bool, reason: String?)
    /// A Hugging Face ID was set by hand; this is what there was before.
    case identified(ModelID, huggingFaceID: HuggingFaceID?, source: HuggingFaceIDSource?)
    /// A model was made a favourite or no longer.
    case favorite(ModelID, wasFavorite: Bool)
    /// Models were marked or unmarked; all of them were the same before.
    case marked([ModelID], wereMarked: Bool)
}
