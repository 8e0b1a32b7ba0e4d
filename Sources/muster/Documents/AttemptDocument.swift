import MusterCore

/// One HTTP request of a generation in JSON.
struct AttemptDocument: Encodable {
    private let attempt: Attempt

    private enum CodingKeys: String, CodingKey {
        case sentModel = "sent_model"
        case httpStatus = "http_status"
        case kind
        case message
        case waited = "waited_ms"
    }

    init(_ attempt: Attempt) {
        self.attempt = attempt
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(attempt.sentModel, forKey: .sentModel)
        try container.encode(attempt.httpStatus, forKey: .httpStatus)
        try container.encode(attempt.kind, forKey: .kind)
        try container.encode(attempt.message.isEmpty ? nil : attempt.message, forKey: .message)
        try container.encode(attempt.waitedMilliseconds, forKey: .waited)
    }
}
