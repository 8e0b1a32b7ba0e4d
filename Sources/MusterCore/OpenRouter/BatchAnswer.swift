/// The answer to one request of a batch, in the form of OpenAI's Batch API.
struct BatchAnswer: Sendable, Decodable {
    let customID: String
    let status: Int
    /// The completion, or the error.
    let body: JSONElement

    private enum CodingKeys: String, CodingKey {
        case customID = "custom_id"
        case response
        case error
    }

    private struct Response: Decodable {
        let status: Int?
        let body: JSONElement?

        private enum CodingKeys: String, CodingKey {
            case status = "status_code"
            case body
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            status = container.lenientInteger(forKey: .status)
            body = try container.decodeIfPresent(JSONElement.self, forKey: .body)
        }
    }

    /// Whether it is about the request, rather than that its time was over before its turn.
    var wasAsked: Bool {
        let codes = [body["error"]?["code"], body["error"]?["type"]]
        return !codes.contains(.string("batch_expired"))
            && !codes.contains(.string("batch_cancelled"))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        customID = try container.decode(String.self, forKey: .customID)
        let response = try container.decodeIfPresent(Response.self, forKey: .response)
        let error = try container.decodeIfPresent(JSONElement.self, forKey: .error)
        let hasError = error.map { $0 != .null } ?? false
        if let body = response?.body, !hasError || body != .null {
            self.body = body
            status = response?.status ?? 200
        } else {
            body = .object(["error": error ?? .null])
            status = response?.status ?? 500
        }
    }
}

/// An entry of a page of answers; one that is no answer costs only itself.
struct BatchAnswerEntry: Decodable {
    let answer: BatchAnswer?

    init(from decoder: any Decoder) {
        answer = try? BatchAnswer(from: decoder)
    }
}
