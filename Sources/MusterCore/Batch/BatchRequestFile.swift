import Foundation

/// The file of requests that OpenAI, Together, vLLM's `run-batch` and LiteLLM take, and the answers
/// in the same form.
enum BatchRequestFile {
    /// The name of a pair of prompt and model: 40 digits of its hash; OpenAI allows 64 characters.
    static func customID(_ pair: BatchResult.Key) -> String {
        "muster-\(PromptDigest(pair.sha256).text.prefix(40))"
    }

    /// The line of a request, with its line feed.
    static func line(_ item: BatchItem, _ request: GenerationRequest, route: Route) -> Data {
        let completion = request.completion(
            of: item.modelID,
            route: route,
            timeout: request.timeout
        )
        let line: JSONMembers = [
            "custom_id": .string(customID(item.key)),
            "method": "POST", "url": "/v1/chat/completions",
            "body": .object(CompletionRequestBody(completion, streams: false).members),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding what was decoded never fails.
        return ((try? encoder.encode(line)) ?? Data()) + [0x0A]
    }

    /// A line of answers: whose it is, and what the service said.
    struct Answer: Decodable {
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
}
