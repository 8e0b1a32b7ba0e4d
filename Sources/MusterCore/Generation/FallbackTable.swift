/// Which models are asked when one does not answer, as the user configured it.
package struct FallbackTable: Sendable, Hashable {
    private let namesByModel: [String: [String]]
    private let others: [String]

    /// Creates a table; without arguments nothing falls back.
    ///
    /// - Parameters:
    ///   - namesByModel: the fallbacks of single models, by model ID, slug or Hugging Face ID; an
    ///     empty list is none.
    ///   - others: the fallbacks of all models that are not named.
    package init(_ namesByModel: [String: [String]] = [:], others: [String] = []) {
        self.namesByModel = namesByModel
        self.others = others
    }

    /// The fallbacks of a model as they were written, known by its ID or its slug.
    package func names(for id: ModelID) -> [String] {
        names(under: [id.rawValue, id.canonicalSlug])
    }

    /// The fallbacks of a model as they were written, known by any of its names.
    package func names(for model: Model) -> [String] {
        let names = [model.id.rawValue, model.id.canonicalSlug, model.huggingFaceID?.rawValue]
        return self.names(under: names.compactMap(\.self))
    }

    /// The fallbacks of a model, those left out that the catalog does not know or that a name does
    /// not tell from another.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - models: all there are.
    ///   - onLookup: told what each name stands for.
    /// - Returns: the fallbacks, in the order of asking.
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
                return seen.insert(fallback.id).inserted ? fallback : nil
            case .ambiguous, .notFound:
                return nil
            }
        }
    }

    /// What the table has under one of a model's names: exact before ignoring case, as when a
    /// model is looked up.
    private func names(under keys: [String]) -> [String] {
        if let key = keys.first(where: { namesByModel[$0] != nil }) {
            return namesByModel[key] ?? others
        }
        let keys = keys.map { $0.lowercased() }
        for key in keys {
            // Of several that differ in case only, the first in order, so that it is always one.
            let alike = namesByModel.keys.filter { $0.lowercased() == key }.min()
            if let alike { return namesByModel[alike] ?? others }
        }
        return others
    }
}
