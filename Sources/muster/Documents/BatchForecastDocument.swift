import MusterCore

/// What a batch will probably take, in JSON.
struct BatchForecastDocument: Encodable {
    let forecast: BatchForecast

    private enum CodingKeys: String, CodingKey {
        case requests
        case earlier
        case promptTokens = "prompt_tokens"
        case maximumCompletionTokens = "max_completion_tokens"
        case likelyCost = "likely_cost"
        case maximumCost = "max_cost"
        case unpriced
        case likelyDuration = "likely_duration_ms"
        case freeRequests = "free_tier_requests"
        case freeTierLeft = "free_tier_left"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(forecast.requests, forKey: .requests)
        try container.encode(forecast.earlier, forKey: .earlier)
        try container.encode(forecast.promptTokens, forKey: .promptTokens)
        try container.encode(forecast.maximumCompletionTokens, forKey: .maximumCompletionTokens)
        try container.encode(forecast.likelyCost.map { "\($0)" }, forKey: .likelyCost)
        try container.encode("\(forecast.maximumCost)", forKey: .maximumCost)
        try container.encode(forecast.unpriced.map(\.rawValue), forKey: .unpriced)
        try container.encode(forecast.likelyDuration?.milliseconds, forKey: .likelyDuration)
        try container.encode(forecast.freeRequests, forKey: .freeRequests)
        try container.encode(forecast.freeTierLeft, forKey: .freeTierLeft)
    }
}
