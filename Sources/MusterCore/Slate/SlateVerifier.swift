/// Asks the service whether a slate still holds: the catalog once, the endpoints of each model, and
/// when it is to be sure a completion.
struct SlateVerifier: Sendable {
    let client: OpenRouterClient
    /// What it finds is stored as evidence.
    let checker: Checker
    let time: TimeSource
    let routes: RoutePreference

    /// Verifies a slate.
    ///
    /// - Parameters:
    ///   - slate: what to verify.
    ///   - models: all models that are stored.
    ///   - kind: how much is asked; a deep verification asks the endpoints first, and a completion
    ///     only of models that those do not rule out.
    /// - Returns: what was found.
    /// - Throws: `StoreError` when the evidence could not be stored.
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
            // A list without models is no word on any of them.
            if !fetched.rows.isEmpty { catalog = fetched }
        } catch {
            catalogFailure = error
        }
        var answers = try await check(stored, .shallow)
        if kind == .deep, !answers.outcome.isCancelled {
            let candidates = stored.filter { model in
                let shallow = answers.results[model.id]?.last
                return shallow?.evidence.finding != .refused
            }
            let deep = try await check(candidates, .deep)
            answers.outcome = deep.outcome
            answers.results.merge(deep.results) { $0 + $1 }
        }
        let rows = catalog.map { SlateComparison.rows($0) }
        let findings = zip(slate.entries, stored).map { entry, model in
            SlateComparison(
                entry: entry,
                model: model,
                rows: rows,
                results: answers.results[model.id] ?? [],
                stop: answers.outcome.stop
            ).finding
        }
        return SlateVerification(
            findings: findings,
            catalogFailure: catalogFailure,
            stop: answers.outcome.stop,
            isCancelled: answers.outcome.isCancelled
        )
    }

    private func check(
        _ models: [Model],
        _ kind: CheckKind
    ) async throws(StoreError) -> (outcome: CheckOutcome, results: [ModelID: [CheckResult]]) {
        var freeTier = FreeTier()
        if kind == .deep, models.contains(where: { $0.isFree && !$0.isDisabled }) {
            freeTier = try await checker.freeTier(asks: true)
        }
        let plan = CheckPlanner.plan(
            models,
            CheckOptions(kind, routes: routes),
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

/// What a verification of a slate found.
package struct SlateVerification: Sendable, Hashable {
    /// One finding a model, in the order of the slate.
    package var findings: [SlateFinding]
    /// Why the catalog could not be fetched; then prices and context are not compared.
    package var catalogFailure: ServiceFailure?
    /// What ended a deep check: the key, or the day's quota.
    package var stop: ServiceFailure?
    /// Whether the user ended it.
    package var isCancelled: Bool

    /// The models of a definitive no.
    package var unusable: [SlateFinding] { findings.filter { $0.usability == .unusable } }

    /// What a user is told when the catalog could not be fetched.
    package static func words(withoutCatalog failure: ServiceFailure) -> String {
        "the catalog could not be fetched (\(failure)); prices may differ"
    }
}

extension [SlateFinding] {
    /// The models of which nothing certain is known.
    package var inconclusive: [SlateFinding] { filter { $0.usability == .inconclusive } }

    /// How many models are out, and which; `nil` where none is.
    package var unusableWords: String? {
        words(filter { $0.usability == .unusable }, "are definitely unusable")
    }

    /// Of how many models nothing certain is known, and of which; `nil` where there is none.
    package var inconclusiveWords: String? { words(inconclusive, "gave no clear answer") }

    private func words(_ some: [SlateFinding], _ what: String) -> String? {
        guard !some.isEmpty else { return nil }
        let names = some.map(\.entry.modelID.rawValue).joined(separator: ", ")
        return "\(some.count) of \(count) \(what): \(names)."
    }
}

/// What became of one model of a slate.
package struct SlateFinding: Sendable, Hashable {
    /// Whether a batch may count on a model.
    package enum Usability: Sendable, Hashable {
        /// It answers, or its endpoints do.
        case usable
        /// A definitive no.
        case unusable
        /// A limit, a failure of the service, or nobody could ask.
        case inconclusive
    }

    /// What the slate says of it.
    package var entry: SlateEntry
    /// The model as it is stored, with what the service's catalog says now.
    package var model: Model
    /// Whether a batch may count on it.
    package var usability: Usability
    /// The badge that all evidence gives now.
    package var availability: Availability
    /// Why, in one word.
    package var cause: Evidence.Cause
    /// Why; it may quote remote text.
    package var reason: String
    /// What is not as the slate says.
    package var changes: [ModelChange] = []
}
