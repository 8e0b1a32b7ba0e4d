package import Foundation

/// News of a running generation, in the order in which it happened.
package enum GenerationUpdate: Sendable, Hashable {
    /// It has begun, and is stored under this ID.
    case began(id: Int64)
    /// A request is being sent with this spelling of the model.
    case connecting(route: Route)
    /// The service has accepted the request.
    case waiting
    /// A request failed; another may follow.
    case attemptFailed(Attempt)
    /// Nothing is sent until then, because of the failure; a `connecting` follows.
    case backingOff(until: Date, because: ServiceFailure)
    /// Another model is asked from now on; a `connecting` follows.
    case fellBack(to: ModelID, because: ServiceFailure)
    /// A fallback is passed over.
    case skipped(SkippedModel)
    /// Who answers.
    case served(model: String, provider: String?)
    /// The next piece of the answer.
    case text(String)
    /// The next piece of the reasoning.
    case reasoning(String)
    /// What was used so far.
    case usage(TokenUsage)
    /// It is over.
    case finished(Generation)
}
