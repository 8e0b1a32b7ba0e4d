/// Compares what a slate says of one model with what was found now: it asks nobody.
struct SlateComparison {
    let entry: SlateEntry
    /// The model as it is stored.
    let model: Model
    /// The catalog as it is now; `nil` when it could not be fetched.
    let rows: [ModelID: FetchedModel]?
    /// What was found now: the endpoints, and after them the completion where one was asked for.
    let results: [CheckResult]
    /// What ended a check before all were asked.
    let stop: ServiceFailure?

    /// The rows of a catalog by their IDs.
    static func rows(_ catalog: FetchedCatalog) -> [ModelID: FetchedModel] {
        Dictionary(catalog.rows.map { ($0.entry.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What became of the model.
    var finding: SlateFinding {
        let verdict = verdict
        return SlateFinding(
            entry: entry,
            model: liveModel,
            usability: verdict.usability,
            availability: verdict.availability,
            cause: verdict.cause,
            reason: verdict.reason,
            changes: changes(now: verdict.availability)
        )
    }

    private typealias Judgement = (
        usability: SlateFinding.Usability, availability: Availability, cause: Evidence.Cause,
        reason: String
    )

    private var verdict: Judgement {
        if model.isDisabled {
            let reason = model.disabledReason.map { ": \($0)" } ?? ""
            return (.unusable, model.verdict.availability, .disabled, "disabled\(reason)")
        }
        let last = results.last
        let hasAnswered = last?.evidence.finding == .answered
        if isGone, !hasAnswered {
            return (.unusable, .unavailable, .gone, "gone from the catalog")
        }
        guard let last else {
            let words = stop.map { "not asked: \($0)" } ?? "not asked"
            return (.inconclusive, .unknown, .notAsked, words)
        }
        return (usability(last), last.verdict.availability, last.verdict.cause, last.detail)
    }

    /// A no that is still believed counts whenever it was said; a yes has to be said now.
    private func usability(_ result: CheckResult) -> SlateFinding.Usability {
        let verdict = result.verdict
        if verdict.availability == .unavailable {
            return verdict.isStale ? .inconclusive : .unusable
        }
        return result.isConclusive && verdict.isUsable ? .usable : .inconclusive
    }

    private var row: FetchedModel? {
        // The suffixes that no catalog lists, such as `:nitro`, are those of the model without.
        rows.flatMap { $0[entry.modelID] ?? (isDynamic ? $0[entry.modelID.base] : nil) }
    }

    private var isDynamic: Bool {
        entry.modelID.variant.map(ModelLookup.dynamicVariants.contains) ?? false
    }

    private var isGone: Bool { rows != nil && row == nil }

    private var liveModel: Model {
        guard let row else { return model }
        var model = model
        model.entry = row.entry
        model.entry.id = entry.modelID
        return model
    }

    private func changes(now availability: Availability) -> [ModelChange] {
        let endpoints = results.first { !$0.evidence.endpoints.isEmpty }?.evidence.endpoints ?? []
        let answer = results.last { $0.evidence.finding == .answered }?.evidence
        // Where nothing was known, whatever is known now is no change.
        let before = ModelFacts([
            ("listed", "true"),
            ("availability", entry.availability.flatMap { $0 == .unknown ? nil : $0.rawValue }),
            ("context_length", entry.contextLength.map(String.init)),
            ("prompt_price", entry.promptPrice?.perMillionString),
            ("completion_price", entry.completionPrice?.perMillionString),
            ("provider", entry.provider), ("quantization", entry.quantization),
            ("served_model", entry.servedModel),
        ])
        var now: [(field: String, value: String?)] = [("availability", availability.rawValue)]
        if isGone { now.append(("listed", "false")) }
        if let row {
            now += [
                ("context_length", row.entry.contextLength.map(String.init)),
                ("prompt_price", row.entry.promptPrice?.perMillionString),
                ("completion_price", row.entry.completionPrice?.perMillionString),
            ]
        }
        if let provider = answer?.provider ?? absentProvider(endpoints) {
            now.append(("provider", provider))
        }
        if !endpoints.isEmpty {
            let provider = answer?.provider ?? entry.provider
            now.append(("quantization", endpoints.quantization(of: provider)))
        }
        if let served = answer?.servedModel { now.append(("served_model", served)) }
        return before.changes(to: ModelFacts(now))
    }

    /// The providers there are, where the one that answered is not among them.
    private func absentProvider(_ endpoints: [Endpoint]) -> String? {
        let providers = Set(endpoints.map(\.provider))
        guard !providers.isEmpty, let provider = entry.provider, !providers.contains(provider)
        else { return nil }
        return providers.sorted().joined(separator: ", ")
    }
}
