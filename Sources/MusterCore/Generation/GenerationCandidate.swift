/// A model that a generation may ask, with what decides whether it may.
package struct GenerationCandidate: Sendable, Hashable {
    /// The model.
    package var modelID: ModelID
    /// Its cased name, for the route ladder.
    package var huggingFaceID: HuggingFaceID?
    /// Whether it costs nothing: free models share one quota, and a paid one never replaces them
    /// unasked.
    package var isFree: Bool
    /// Whether the user named it for this generation, rather than muster finding it.
    package var isNamedByUser = true
    /// The spelling that worked last, where one is known.
    var workingRoute: Route?
}

extension GenerationCandidate {
    package init(_ model: Model, isNamedByUser: Bool = true) {
        self.init(
            modelID: model.id,
            huggingFaceID: model.huggingFaceID,
            isFree: model.isFree,
            isNamedByUser: isNamedByUser
        )
    }
}
