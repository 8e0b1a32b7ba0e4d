import Foundation

/// Compares a slate entry with what was just found, without sending requests.
struct SlateComparison {
    let entry: SlateEntry
    let model: Model
    /// The current catalog; `nil` if it could not be fetched.
    let rows: [ModelID: FetchedModel]?
    /// The models that it lists in rows that cannot be read.
    var unreadable: Set<String> = []
    /// Current results: the endpoints, followed by the completion if one was requested.
    let results: [CheckResult]
    /// Whether the account's settings leave it out.
    let isExcluded: Bool
    let stop: CheckStop?
    let now: Date

    /// Whether the account's settings leave a model out, by what the service told, or by what is
    /// stored if it did not.
    static func isExcluded(_ model: Model, _ accountModels: Set<ModelID>?) -> Bool {
        guard let accountModels else { return model.isMine == false }
        guard !accountModels.contains(model.id) else { return false }
        // No catalog lists suffixes such as `:nitro`; a free variant is a row of its own.
        let isDynamic = model.id.variant.map(ModelLookup.dynamicVariants.contains) ?? false
        return !isDynamic || !accountModels.contains(model.id.base)
    }

    static func rows(_ catalog: FetchedCatalog) -> [ModelID: FetchedModel] {
        catalog.rows.keyed(by: \.entry.id)
    }

    var finding: SlateFinding {
        let verdict = verdict
        return SlateFinding(
            entry: entry,
            model: liveModel,
            usability: verdict.usability,
            availability: verdict.availability,
            cause: verdict.cause,
            reason: verdict.reason,
            changes: changes(now: verdict.availability),
            pin: entry.routing.map { ProviderPin($0, endpoints: endpoints) },
            isUpAgain: isUpAgain,
            expiry: ModelExpiry(liveModel, now: now)
        )
    }

    private var endpoints: [Endpoint] {
        results.first { !$0.evidence.endpoints.isEmpty }?.evidence.endpoints ?? []
    }

    /// Why the pin leaves nobody to answer; `nil` if it does, or if the endpoints are not known.
    private var lostPin: String? {
        guard let routing = entry.routing, !endpoints.isEmpty else { return nil }
        guard !endpoints.contains(where: routing.allows) else { return nil }
        guard !routing.only.isEmpty || !routing.order.isEmpty else {
            return "no endpoint fits the pin: \(routing.words)"
        }
        return words(of: routing, "which is \(loss(of: routing))")
    }

    /// What became of the endpoints that a pin allowed.
    private func loss(of routing: ProviderRouting) -> String {
        guard let named = endpoints.first(where: routing.asks) else { return "gone" }
        guard let quantization = named.knownQuantization,
            routing.excludes(quantization: quantization)
        else { return "excluded by the pin's other conditions" }
        return "now \(quantization)"
    }

    /// Says that every pinned endpoint is down, which the service still asks, if last; `nil` if one
    /// is up.
    private var downPin: String? {
        guard let routing = entry.routing, !pinned.isEmpty, !pinned.contains(where: \.isUp) else {
            return nil
        }
        return words(of: routing, "which is down")
    }

    private func words(of routing: ProviderRouting, _ state: String) -> String {
        let up = endpoints.filter { $0.isUp && !routing.allows($0) && !routing.asks(for: $0) }
            .map { $0.tag ?? $0.provider }
        let others =
            up.isEmpty
            ? "no other is up"
            : "\(up.count) \(up.count == 1 ? "other is" : "others are") up: "
                + up.prefix(5).joined(separator: ", ")
        return "pinned to \(routing.words), \(state); \(others)"
    }

