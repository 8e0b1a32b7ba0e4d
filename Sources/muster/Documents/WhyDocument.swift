import MusterCore

/// A verdict in JSON with the evidence behind it, newest first.
struct WhyDocument: Encodable {
    private let model: Model
    private let evidence: [Evidence]

    private enum CodingKeys: String, CodingKey {
        case modelID = "model_id"
        case availability
        case availabilityReason = "availability_reason"
        case checkedAt = "checked_at"
        case stale
        case evidence
    }

    init(_ model: Model, _ evidence: [Evidence]) {
        self.model = model
        self.evidence = evidence
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(model.id.rawValue, forKey: .modelID)
        try container.encode(model.verdict.availability.rawValue, forKey: .availability)
        try container.encode(model.verdict.reason, forKey: .availabilityReason)
        try container.encode(JSONDocument.time(model.verdict.checkedAt), forKey: .checkedAt)
        try container.encode(model.verdict.isStale, forKey: .stale)
        try container.encode(evidence.map(EvidenceDocument.init), forKey: .evidence)
    }
}
