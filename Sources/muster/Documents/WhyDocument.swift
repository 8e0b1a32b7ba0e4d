import Foundation
import MusterCore

/// A verdict in JSON with everything behind it, newest first.
struct WhyDocument: Encodable {
    private let model: Model
    private let timeline: [TimelineEntry]
    private let alternatives: [Model]

    private enum CodingKeys: String, CodingKey {
        case modelID = "model_id"
        case availability
        case availabilityReason = "availability_reason"
        case checkedAt = "checked_at"
        case expiresAt = "expires_at"
        case stale
        case changes
        case alternatives
        case evidence
        case attempts
    }

    init(_ model: Model, _ timeline: [TimelineEntry], alternatives: [Model]) {
        self.model = model
        self.timeline = timeline
        self.alternatives = alternatives
    }

    func encode(to encoder: any Encoder) throws {
        let verdict = model.verdict
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(model.id.rawValue, forKey: .modelID)
        try container.encode(verdict.availability.rawValue, forKey: .availability)
        try container.encode(verdict.reason, forKey: .availabilityReason)
        try container.encode(JSONDocument.time(verdict.checkedAt), forKey: .checkedAt)
        try container.encode(JSONDocument.time(verdict.expiresAt), forKey: .expiresAt)
        try container.encode(verdict.isStale, forKey: .stale)
        try container.encode(model.changes.map(Change.init), forKey: .changes)
        try container.encode(alternatives.map(\.id.rawValue), forKey: .alternatives)
        try container.encode(
            timeline.compactMap(\.evidence).map(EvidenceDocument.init),
            forKey: .evidence
        )
        let attempts = timeline.flatMap { entry in entry.attempts.map { (entry.date, $0) } }
        try container.encode(attempts.map(DatedAttempt.init), forKey: .attempts)
    }

    private struct Change: Encodable {
        let field: String
        let before: String
        let now: String

        init(_ change: ModelChange) {
            (field, before, now) = (change.field, change.before, change.now)
        }
    }

    /// An attempt with the time at which it was over.
    private struct DatedAttempt: Encodable {
        let date: Date
        let attempt: Attempt

        private enum CodingKeys: String, CodingKey {
            case date
        }

        func encode(to encoder: any Encoder) throws {
            try AttemptDocument(attempt).encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(JSONDocument.time(date), forKey: .date)
        }
    }
}
