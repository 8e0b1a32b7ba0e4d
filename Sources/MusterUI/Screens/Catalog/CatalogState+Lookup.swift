package import MusterCore

extension CatalogState {
    /// The place in `models` of the model with an ID, found by halving: they are in the order of
    /// their IDs.
    func place(of id: ModelID) -> Int? {
        var (low, high) = (models.startIndex, models.endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if models[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < models.endIndex && models[low].id == id ? low : nil
    }

    /// The model with an ID, shown or not.
    package func model(_ id: ModelID) -> Model? {
        place(of: id).map { models[$0] }
    }

    /// The models with these IDs that there still are, in the order of their IDs.
    package func models(_ ids: some Sequence<ModelID>) -> [Model] {
        Set(ids).compactMap(place(of:)).sorted().map { models[$0] }
    }

    /// The marked models in the order of their IDs, shown or not.
    package var markedModels: [Model] { models(marked) }
}
