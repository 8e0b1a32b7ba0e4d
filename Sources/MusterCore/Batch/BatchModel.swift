package import Foundation

/// A model of a batch and its fallbacks.
package struct BatchModel: Sendable, Hashable {
    package var model: Model
    /// Models to ask instead, in this order.
    package var fallbacks: [Model]
    /// The endpoints that the model is pinned to; its fallbacks are not.
    package var pin: ProviderPin?
    /// The user's name for the service that the slate names for it; `nil` for none.
    var service: String?

    package init(
        _ model: Model,
        fallbacks: [Model] = [],
        pin: ProviderPin? = nil,
        service: String? = nil
    ) {
        self.model = model
        self.fallbacks = fallbacks
        self.pin = pin
        self.service = service
        guard let pin, !pin.allowed.isEmpty, !model.isFree else { return }
        // What it is pinned to has its own price.
        let own = EndpointsSummary(pin.allowed)
        self.model.endpoints = own
        self.model.entry.promptPrice = own.promptPrice ?? model.promptPrice
        self.model.entry.completionPrice = own.completionPrice ?? model.completionPrice
    }

    func request(_ content: PromptContent, maxTokens: Int) -> GenerationRequest {
        var request = GenerationRequest(
            model,
            fallbacks: fallbacks,
            systemPrompt: content.system,
            prompt: content.prompt,
            maxTokens: content.maxTokens ?? maxTokens
        )
        request.messages = content.messages
        request.parameters = content.parameters
        request.asksForEndpoint = true
        request.pin = pin
        return request
    }

    /// The most an answer may cost from any of the models; `nil` if a price is unknown.
    package func maximumCost(_ prompt: BatchPrompt, maxTokens: Int) -> Decimal? {
        var most: Decimal = 0
        for model in [model] + fallbacks where !model.isDisabled {
            let cost = model.maximumCost(
                promptTokens: prompt.tokens.most,
                completionTokens: prompt.maxTokens ?? maxTokens
            )
            guard let cost else { return nil }
            most = max(most, cost)
        }
        return most
    }

    /// The most that an answer may cost at the Batch API; `nil` if a price is unknown.
    func maximumBatchCost(_ prompt: BatchPrompt, maxTokens: Int) -> Decimal? {
        model.batchPrices?.maximumCost(
            promptTokens: prompt.tokens.most,
            completionTokens: prompt.maxTokens ?? maxTokens
        )
    }
}

/// A reason not to rely on a model in a batch.
package enum BatchObstacle: Sendable, Hashable {
    case disabled
    case unlisted
    case unavailable
    /// The quota was spent or the provider busy.
    case limited
    /// No endpoint is up, or few requests succeed.
    case degraded
    case neverChecked
    /// The last observation has expired.
    case stale
    /// The catalog drops the model on this day, less than two weeks away.
    case expiring(String)
    case changed

    /// Whether it keeps a batch with the model from starting.
    package var isFatal: Bool {
        switch self {
        case .disabled, .unlisted, .unavailable: true
        case .limited, .degraded, .neverChecked, .stale, .expiring, .changed: false
        }
    }

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

    package static func all(of model: Model, now: Date) -> [BatchObstacle] {
        var obstacles: [BatchObstacle] = []
        if model.isDisabled { obstacles.append(.disabled) }
        if !model.isListed { obstacles.append(.unlisted) }
        switch model.verdict.availability {
        // An account that was empty may have been filled since.
        case .unavailable: obstacles.append(model.verdict.isNo ? .unavailable : .stale)
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
