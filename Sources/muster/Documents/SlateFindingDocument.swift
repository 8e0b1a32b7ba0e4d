import MusterCore

/// What became of a model of a slate, in JSON.
struct SlateFindingDocument: Encodable {
    private let finding: SlateFinding

    private enum CodingKeys: String, CodingKey {
        case modelID = "model_id"
        case isUsable = "usable"
        case availability
        case reason
        case detail
        case changes
    }

    init(_ finding: SlateFinding) {
        self.finding = finding
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(finding.entry.modelID.rawValue, forKey: .modelID)
        try container.encode(isUsable, forKey: .isUsable)
        try container.encode(finding.availability.rawValue, forKey: .availability)
        try container.encode(finding.cause, forKey: .reason)
        try container.encode(finding.reason, forKey: .detail)
        try container.encode(finding.changes.map(Change.init), forKey: .changes)
    }

    /// `nil`, which is written as `null`, where nothing certain is known.
    private var isUsable: Bool? {
        switch finding.usability {
        case .usable: true
        case .unusable: false
        case .inconclusive: nil
        }
    }

    private struct Change: Encodable {
        let field: String
        let before: String
        let now: String

        init(_ change: ModelChange) {
            field = change.field
            before = change.before
            now = change.now
        }
    }
}
