/// The spellings of a model to send, in the order of trying.
package struct RouteLadder: Sendable, Hashable {
    /// Spellings; never empty, without duplicates.
    package let rungs: [Route]

    /// Builds the ladder of a model; `working` goes first if it is still a rung.
    ///
    /// It adds the model's variant to the cased name, since a variant changes price and provider.
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

/// The order of spellings for a model without a known route.
package enum RoutePreference: String, Sendable, CaseIterable {
    /// The cased Hugging Face ID, then the catalog's ID: the predecessor's rule.
    case casedFirst = "cased-first"
    /// The catalog's ID, then the cased one.
    case catalogFirst = "catalog-first"
    case catalogOnly = "catalog-only"
}
