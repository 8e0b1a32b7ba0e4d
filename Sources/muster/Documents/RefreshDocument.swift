import MusterCore

/// A refresh's report in JSON.
struct RefreshDocument: Encodable {
    private struct Rejected: Encodable {
        let index: Int
        let id: String?
        let reason: String

        private enum CodingKeys: String, CodingKey {
            case index
            case id
            case reason
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(index, forKey: .index)
            // A synthesised encoding would leave an absent ID out.
            try container.encode(id, forKey: .id)
            try container.encode(reason, forKey: .reason)
        }
    }

    private let total: Int
    private let added: Int
    private let updated: Int
    private let removed: Int
    private let rejected: [Rejected]
    private let withHuggingFaceID: Int
    private let withoutHuggingFaceID: Int
    private let source: String

    private enum CodingKeys: String, CodingKey {
        case total
        case added
        case updated
        case removed
        case rejected
        case withHuggingFaceID = "with_hugging_face_id"
        case withoutHuggingFaceID = "without_hugging_face_id"
        case source
    }

    init(_ report: RefreshReport) {
        total = report.total
        added = report.added
        updated = report.updated
        removed = report.removed
        rejected = report.rejected.map {
            Rejected(index: $0.index, id: $0.id, reason: $0.reason)
        }
        withHuggingFaceID = report.withHuggingFaceID
        withoutHuggingFaceID = report.withoutHuggingFaceID
        source = report.source
    }
}
