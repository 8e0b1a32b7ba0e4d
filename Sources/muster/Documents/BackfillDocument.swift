import MusterCore

/// A backfill's report in JSON; its numbers describe the catalog after it.
struct BackfillDocument: Encodable {
    private let total: Int
    private let withHuggingFaceID: Int
    private let withoutHuggingFaceID: Int
    private let updated: Int
    private let corrected: Int
    private let conflicts: Int
    private let unresolved: Int

    private enum CodingKeys: String, CodingKey {
        case total
        case withHuggingFaceID = "with_hugging_face_id"
        case withoutHuggingFaceID = "without_hugging_face_id"
        case updated
        case corrected
        case conflicts
        case unresolved
    }

    init(_ report: BackfillReport) {
        total = report.total
        withHuggingFaceID = report.withHuggingFaceID
        withoutHuggingFaceID = report.withoutHuggingFaceID
        updated = report.updated
        corrected = report.corrected
        conflicts = report.conflicts.count
        unresolved = report.unresolved
    }
}
