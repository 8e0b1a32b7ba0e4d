import MusterCore

/// What a check found, in JSON: the verdict that all evidence gives, and what was sent just now.
struct CheckResultDocument: Encodable {
    let result: CheckResult
    /// Whether capabilities were asked for, and are to be told.
    let probes: Bool

    private enum CodingKeys: String, CodingKey {
        case modelID = "model_id"
        case availability
        case reason
        case detail
        case evidence
        case attempts
        case latency = "latency_ms"
        case provider
        case capabilities
        case checkedAt = "checked_at"
    }

    func encode(to encoder: any Encoder) throws {
        let evidence = result.evidence
        let verdict = result.verdict
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(evidence.modelID.rawValue, forKey: .modelID)
        try container.encode(verdict.availability.rawValue, forKey: .availability)
        try container.encode(verdict.cause, forKey: .reason)
        try container.encode(result.detail, forKey: .detail)
        try container.encode((verdict.kind ?? evidence.kind).rawValue, forKey: .evidence)
        try container.encode(result.attempts.map(AttemptDocument.init), forKey: .attempts)
        try container.encode(evidence.latencyMilliseconds, forKey: .latency)
        try container.encode(evidence.provider, forKey: .provider)
        if probes { try container.encode(CapabilityDocument(result.probes), forKey: .capabilities) }
        try container.encode(JSONDocument.time(verdict.checkedAt), forKey: .checkedAt)
    }
}
