import Foundation

/// Makes slates from stored models.
struct SlateBuilder: Sendable {
    let store: Store
    /// The service whose routes the slate records.
    let baseURL: ServiceURL

    func slate(of models: [Model], now: Date) async throws(StoreError) -> Slate {
        var slate = Slate(createdAt: now.inWholeSeconds, baseURL: baseURL, entries: [])
        for model in models { slate.entries.append(try await entry(model)) }
        return slate
    }

    private func entry(_ model: Model) async throws(StoreError) -> SlateEntry {
        let evidence = try await store.evidence(of: model.id)
        let answer = evidence.first { $0.finding == .answered && $0.capability == nil }
        let endpoints = evidence.first { !$0.endpoints.isEmpty }?.endpoints ?? []
        return SlateEntry(
            modelID: model.id,
            huggingFaceID: model.huggingFaceID,
            route: try await store.workingRoute(for: model.id),
            availability: model.verdict.availability,
            checkedAt: model.verdict.checkedAt?.inWholeSeconds,
            provider: answer?.provider,
            quantization: endpoints.quantization(of: answer?.provider),
            contextLength: model.contextLength,
            promptPrice: model.promptPrice,
            completionPrice: model.completionPrice,
            servedModel: answer?.servedModel
        )
    }
}

extension [Endpoint] {
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
