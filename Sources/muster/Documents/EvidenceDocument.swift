import MusterCore

/// One observation in JSON.
struct EvidenceDocument: Encodable {
    private let evidence: Evidence

    private enum CodingKeys: String, CodingKey {
        case observedAt = "observed_at"
        case kind
        case finding
        case cause
        case capability
        case detail
        case sentModel = "sent_model"
        case servedModel = "served_model"
        case httpStatus = "http_status"
        case provider
        case latency = "latency_ms"
        case cost
        case endpoints
    }

    init(_ evidence: Evidence) {
        self.evidence = evidence
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(JSONDocument.time(evidence.observedAt), forKey: .observedAt)
        try container.encode(evidence.kind.rawValue, forKey: .kind)
        try container.encode(evidence.finding.rawValue, forKey: .finding)
        try container.encode(evidence.cause, forKey: .cause)
        try container.encode(evidence.capability?.rawValue, forKey: .capability)
        try container.encode(evidence.detail, forKey: .detail)
        try container.encode(evidence.sentModel, forKey: .sentModel)
        try container.encode(evidence.servedModel, forKey: .servedModel)
        try container.encode(evidence.httpStatus, forKey: .httpStatus)
        try container.encode(evidence.provider, forKey: .provider)
        try container.encode(evidence.latencyMilliseconds, forKey: .latency)
        try container.encode(evidence.cost.map { "\($0)" }, forKey: .cost)
        try container.encode(evidence.endpoints.map(EndpointDocument.init), forKey: .endpoints)
    }
}
