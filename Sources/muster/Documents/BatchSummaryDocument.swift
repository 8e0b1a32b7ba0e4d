import MusterCore

/// What a batch came to, in JSON.
struct BatchSummaryDocument: Encodable {
    let summary: BatchSummary
    let stop: BatchStop?

    private enum CodingKeys: String, CodingKey {
        case answered
        case failed
        case left
        case cost
        case stop
        case models
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(summary.answered, forKey: .answered)
        try container.encode(summary.failed, forKey: .failed)
        try container.encode(summary.left, forKey: .left)
        try container.encode("\(summary.cost)", forKey: .cost)
        try container.encode(stop.map(Self.word), forKey: .stop)
        try container.encode(summary.models.map(ModelDocument.init), forKey: .models)
    }

    private static func word(_ stop: BatchStop) -> String {
        switch stop {
        case .interrupted: "interrupted"
        case .results: "results"
        case .account: "account"
        case .unreachable: "unreachable"
        case .cost: "max_cost"
        case .dailyQuota: "daily_quota"
        }
    }

    private struct ModelDocument: Encodable {
        let model: BatchSummary.ModelSummary

        private enum CodingKeys: String, CodingKey {
            case modelID = "model_id"
            case answered
            case cut
            case failed
            case failures
            case left
            case median = "median_duration_ms"
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
            case cost
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(model.modelID.rawValue, forKey: .modelID)
            try container.encode(model.answered, forKey: .answered)
            try container.encode(model.cut, forKey: .cut)
            try container.encode(model.failed, forKey: .failed)
            try container.encode(model.failures, forKey: .failures)
            try container.encode(model.left, forKey: .left)
            try container.encode(model.medianMilliseconds, forKey: .median)
            try container.encode(model.promptTokens, forKey: .promptTokens)
            try container.encode(model.completionTokens, forKey: .completionTokens)
            try container.encode("\(model.cost)", forKey: .cost)
        }
    }
}
