/// Verifies that a slate's models still answer: fetches the catalog once and the endpoints of each
/// model, and in a deep verification requests completions.
struct SlateVerifier: Sendable {
    let client: OpenRouterClient
    let checker: Checker
    let time: TimeSource
    let routes: RoutePreference

    /// Verifies a slate.
    ///
    /// A deep verification fetches the endpoints first, and requests completions only from models
    /// that those do not rule out.
    func run(
        _ slate: Slate,
        models: [Model],
        kind: CheckKind
    ) async throws(StoreError) -> SlateVerification {
        let stored = slate.entries.map { $0.model(in: models) }
        var catalog: FetchedCatalog?
        var catalogFailure: ServiceFailure?
        do throws(ServiceFailure) {
            let fetched = try await client.fetchCatalog()
            let listed = (try? await checker.store.listedCount()) ?? 0
            // What a refresh would not take is no evidence that a model is gone.
            if let words = fetched.objection(listedBefore: listed) {
                catalogFailure = ServiceFailure(.malformed, message: words)
            } else {
                catalog = fetched
            }
        } catch {
            catalogFailure = error
        }
        let own = try await accountModels()
        var answers = try await check(stored, .shallow)
        if kind == .deep, !answers.outcome.isCancelled {
            let candidates = stored.filter { model in
                let shallow = answers.results[model.id]?.last
                return shallow?.evidence.finding != .refused
                    && !SlateComparison.isExcluded(model, own)
            }
            let deep = try await check(candidates, .deep, pins(slate, answers.results))
            answers.outcome = deep.outcome
            answers.results.merge(deep.results) { $0 + $1 }
        }
        let rows = catalog.map { SlateComparison.rows($0) }
        let unreadable = Set(catalog?.rejected.compactMap(\.id) ?? [])
        let findings = zip(slate.entries, stored).map { entry, model in
            SlateComparison(
                entry: entry,
                model: model,
                rows: rows,
                unreadable: unreadable,
                results: answers.results[model.id] ?? [],
                isExcluded: SlateComparison.isExcluded(model, own),
                stop: answers.outcome.stop,
                now: time.now()
            ).finding
        }
        return SlateVerification(
            findings: findings,
            catalogFailure: catalogFailure,
            stop: answers.outcome.stop,
            isCancelled: answers.outcome.isCancelled
        )
    }

    /// What the slate pins its models to, with the endpoints that were just found.
    private func pins(
        _ slate: Slate,
        _ results: [ModelID: [CheckResult]]
    ) -> [ModelID: ProviderPin] {
        var pins: [ModelID: ProviderPin] = [:]
        for entry in slate.entries {
            guard let routing = entry.routing else { continue }
            let endpoints = results[entry.modelID]?.last?.evidence.endpoints ?? []
            pins[entry.modelID] = ProviderPin(routing, endpoints: endpoints)
        }
        return pins
    }

    /// The models that the account may use, if the service tells; what it tells is stored.
    private func accountModels() async throws(StoreError) -> Set<ModelID>? {
        guard let ids = try? await client.fetchAccountModels() else { return nil }
        try await checker.store.setAccountModels(ids, now: time.now())
        return ids
    }

    private func check(
        _ models: [Model],
        _ kind: CheckKind,
        _ pins: [ModelID: ProviderPin] = [:]
    ) async throws(StoreError) -> (outcome: CheckOutcome, results: [ModelID: [CheckResult]]) {
        var freeTier = FreeTier()
        if kind == .deep, models.contains(where: { $0.isFree && !$0.isDisabled }) {
            freeTier = try await checker.freeTier(asks: true)
        }
        var options = CheckOptions(kind, routes: routes)
        options.pins = pins
        let plan = CheckPlanner.plan(
            models,
            options,
            budget: CheckBudget(freeTier: freeTier),
            now: time.now()
        )
        let collected = Collector()
        let outcome = try await checker.run(plan) { await collected.take($0) }
        return (outcome, await collected.results)
    }

    private actor Collector {
        var results: [ModelID: [CheckResult]] = [:]

        func take(_ result: CheckResult) {
            results[result.evidence.modelID, default: []].append(result)
        }
    }
}

/// Results of verifying a slate.
package struct SlateVerification: Sendable, Hashable {
    /// One finding per model, in the order of the slate.
    package var findings: [SlateFinding]
    /// The reason the catalog could not be fetched; prices and context are not compared then.
    package var catalogFailure: ServiceFailure?
    /// The reason why some models were not asked.
    package var stop: CheckStop?
    package var isCancelled: Bool

    /// Models with a definitive no.
    package var unusable: [SlateFinding] { findings.filter { $0.usability == .unusable } }

    /// The message if the catalog could not be fetched.
    package static func words(withoutCatalog failure: ServiceFailure) -> String {
        "the catalog could not be fetched (\(failure)); prices may differ"
    }
}

extension [SlateFinding] {
    package var inconclusive: [SlateFinding] { filter { $0.usability == .inconclusive } }

    /// The number and names of the unusable models; `nil` if there are none.
    package var unusableWords: String? {
        let some = filter { $0.usability == .unusable }
        return words(some, "\(some.count == 1 ? "is" : "are") definitely unusable")
    }

    /// The number and names of the inconclusive models; `nil` if there are none.
    package var inconclusiveWords: String? { words(inconclusive, "gave no clear answer") }

    private func words(_ some: [SlateFinding], _ what: String) -> String? {
        guard !some.isEmpty else { return nil }
        let names = some.map(\.entry.modelID.rawValue).joined(separator: ", ")
        return "\(some.count) of \(count) \(what): \(names)."
    }
}

/// The finding about one model of a slate.
package struct SlateFinding: Sendable, Hashable {
    package enum Usability: Sendable, Hashable {
        /// The model answers, or its endpoints are up.
        case usable
        case unusable
        /// A rate limit, a failure of the service, or a check that could not be made.
        case inconclusive
    }

    package var entry: SlateEntry
    /// The stored model, updated from the service's current catalog.
    package var model: Model
    package var usability: Usability
    /// The verdict from all evidence.
    package var availability: Availability
    package var cause: Evidence.Cause
    /// The reason, which may quote remote text.
    package var reason: String
    package var changes: [ModelChange] = []
    /// What the slate pins it to, with the endpoints that were just found.
    package var pin: ProviderPin?
    /// Whether only an earlier refusal speaks against it, and its endpoints are up now.
    package var isUpAgain = false
    /// The model's end, if it is near or past.
    package var expiry: ModelExpiry?
}