    private var isUpAgain: Bool {
        guard let last = results.last else { return false }
        return last.verdict.availability == .unavailable && last.verdict.kind == .completion
            && last.evidence.finding == .reachable
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
        if let obstacle = model.chatObstacle {
            return (.unusable, model.verdict.availability, .cannotChat, obstacle)
        }
        let last = results.last
        let hasAnswered = last?.evidence.finding == .answered
        if isGone, !hasAnswered {
            let other = otherSpelling.map { ", which has \($0)" } ?? ""
            return (.unusable, .unavailable, .gone, "gone from the catalog" + other)
        }
        if let expiry = ModelExpiry(liveModel, now: now), expiry.isPast {
            return (.unusable, .unavailable, .gone, expiry.reason)
        }
        if isExcluded {
            let verdict = Verdict.excluded(at: now)
            return (.unusable, verdict.availability, verdict.cause, verdict.reason)
        }
        if let lostPin { return (.unusable, .unavailable, .pinLost, lostPin) }
        if let held = heldProof(last) {
            return (.usable, held.availability, held.cause, held.reason + pinWords)
        }
        guard let last else {
            let words = stop.map { "not asked: \($0)" } ?? "not asked"
            return (.inconclusive, .unknown, .notAsked, words + pinWords)
        }
        let usability = usability(last)
        if usability == .usable, last.evidence.finding == .reachable, let downPin {
            return (.usable, .degraded, .endpointsDown, downPin)
        }
        return (
            usability, last.verdict.availability, last.verdict.cause,
            usability == .unusable ? last.detail : last.detail + pinWords
        )
    }

    private var pinWords: String { entry.routing.map { "; pinned to \($0.words)" } ?? "" }

    /// The verdict that an earlier completion proves, where no list of endpoints can.
    private func heldProof(_ last: CheckResult?) -> Verdict? {
        guard last.map({ $0.evidence.cause == .noEndpointsLists }) ?? (stop == .noEndpointsLists)
        else { return nil }
        let verdict = last?.verdict ?? model.verdict
        return verdict.availability == .verified && !verdict.isStale ? verdict : nil
    }

    /// A no counts until it expires, but a yes must be current.
    private func usability(_ result: CheckResult) -> SlateFinding.Usability {
        let verdict = result.verdict
        // Later will not help: it is gone, the account's settings rule it out, or this program.
        if verdict.isNo { return verdict.isStale ? .inconclusive : .unusable }
        return result.isConclusive && verdict.isUsable ? .usable : .inconclusive
    }

    private var row: FetchedModel? {
        // No catalog lists suffixes such as `:nitro`; look up the model without it.
        rows.flatMap { $0[entry.modelID] ?? (isDynamic ? $0[entry.modelID.base] : nil) }
    }

    private var isDynamic: Bool {
        entry.modelID.variant.map(ModelLookup.dynamicVariants.contains) ?? false
    }

    private var isGone: Bool {
        rows != nil && row == nil && !unreadable.contains(entry.modelID.rawValue)
    }

    /// The ID of a row that the entry means in another case, or by its Hugging Face ID.
    private var otherSpelling: ModelID? {
        let name = entry.modelID.rawValue.lowercased()
        let meant = rows?.values.filter { row in
            row.entry.id.rawValue.lowercased() == name
                || row.huggingFaceID?.rawValue.lowercased() == name
        }
        return meant?.map(\.entry.id).min()
    }

    private var liveModel: Model {
        var model = model
        // Money is counted by what was found just now.
        if !endpoints.isEmpty { model.endpoints = EndpointsSummary(endpoints) }
        guard let row else { return model }
        model.entry = row.entry
        model.entry.id = entry.modelID
        return model
    }

    private func changes(now availability: Availability) -> [ModelChange] {
        let endpoints = pinned
        let answer = results.last { $0.evidence.finding == .answered }?.evidence
        // A fact not known before is no change.
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

    /// The endpoints that count: those that the pin allows, or else those that it names.
    private var pinned: [Endpoint] {
        guard let routing = entry.routing else { return endpoints }
        let allowed = endpoints.filter(routing.allows)
        return allowed.isEmpty ? endpoints.filter(routing.asks) : allowed
    }

    /// The available providers, if the one that answered is not among them.
    private func absentProvider(_ endpoints: [Endpoint]) -> String? {
        let providers = Set(endpoints.map(\.provider))
        guard !providers.isEmpty, let provider = entry.provider, !providers.contains(provider)
        else { return nil }
        return providers.sorted().joined(separator: ", ")
    }
}
