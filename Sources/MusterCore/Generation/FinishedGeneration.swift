import Foundation

/// A generation that is over, with all that the database keeps of it.
struct FinishedGeneration: Sendable {
    var generation: Generation
    let request: GenerationRequest
    /// What it says of each model that was asked.
    var evidence: [Evidence]
    /// The last failure of each model that was asked.
    var failures: [ServiceFailure]
    let startedAt: Date
    let finishedAt: Date

    /// The route that the answering model took, to try it first next time.
    var workingRoute: (model: ModelID, route: Route)? {
        guard !evidence.isEmpty, generation.hasModelAnswered, let route = generation.sentModel
        else { return nil }
        return (generation.answeringModelID ?? generation.modelID, route)
    }
}

extension FinishedGeneration {
    init(
        _ generation: Generation,
        of request: GenerationRequest,
        _ outcomes: [CandidateOutcome],
        startedAt: Date,
        finishedAt: Date
    ) {
        var generation = generation
        if let failure = generation.failure, failure.kind == .dailyQuota {
            generation.failure?.resetsAt = FreeTier.reset(failure.resetsAt, now: finishedAt)
        }
        self.generation = generation
        self.request = request
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        failures = outcomes.compactMap(\.failure)
        let stored = generation
        evidence = outcomes.compactMap { outcome in
            var evidence = Evidence(
                stored.seen(by: outcome),
                wasRefusedOnEveryRoute: outcome.wasRefusedOnEveryRoute,
                observedAt: finishedAt,
                slug: outcome.slug
            )
            let isPinned =
                outcome.modelID == request.model.modelID
                && outcome.failure?.kind != .invalidModelID
            if let pin = request.pin, isPinned, evidence?.finding != .answered {
                evidence?.limit(to: pin.routing.words, outcome.failure)
            }
            return evidence
        }
    }
}
