import Foundation

extension ServiceKind {
    /// The router of https://huggingface.co/docs/inference-providers: its IDs are the Hub's, and its
    /// list says of every model which providers are live.
    package static let huggingFace = ServiceKind(
        name: "huggingface",
        home: ServiceURL("https://router.huggingface.co/v1"),
        keyVariable: "HF_TOKEN",
        hosts: ["router.huggingface.co"],
        offers: .row,
        hasAccount: false,
        countsOnRequest: true,
        pinsBySuffix: true,
        readRow: { json, decoder in
            var model = try CatalogReader.catalogRow(json, with: decoder)
            let row = try decoder.decode(RouterRow.self, fromForeign: json)
            model.huggingFaceID = HuggingFaceID(validating: model.entry.id.rawValue)
            model.endpoints = row.endpoints
            let live = (row.endpoints ?? []).filter(\.isUp)
            let cheapest = live.filter { $0.promptPrice != nil && $0.completionPrice != nil }
                .min { $0.sum < $1.sum }
            model.entry.promptPrice = cheapest?.promptPrice
            model.entry.completionPrice = cheapest?.completionPrice
            // What is free here counts against no free tier.
            model.entry.isFree = false
            model.entry.contextLength = live.compactMap(\.contextLength).max()
            model.entry.supportedParameters =
                Set(live.flatMap { $0.supportedParameters ?? [] }).sorted()
            return model
        }
    )
}

extension Endpoint {
    fileprivate var sum: Decimal { (promptPrice?.perToken ?? 0) + (completionPrice?.perToken ?? 0) }
}

/// What a row of the router says of its providers.
private struct RouterRow: Decodable {
    /// `nil` if the row does not say.
    let endpoints: [Endpoint]?

    private enum CodingKeys: String, CodingKey {
        case providers
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let providers = try? container.decode([LenientProvider].self, forKey: .providers)
        let readable = providers?.compactMap(\.endpoint)
        // A list of nothing readable is no empty list.
        endpoints = readable?.isEmpty == providers?.isEmpty ? readable : nil
    }
}

/// A provider, or anything else in its place.
private struct LenientProvider: Decodable {
    let endpoint: Endpoint?

    init(from decoder: any Decoder) {
        endpoint = (try? RouterProvider(from: decoder))?.endpoint
    }
}

private struct RouterProvider: Decodable {
    let endpoint: Endpoint

    private enum CodingKeys: String, CodingKey {
        case provider
        case status
        case contextLength = "context_length"
        case pricing
        case isFree = "is_free"
        case supportsTools = "supports_tools"
        case supportsStructure = "supports_structured_output"
        case latency = "first_token_latency_ms"
        case throughput
    }

    private enum PricingKeys: String, CodingKey {
        case input
        case output
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let provider = container.lenientString(forKey: .provider) ?? "unknown"
        let pricing = container.lenientContainer(keyedBy: PricingKeys.self, forKey: .pricing)
        let isFree = (try? container.decode(Bool.self, forKey: .isFree)) == true
        // Prices are US dollars for a million tokens here.
        func price(_ key: PricingKeys) -> Price? {
            pricing?.lenientNumeral(forKey: key).flatMap(Price.init(perMillionString:))
                ?? (isFree ? Price(perToken: 0) : nil)
        }
        func flag(_ key: CodingKeys) -> Bool? { try? container.decode(Bool.self, forKey: key) }
        var parameters: [String] = []
        if flag(.supportsTools) == true { parameters.append("tools") }
        if flag(.supportsStructure) == true {
            parameters += ["response_format", "structured_outputs"]
        }
        let isSaid = flag(.supportsTools) != nil || flag(.supportsStructure) != nil
        func measure(_ key: CodingKeys) -> Percentiles? {
            container.lenientDouble(forKey: key).flatMap { $0 > 0 ? Percentiles(p50: $0) : nil }
        }
        endpoint = Endpoint(
            provider: String(provider.prefix(100)),
            tag: String(provider.prefix(100)),
            status: container.lenientString(forKey: .status).map { $0 == "live" ? 0 : -1 },
            contextLength: container.lenientInteger(forKey: .contextLength)
                .flatMap { $0 > 0 ? $0 : nil },
            supportedParameters: isSaid ? parameters : nil,
            latency: measure(.latency),
            throughput: measure(.throughput),
            promptPrice: price(.input),
            completionPrice: price(.output)
        )
    }
}
