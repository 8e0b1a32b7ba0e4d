import Foundation

/// The body of `POST /batches`.
struct BatchSubmission: Sendable {
    static let requestsMax = 5_000

    let model: String
    let only: [String]
    /// The name of each request, and its body.
    let requests: [(customID: String, body: JSONValue)]

    /// Why a body is refused, as the message of a 400.
    struct Refusal: Error {
        let message: String
    }

    /// Reads a body, which has to have its list of requests last.
    init(_ data: Data) throws(Refusal) {
        guard let json = JSONValue(parsing: data), case .object = json else {
            throw Refusal(message: "Invalid JSON in request body")
        }
        // The decoder does not keep the order of keys.
        guard let requestsKey = data.range(of: Data(#""requests""#.utf8))?.lowerBound,
            let modelKey = data.range(of: Data(#""model""#.utf8))?.lowerBound,
            modelKey < requestsKey
        else { throw Refusal(message: "`endpoint` and `model` must come before `requests`") }
        guard json["endpoint"]?.stringValue == "/v1/chat/completions" else {
            throw Refusal(message: "endpoint: Invalid option")
        }
        guard let model = json["model"]?.stringValue, !model.isEmpty else {
            throw Refusal(message: "model: Required")
        }
        let window = json["completion_window"]
        guard window == nil || window?.stringValue == "24h" else {
            throw Refusal(message: "completion_window: Invalid input: expected \"24h\"")
        }
        self.model = model
        only = ProviderRouting(json["provider"])?.only ?? []
        guard case .array(let entries)? = json["requests"], !entries.isEmpty else {
            throw Refusal(message: "requests: Too small: expected array to have >=1 items")
        }
        guard entries.count <= Self.requestsMax else {
            throw Refusal(message: "requests: a batch takes at most \(Self.requestsMax) requests")
        }
        var seen: Set<String> = []
        var requests: [(customID: String, body: JSONValue)] = []
        for entry in entries {
            guard let id = entry["custom_id"]?.stringValue, (1...64).contains(id.utf8.count),
                seen.insert(id).inserted, let body = entry["body"], case .object = body
            else { throw Refusal(message: "requests: custom_id must be unique, 1 to 64 bytes") }
            guard body["model"] == nil || body["model"]?.stringValue == model,
                body["provider"] == nil, body["plugins"] == nil
            else { throw Refusal(message: "requests.\(id): model, provider or plugins") }
            requests.append((id, body))
        }
        self.requests = requests
    }
}
