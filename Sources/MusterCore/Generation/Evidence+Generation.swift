import Foundation

extension Evidence {
    /// What a finished generation says of its model; `nil` for one that says nothing of it, as one
    /// that was cancelled, or refused for the sake of the key or of the request.
    init?(_ generation: Generation, wasRefusedOnEveryRoute: Bool, observedAt: Date) {
        let finding: Finding
        switch (generation.status, generation.failure) {
        case (.completed, _): finding = .answered
        case (.failed, _?) where wasRefusedOnEveryRoute: finding = .refused
        case (.failed, let failure?) where failure.isLimit: finding = .limited
        case (.failed, let failure?) where failure.isInconclusive: finding = .inconclusive
        case (.truncated, _?): finding = .inconclusive
        default: return nil
        }
        let isAnswered = finding == .answered
        let answer = generation.provider.map { "answered by \($0)" } ?? "answered"
        self.init(
            modelID: generation.modelID,
            observedAt: observedAt,
            kind: .completion,
            finding: finding,
            cause: isAnswered
                ? .answered
                : generation.failure.map { Cause($0.kind) }
                    ?? Cause(rawValue: generation.status.rawValue),
            detail: isAnswered ? answer : generation.failure.map { "\($0)" } ?? ""
        )
        sentModel = generation.sentModel
        servedModel = generation.servedModel
        provider = generation.provider ?? generation.failure?.provider
        httpStatus = generation.attempts.last?.httpStatus
        latencyMilliseconds = generation.durationMilliseconds
        cost = generation.usage?.cost
    }
}
