/// A model as it goes into the files of other tools.
package struct ExportedModel: Sendable, Hashable {
    /// The catalog's ID, by which users of the other tool name it.
    package var modelID: ModelID
    /// The spelling that the other tool sends: the route that worked, else the model ID.
    package var route: Route
    /// The models to ask when it does not answer.
    package var fallbacks: [ModelID]

    /// Creates a model.
    package init(modelID: ModelID, route: Route? = nil, fallbacks: [ModelID] = []) {
        self.modelID = modelID
        self.route = route ?? Route(modelID)
        self.fallbacks = fallbacks
    }
}
