/// The answer to `GET /models/{author}/{slug}/endpoints`.
struct EndpointsResponse: Decodable {
    let endpoints: [Endpoint]
    /// The model that the answer claims to list.
    let modelID: ModelID?

    private enum CodingKeys: String, CodingKey {
        case data
    }

    private enum DataKeys: String, CodingKey {
        case id
        case endpoints
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let data = try container.nestedContainer(keyedBy: DataKeys.self, forKey: .data)
        // Skip unreadable entries, and keep the others; a list of nothing else is no empty list.
        let entries = try data.decode([LenientEndpoint].self, forKey: .endpoints)
        endpoints = entries.compactMap(\.endpoint)
        guard !endpoints.isEmpty || entries.isEmpty else {
            throw DecodingError.dataCorruptedError(
                forKey: .endpoints,
                in: data,
                debugDescription: "no endpoint is readable"
            )
        }
        modelID = data.lenientString(forKey: .id).map(ModelID.init(rawValue:))
    }
}

/// An endpoint, or anything else in its place.
private struct LenientEndpoint: Decodable {
    let endpoint: Endpoint?

    init(from decoder: any Decoder) {
        endpoint = (try? EndpointResponse(from: decoder))?.endpoint
    }
}

/// A leniently decoded endpoint: every field may be missing.
private struct EndpointResponse: Decodable {
    let endpoint: Endpoint

    private enum CodingKeys: String, CodingKey {
        case provider = "provider_name"
        case tag
        case status
        case uptime = "uptime_last_30m"
        case quantization
        case contextLength = "context_length"
        case maxPromptTokens = "max_prompt_tokens"
        case maxCompletionTokens = "max_completion_tokens"
        case supportedParameters = "supported_parameters"
        case cachesImplicitly = "supports_implicit_caching"
        case latency = "latency_last_30m"
        case throughput = "throughput_last_30m"
        case pricing
    }

    /// A number of tokens; 0 says nothing.
    private static func count(
        _ container: KeyedDecodingContainer<CodingKeys>,
        _ key: CodingKeys
    ) -> Int? {
        container.lenientInteger(forKey: key).flatMap { $0 > 0 ? $0 : nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let pricing =
            (try? container.decodeIfPresent(PricingResponse.self, forKey: .pricing)) ?? nil
        endpoint = Endpoint(
            provider: container.lenientString(forKey: .provider).map { String($0.prefix(100)) }
                ?? "unknown",
            tag: container.lenientString(forKey: .tag).map { String($0.prefix(100)) },
            status: container.lenientInteger(forKey: .status),
            uptime: container.lenientDouble(forKey: .uptime).flatMap {
                (0...100).contains($0) ? $0 : nil
            },
            quantization: container.lenientString(forKey: .quantization),
            contextLength: Self.count(container, .contextLength),
            maxPromptTokens: Self.count(container, .maxPromptTokens),
            maxCompletionTokens: Self.count(container, .maxCompletionTokens),
            supportedParameters: container.contains(.supportedParameters)
                ? container.lenientStrings(forKey: .supportedParameters) : nil,
            cachesImplicitly: try? container.decode(Bool.self, forKey: .cachesImplicitly),
            latency: try? container.decode(Percentiles.self, forKey: .latency),
            throughput: try? container.decode(Percentiles.self, forKey: .throughput),
            promptPrice: pricing?.prompt,
            completionPrice: pricing?.completion,
            discount: pricing?.discount
        )
    }
}
