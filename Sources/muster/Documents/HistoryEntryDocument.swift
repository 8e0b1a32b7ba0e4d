import MusterCore

/// A line of the history in JSON; prompt and text are cut after their first characters.
struct HistoryEntryDocument: Encodable {
    private let entry: HistoryEntry

    private enum CodingKeys: String, CodingKey {
        case id
        case createdAt = "created_at"
        case modelID = "model_id"
        case answeringModelID = "answering_model_id"
        case servedModel = "served_model"
        case provider
        case status
        case promptBeginning = "prompt_beginning"
        case textBeginning = "text_beginning"
        case cost
        case duration = "duration_ms"
    }

    init(_ entry: HistoryEntry) {
        self.entry = entry
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(entry.id, forKey: .id)
        try container.encode(JSONDocument.time(entry.createdAt), forKey: .createdAt)
        try container.encode(entry.modelID.rawValue, forKey: .modelID)
        try container.encode(entry.answeringModelID?.rawValue, forKey: .answeringModelID)
        try container.encode(entry.servedModel, forKey: .servedModel)
        try container.encode(entry.provider, forKey: .provider)
        try container.encode(entry.status.rawValue, forKey: .status)
        try container.encode(entry.promptBeginning, forKey: .promptBeginning)
        try container.encode(entry.textBeginning, forKey: .textBeginning)
        try container.encode(entry.cost.map { "\($0)" }, forKey: .cost)
        try container.encode(entry.durationMilliseconds, forKey: .duration)
    }
}
