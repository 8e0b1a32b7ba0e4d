package import Foundation

/// One provider's offer of a model, as the endpoints list tells it and as chat serves it.
package struct SimulatedEndpoint: Sendable, Equatable {
    /// The display name, such as `DeepInfra`.
    package var provider: String
    /// The provider's slug, with a quantization or region after a slash, such as `deepinfra/fp8`.
    package var tag: String
    /// `nil` writes `null`.
    package var quantization: String?
    /// 0 is up, a negative number down; `nil` omits it, which the API documents as optional.
    package var status: Int?
    /// A percentage for all three windows; `nil` writes `null`.
    package var uptime: Double?
    /// `nil` for those of the model's row.
    package var supportedParameters: [String]?
    /// `nil` for that of the model's row.
    package var maxCompletionTokens: Int?
    /// `nil` writes `null`.
    package var maxPromptTokens: Int?
    /// `nil` for that of the model's row.
    package var contextLength: Int?
    /// The provider's prices as a multiple of the row's.
    package var priceFactor: Decimal
    /// The share by which chat charges less than the listed prices, 0 to 1.
    package var discount: Double
    /// Whether it caches prompts without being asked to.
    package var caches: Bool
    /// The median time to the first token in milliseconds, shown to requests with a key.
    package var latency: Double
    /// The median pace in tokens a second, shown to requests with a key.
    package var throughput: Double

    /// The default is a healthy endpoint with the row's limits and prices.
    package init(
        provider: String,
        tag: String,
        quantization: String?,
        status: Int? = 0,
        uptime: Double? = 99.9,
        supportedParameters: [String]? = nil,
        maxCompletionTokens: Int? = nil,
        maxPromptTokens: Int? = nil,
        contextLength: Int? = nil,
        priceFactor: Decimal = 1,
        discount: Double = 0,
        caches: Bool = false,
        latency: Double = 600,
        throughput: Double = 80
    ) {
        self.provider = provider
        self.tag = tag
        self.quantization = quantization
        self.status = status
        self.uptime = uptime
        self.supportedParameters = supportedParameters
        self.maxCompletionTokens = maxCompletionTokens
        self.maxPromptTokens = maxPromptTokens
        self.contextLength = contextLength
        self.priceFactor = priceFactor
        self.discount = discount
        self.caches = caches
        self.latency = latency
        self.throughput = throughput
    }

    /// An endpoint that serves the row as it is, at a speed that differs by provider.
    init(_ provider: Provider, row: CatalogRow, status: Int? = 0, uptime: Double? = 99.9) {
        let chance = SeededGenerator.hash("\(provider.tag) \(row.id)")
        self.init(
            provider: provider.name,
            tag: provider.tag,
            quantization: provider.quantization,
            status: status,
            uptime: uptime,
            latency: Double(250 + chance % 1_500),
            throughput: Double(25 + chance / 1_500 % 150)
        )
    }

    /// The slug by which requests name the provider, whatever the quantization.
    var slug: String { String(tag.prefix { $0 != "/" }) }

    /// Whether OpenRouter routes to it before the others.
    var isUp: Bool { (status ?? 0) >= 0 }

    /// What chat charges as a multiple of the row's prices.
    var chargedFactor: Double {
        NSDecimalNumber(decimal: priceFactor).doubleValue * (1 - discount)
    }

    /// Whether a request means this endpoint by a tag, a provider's slug or a provider's name.
    func answers(to name: String) -> Bool {
        [tag, slug, provider].contains { $0.lowercased() == name.lowercased() }
    }

    /// What an answer tells of its endpoint when the request asks for metadata.
    var routerMetadata: JSONValue {
        let chosen: JSONValue = [
            "provider": .string(provider), "tag": .string(tag),
            "quantization": quantization.map(JSONValue.string) ?? .null, "selected": true,
        ]
        return ["endpoints": ["available": [chosen]]]
    }
}
