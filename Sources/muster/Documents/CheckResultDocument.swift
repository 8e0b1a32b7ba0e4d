import MusterCore

/// What a check found, in JSON.
struct CheckResultDocument: Encodable {
    let result: CheckResult
    let verdict: Verdict

    private enum CodingKeys: String, CodingKey {
        case modelID = "model_id"
        case availability
        case reason
        case detail
        case evidence
        case attempts
        case latency = "latency_ms"
        case provider
        case checkedAt = "checked_at"
    }

    func encode(to encoder: any Encoder) throws {
        let evidence = result.evidence
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(evidence.modelID.rawValue, forKey: .modelID)
        try container.encode(verdict.availability.rawValue, forKey: .availability)
        try container.encode(result.reason, forKey: .reason)
        try container.encode(evidence.detail, forKey: .detail)
        try container.encode(evidence.kind.rawValue, forKey: .evidence)
        try container.encode(result.attempts.map(AttemptDocument.init), forKey: .attempts)
        try container.encode(evidence.latencyMilliseconds, forKey: .latency)
        try container.encode(evidence.provider, forKey: .provider)
        try container.encode(JSONDocument.time(evidence.observedAt), forKey: .checkedAt)
    }
}
