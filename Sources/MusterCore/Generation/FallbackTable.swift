/// The user's configured fallbacks.
package struct FallbackTable: Sendable, Hashable {
    private let namesByModel: [String: [String]]
    private let others: [String]

    /// Creates a table; without arguments no model has fallbacks.
    ///
    /// Keys are model IDs, slugs or Hugging Face IDs, and an empty list disables fallbacks.
    /// `others` applies to models that are not listed.
    package init(_ namesByModel: [String: [String]] = [:], others: [String] = []) {
        self.namesByModel = namesByModel
        self.others = others
    }

    /// The names of a model's fallbacks, looked up by its ID or slug.
    package func names(for id: ModelID) -> [String] {
        names(under: [id.rawValue, id.canonicalSlug])
    }

    /// The names of a model's fallbacks, looked up by any of its names.
    package func names(for model: Model) -> [String] {
        let names = [model.id.rawValue, model.id.canonicalSlug, model.huggingFaceID?.rawValue]
        return self.names(under: names.compactMap(\.self))
    }

    /// Resolves a model's fallbacks in order, without unknown, ambiguous and batch-only names.
    package func models(
        for model: Model,
        in models: [Model],
        onLookup: (String, ModelLookup) -> Void = { _, _ in }
    ) -> [Model] {
        var seen: Set<ModelID> = [model.id]
        return names(for: model).compactMap { name -> Model? in
            let lookup = ModelLookup(name, in: models)
            onLookup(name, lookup)
            switch lookup {
            case .found(let fallback), .foundIgnoringCase(let fallback):
                guard !fallback.id.isBatchOnly else { return nil }
                return seen.insert(fallback.id).inserted ? fallback : nil
            case .ambiguous, .notFound:
                return nil
            }
        }
    }

    /// Looks up a model's names: exact matches first, then ignoring case, as for model look-ups.
    private func names(under keys: [String]) -> [String] {
        if let key = keys.first(where: { namesByModel[$0] != nil }) {
            return namesByModel[key] ?? others
        }
        let keys = keys.map { $0.lowercased() }
        for key in keys {
            // If keys differ only in case, take the first in order, so the result is deterministic.
            let alike = namesByModel.keys.filter { $0.lowercased() == key }.min()
            if let alike { return namesByModel[alike] ?? others }
        }
        return others
    }
}
