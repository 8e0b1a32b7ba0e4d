/// A model to ask when those before it do not answer.
package struct GenerationFallback: Sendable, Hashable {
    /// The model.
    package var modelID: ModelID
    /// Its cased name, for the route ladder.
    package var huggingFaceID: HuggingFaceID?
    /// Whether it costs nothing.
    package var isFree: Bool
    /// Whether the user named it, rather than muster finding it.
    package var isNamedByUser: Bool

    /// Creates a fallback.
    package init(
        modelID: ModelID,
        huggingFaceID: HuggingFaceID? = nil,
        isFree: Bool,
        isNamedByUser: Bool = true
    ) {
        self.modelID = modelID
        self.huggingFaceID = huggingFaceID
        self.isFree = isFree
        self.isNamedByUser = isNamedByUser
    }
}
