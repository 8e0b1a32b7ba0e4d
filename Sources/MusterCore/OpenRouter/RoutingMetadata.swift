/// `openrouter_metadata` of an answer: the endpoints that routing considered.
///
/// The service sends it if `X-OpenRouter-Metadata: enabled` asks for it.
struct RoutingMetadata: Decodable {
    /// The endpoint that answered.
    let selected: ServedEndpoint?
    /// The name of its provider.
    let provider: String?

    private enum CodingKeys: String, CodingKey {
        case endpoints
        case available
    }

    private struct Candidate: Decodable {
        let tag: String?
        let provider: String?
        let quantization: String?
        let isSelected: Bool

        private enum CodingKeys: String, CodingKey {
            case tag
            case provider
            case quantization
            case isSelected = "selected"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            tag = container.lenientString(forKey: .tag).map { String($0.prefix(100)) }
            provider = container.lenientString(forKey: .provider).map { String($0.prefix(100)) }
            quantization = container.lenientString(forKey: .quantization)
            isSelected = (try? container.decode(Bool.self, forKey: .isSelected)) ?? false
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let endpoints = try container.nestedContainer(keyedBy: CodingKeys.self, forKey: .endpoints)
        let candidates = try endpoints.decode([Candidate].self, forKey: .available)
        let candidate = candidates.first(where: \.isSelected)
        selected = candidate.map { ServedEndpoint(tag: $0.tag, quantization: $0.quantization) }
        provider = candidate?.provider
    }
}
