import Foundation

/// A reason not to pin a model: nobody knows which of its endpoints answered.
package struct PinRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    package var modelID: ModelID
    /// The reason, if it is another one.
    package var reason: String?

    package init(modelID: ModelID, reason: String? = nil) {
        self.modelID = modelID
        self.reason = reason
    }

    package var description: String {
        reason
            ?? "It is not known which endpoint of \(modelID) answers. To find out: "
            + "muster check \(modelID) && muster check --deep \(modelID)"
    }
}

/// Makes slates from stored models.
struct SlateBuilder: Sendable {
    let store: Store
    /// The service whose routes the slate records.
    let baseURL: ServiceURL
    /// The name that each entry gets; `nil` for none.
    var service: String?

    /// Makes a slate; `pins` pins each model to the endpoint that answered last, as far as that is
    /// known.
    func slate(of models: [Model], pins: Bool = false, now: Date) async throws(StoreError) -> Slate
    {
        var slate = Slate(createdAt: now.inWholeSeconds, baseURL: baseURL, entries: [])
        for model in models { slate.entries.append(try await entry(model, pins: pins)) }
        return slate
    }

    private func entry(_ model: Model, pins: Bool) async throws(StoreError) -> SlateEntry {
        let completions = try await store.evidence(of: model.id, kind: .completion)
        let answer = completions.first { $0.finding == .answered && $0.capability == nil }
        let endpoints = try await store.newestEndpoints(of: model.id)
        let pinned = pins ? endpoints.endpoint(of: answer) : nil
        return SlateEntry(
            modelID: model.id,
            huggingFaceID: model.huggingFaceID,
            service: service,
            route: try await store.workingRoute(for: model.id),
            availability: model.verdict.availability,
            checkedAt: model.verdict.checkedAt?.inWholeSeconds,
            routing: pinned?.routing ?? model.pin,
            provider: answer?.provider,
            quantization: pinned?.quantization ?? endpoints.quantization(of: answer?.provider),
            contextLength: model.contextLength,
            promptPrice: model.promptPrice,
            completionPrice: model.completionPrice,
            servedModel: answer?.servedModel
        )
    }
}

extension Endpoint {
    /// A pin to this endpoint; `nil` if it has no tag.
    var routing: ProviderRouting? {
        tag.map { ProviderRouting(endpoint: $0, quantization: knownQuantization) }
    }
}

extension [Endpoint] {
    /// The one endpoint that gave an answer; `nil` if several may have.
    func endpoint(of answer: Evidence?) -> Endpoint? {
        guard let answer else { return nil }
        if let tag = answer.endpoint {
            // Hugging Face's router lists a provider without the quantization that it names later.
            let provider = String(tag.prefix { $0 != "/" })
            return first { $0.tag == tag } ?? first { $0.tag == provider }
                ?? Endpoint(provider: answer.provider ?? tag, tag: tag)
        }
        let name = answer.provider?.lowercased()
        let own = filter { $0.provider.lowercased() == name && $0.tag != nil }
        return own.count == 1 ? own[0] : nil
    }

    /// The quantizations of one provider's endpoints, or of all if the provider is not among them.
    func quantization(of provider: String?) -> String? {
        let own = filter { $0.provider == provider }
        let names = Set((own.isEmpty ? self : own).compactMap(\.quantization))
        return names.isEmpty ? nil : names.sorted().joined(separator: ", ")
    }
}

extension Date {
    /// The time in whole seconds, as in files.
    fileprivate var inWholeSeconds: Date {
        Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down))
    }
}
