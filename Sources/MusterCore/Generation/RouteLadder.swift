/// The spellings of `model` that may be sent for a model, in the order of trying.
package struct RouteLadder: Sendable, Hashable {
    /// The spellings; never empty, none twice.
    package let rungs: [Route]

    /// Builds the ladder of a model.
    ///
    /// - Parameters:
    ///   - modelID: the catalog's ID.
    ///   - huggingFaceID: the cased name; the variant of the model ID is added to it, since a
    ///     variant changes price and provider.
    ///   - preference: which goes first.
    ///   - working: the spelling that worked last; it goes first while it is still a rung.
    package init(
        modelID: ModelID,
        huggingFaceID: HuggingFaceID?,
        preference: RoutePreference,
        working: Route? = nil
    ) {
        let variant = modelID.variant.map { ":\($0)" } ?? ""
        let cased = huggingFaceID.map { Route(rawValue: $0.rawValue + variant) }
        let own = Route(modelID)
        var rungs: [Route] =
            switch preference {
            case .casedFirst: [cased, own].compactMap(\.self)
            case .catalogFirst: [own, cased].compactMap(\.self)
            case .catalogOnly: [own]
            }
        if rungs.count == 2, rungs[0] == rungs[1] { rungs.removeLast() }
        if let working, let index = rungs.firstIndex(of: working) {
            rungs.insert(rungs.remove(at: index), at: 0)
        }
        self.rungs = rungs
    }
}

extension RouteLadder {
    init(_ candidate: GenerationCandidate, _ preference: RoutePreference) {
        self.init(
            modelID: candidate.modelID,
            huggingFaceID: candidate.huggingFaceID,
            preference: preference,
            working: candidate.workingRoute
        )
    }
}

/// Which spelling of a model goes first when nothing has been learned yet.
package enum RoutePreference: String, Sendable, CaseIterable {
    /// The cased Hugging Face ID, then the catalog's ID: the predecessor's rule.
    case casedFirst = "cased-first"
    /// The catalog's ID, then the cased one.
    case catalogFirst = "catalog-first"
    /// The catalog's ID and nothing else.
    case catalogOnly = "catalog-only"
}
