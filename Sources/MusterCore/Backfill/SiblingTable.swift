/// Finds the Hugging Face ID of a model among the other variants of the same model.
struct SiblingTable {
    private let byBase: [ModelID: [ModelID: HuggingFaceID]]

    /// Creates a table from all IDs that are known.
    init(_ known: [ModelID: HuggingFaceID]) {
        var byBase: [ModelID: [ModelID: HuggingFaceID]] = [:]
        for (id, huggingFaceID) in known { byBase[id.base, default: [:]][id] = huggingFaceID }
        self.byBase = byBase
    }

    /// The ID of the model without its variant, else that on which all other variants agree.
    func huggingFaceID(for id: ModelID) -> HuggingFaceID? {
        guard let siblings = byBase[id.base] else { return nil }
        if let base = siblings[id.base] { return base }
        let names = Set(siblings.filter { $0.key != id }.values)
        return names.count == 1 ? names.first : nil
    }
}
