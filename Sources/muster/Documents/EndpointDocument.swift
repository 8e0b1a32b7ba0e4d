import MusterCore

/// One provider's offer in JSON.
struct EndpointDocument: Encodable {
    private let endpoint: Endpoint

    private enum CodingKeys: String, CodingKey {
        case provider
        case status
        case uptime
        case quantization
        case contextLength = "context_length"
        case promptPrice = "prompt_price"
        case completionPrice = "completion_price"
    }

    init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(endpoint.provider, forKey: .provider)
        try container.encode(endpoint.status, forKey: .status)
        try container.encode(endpoint.uptime, forKey: .uptime)
        try container.encode(endpoint.quantization, forKey: .quantization)
        try container.encode(endpoint.contextLength, forKey: .contextLength)
        try container.encode(endpoint.promptPrice?.perMillionString, forKey: .promptPrice)
        try container.encode(
            endpoint.completionPrice?.perMillionString,
            forKey: .completionPrice
        )
    }
}
