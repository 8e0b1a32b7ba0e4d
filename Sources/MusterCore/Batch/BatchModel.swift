package import Foundation

/// A model of a batch, with the models that are asked when it does not answer.
package struct BatchModel: Sendable, Hashable {
    /// The model.
    package var model: Model
    /// What is asked in its place, in this order.
    package var fallbacks: [Model]

    package init(_ model: Model, fallbacks: [Model] = []) {
        self.model = model
        self.fallbacks = fallbacks
    }

    /// The request for one prompt.
    func request(_ prompt: BatchPrompt, maxTokens: Int) -> GenerationRequest {
        GenerationRequest(
            model,
            fallbacks: fallbacks,
            systemPrompt: prompt.system,
            prompt: prompt.prompt,
            maxTokens: maxTokens
        )
    }

    /// The most that an answer may cost, whoever gives it; `nil` where a price is not known.
    package func maximumCost(_ prompt: BatchPrompt, maxTokens: Int) -> Decimal? {
        var most: Decimal = 0
        for model in [model] + fallbacks where !model.isDisabled {
            let cost = model.cost(promptTokens: prompt.tokens.most, completionTokens: maxTokens)
            guard let cost else { return nil }
            most = max(most, cost)
        }
        return most
    }
}

/// What stands in the way of counting on a model in a batch.
package enum BatchObstacle: Sendable, Hashable {
    /// The user has disabled it.
    case disabled
    /// The catalog no longer has it.
    case unlisted
    /// A definitive no.
    case unavailable
    /// Its quota or its provider was busy.
    case limited
    /// No endpoint is up, or few requests succeed.
    case degraded
    /// Nothing was ever observed.
    case neverChecked
    /// What was observed is older than it is believed.
    case stale
    /// The catalog will drop it on this day, less than two weeks away.
    case expiring(String)
    /// It is not as it was when it last answered.
    case changed

    /// Whether a batch with the model cannot begin.
    package var isFatal: Bool {
        switch self {
        case .disabled, .unlisted, .unavailable: true
        case .limited, .degraded, .neverChecked, .stale, .expiring, .changed: false
        }
    }

    /// In a few words.
    package var words: String {
        switch self {
        case .disabled: "disabled"
        case .unlisted: "no longer listed"
        case .unavailable: "unavailable"
        case .limited: "limited"
        case .degraded: "degraded"
        case .neverChecked: "never checked"
        case .stale: "checked long ago"
        case .expiring(let day): "expires \(day)"
        case .changed: "changed"
        }
    }

    /// Everything that stands in a model's way, the worst first.
    package static func all(of model: Model, now: Date) -> [BatchObstacle] {
        var obstacles: [BatchObstacle] = []
        if model.isDisabled { obstacles.append(.disabled) }
        if !model.isListed { obstacles.append(.unlisted) }
        switch model.verdict.availability {
        case .unavailable: obstacles.append(.unavailable)
        case .limited: obstacles.append(.limited)
        case .degraded: obstacles.append(.degraded)
        case .unknown: obstacles.append(.neverChecked)
        case .verified, .reachable: break
        }
        if model.verdict.isStale { obstacles.append(.stale) }
        if let day = model.expirationDate, model.isExpiring(now: now) {
            obstacles.append(.expiring(day))
        }
        if !model.changes.isEmpty { obstacles.append(.changed) }
        return obstacles
    }
}
