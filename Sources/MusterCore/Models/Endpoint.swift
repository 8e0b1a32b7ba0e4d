import Foundation

/// A provider's offer of a model, from the model's endpoints list.
package struct Endpoint: Sendable, Hashable {
    package var provider: String
    /// The name that a request may ask for, such as `deepinfra/fp8`.
    package var tag: String?
    /// 0 is normal and negative is degraded; the values are undocumented.
    package var status: Int?
    /// The percentage of requests that succeeded in the last 30 minutes.
    package var uptime: Double?
    /// `fp8`, `bf16`, `unknown`, and so on.
    package var quantization: String?
    package var contextLength: Int?
    package var maxPromptTokens: Int?
    package var maxCompletionTokens: Int?
    /// The request parameters that it honours; `nil` if it does not say.
    package var supportedParameters: [String]?
    /// Whether it caches prompts by itself.
    package var cachesImplicitly: Bool?
    /// Milliseconds to the first token over the last 30 minutes; told only with a key.
    package var latency: Percentiles?
    /// Tokens a second over the last 30 minutes; told only with a key.
    package var throughput: Percentiles?
    /// This provider's price, not the catalog's.
    package var promptPrice: Price?
    package var completionPrice: Price?
    /// The part taken off its price, from 0 to 1.
    package var discount: Double?

    /// Whether the service routes to it normally; a missing status counts as normal.
    package var isUp: Bool { (status ?? 0) >= 0 }

    /// The quantization, unless it is not known.
    package var knownQuantization: String? {
        quantization.flatMap { $0.isEmpty || $0 == "unknown" ? nil : $0 }
    }
}

/// How a measure is spread over requests.
package struct Percentiles: Sendable, Hashable, Codable {
    package var p50: Double
    package var p75: Double?
    package var p90: Double?
    package var p99: Double?
}

/// What a model's endpoints list says of the endpoints that a request would reach.
package struct EndpointsSummary: Sendable, Hashable {
    /// Tokens a second at the median of the endpoint that routing prefers: the cheapest that is up.
    package var speed: Double?
    /// Milliseconds to its first token at the median.
    package var latency: Double?
    /// What any of the endpoints honours; `nil` if none says.
    package var parameters: [String]?
    /// The highest price among the endpoints, in US dollars per token.
    package var promptPrice: Price?
    package var completionPrice: Price?
    /// The best endpoint's uptime of the last 30 minutes, in percent.
    package var uptime: Double?

    init(
        speed: Double? = nil,
        latency: Double? = nil,
        parameters: [String]? = nil,
        promptPrice: Price? = nil,
        completionPrice: Price? = nil,
        uptime: Double? = nil
    ) {
        self.uptime = uptime
        self.speed = speed
        self.latency = latency
        self.parameters = parameters
        self.promptPrice = promptPrice
        self.completionPrice = completionPrice
    }

    init(_ endpoints: [Endpoint]) {
        let used = endpoints.usable
        let measured = used.filter { $0.throughput != nil || $0.latency != nil }
        func price(_ endpoint: Endpoint) -> Decimal {
            (endpoint.promptPrice?.perToken ?? 0) + (endpoint.completionPrice?.perToken ?? 0)
        }
        let preferred = measured.min { price($0) < price($1) }
        speed = preferred?.throughput?.p50
        latency = preferred?.latency?.p50
        let parameters = used.compactMap(\.supportedParameters)
        self.parameters =
            parameters.isEmpty ? nil : Set(parameters.joined()).sorted()
        promptPrice = used.compactMap(\.promptPrice).max()
        completionPrice = used.compactMap(\.completionPrice).max()
        uptime = used.compactMap(\.uptime).max()
    }
}

extension [Endpoint] {
    /// The endpoints that a request would reach: those that are up, or all if none is.
    var usable: [Endpoint] {
        let up = filter(\.isUp)
        return up.isEmpty ? self : up
    }
}
