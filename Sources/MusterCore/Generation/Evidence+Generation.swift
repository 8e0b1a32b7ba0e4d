import Foundation

extension Evidence {
    /// The evidence that a completion gives about a model.
    ///
    /// `slug` is the service's own name for the model, and reveals an answer from another model.
    init(
        completion generation: Generation,
        wasRefusedOnEveryRoute: Bool,
        observedAt: Date,
        slug: String? = nil
    ) {
        let failure = generation.failure
        let finding: Finding =
            switch generation.status {
            case _ where generation.hasModelAnswered: .answered
            case .failed where failure?.trouble == .model && wasRefusedOnEveryRoute: .refused
            case .failed where failure?.isRuledOut == true: .excluded
            case .failed where failure?.isLimit == true: .limited
            default: .inconclusive
            }
        let status = generation.status.rawValue
        let isAnswered = finding == .answered
        self.init(
            modelID: generation.modelID,
            observedAt: observedAt,
            kind: .completion,
            finding: finding,
            cause: failure.map { Cause($0.kind) }
                ?? (isAnswered ? .answered : Cause(rawValue: status)),
            detail: isAnswered
                ? Self.words(answeredBy: generation, slug: slug) : failure?.explanation ?? status
        )
        trouble = isAnswered ? nil : failure?.trouble
        routingStep = failure?.routingStep
        sentModel = generation.sentModel
        servedModel = generation.servedModel
        provider = generation.provider ?? failure?.provider
        if isAnswered { endpoint = generation.endpoint?.tag }
        httpStatus = generation.attempts.last?.httpStatus
        latencyMilliseconds = generation.durationMilliseconds
        cost = generation.usage?.cost
    }

    /// The evidence from a user's generation; `nil` if it says nothing about the model, such as a
    /// cancelled one or one refused because of the key or the request.
    init?(
        _ generation: Generation,
        wasRefusedOnEveryRoute: Bool,
        observedAt: Date,
        slug: String? = nil
    ) {
        self.init(
            completion: generation,
            wasRefusedOnEveryRoute: wasRefusedOnEveryRoute,
            observedAt: observedAt,
            slug: slug
        )
        guard finding == .inconclusive else { return }
        switch (generation.status, generation.failure) {
        case (.failed, let failure?) where failure.isInconclusive: break
        case (.truncated, _?): break
        default: return nil
        }
    }

    /// Makes it evidence about the endpoints that were asked, which says nothing of others.
    mutating func limit(to tag: String, _ failure: ServiceFailure?) {
        endpoint = tag
        switch failure?.kind {
        case .filteredEndpoints where failure?.trouble != .account:
            (finding, trouble) = (.refused, .model)
            detail = "no endpoint \(tag) answers requests: \(detail)"
        case .drifted:
            (finding, trouble) = (.refused, .model)
            detail = failure?.message ?? detail
        default: break
        }
    }

    private static func words(answeredBy generation: Generation, slug: String?) -> String {
        let provider = generation.provider.map { " by \($0)" } ?? ""
        let shortfall = generation.failure.map { ": \($0.message)" } ?? ""
        guard let served = generation.servedModel, served != slug,
            served != generation.sentModel?.rawValue
        else { return "answered\(provider)\(shortfall)" }
        return "answered\(provider) as \(served)\(shortfall)"
    }
}
