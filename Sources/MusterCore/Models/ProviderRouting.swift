import Foundation

/// What a request demands of the providers that may answer: the API's own `provider` object.
///
/// Members that muster does not know are kept and sent as they are.
package struct ProviderRouting: Sendable, Hashable {
    package let members: JSONMembers
    package private(set) var only: [String] = []
    package private(set) var order: [String] = []
    package private(set) var ignored: [String] = []
    package private(set) var quantizations: [String] = []
    package private(set) var allowsFallbacks = true
    /// US dollars per million tokens.
    private var maximumPrompt: Decimal?
    private var maximumCompletion: Decimal?

    /// Why an object is no such routing, as part of a sentence.
    package struct Malformed: Error, Sendable, Hashable {
        package let reason: String
    }

    package init(_ members: JSONMembers) throws(Malformed) {
        self.members = members
        guard !members.isEmpty else { throw Malformed(reason: "provider is empty") }
        only = try Self.names("only", members)
        order = try Self.names("order", members)
        ignored = try Self.names("ignore", members)
        quantizations = try Self.names("quantizations", members)
        allowsFallbacks = try Self.flag("allow_fallbacks", members) ?? true
        _ = try Self.flag("require_parameters", members)
        switch members["max_price"] {
        case nil, .null?: break
        case let prices?:
            guard case .object = prices else { throw Self.noPrices }
            maximumPrompt = try Self.dollars(prices["prompt"])
            maximumCompletion = try Self.dollars(prices["completion"])
        }
    }

    /// One endpoint and no other, with its quantization if that is known.
    package init(endpoint tag: String, quantization: String? = nil) {
        only = [tag]
        allowsFallbacks = false
        var members: JSONMembers = ["only": .array([.string(tag)]), "allow_fallbacks": false]
        if let quantization {
            quantizations = [quantization]
            members["quantizations"] = .array([.string(quantization)])
        }
        self.members = members
    }

    private static let noPrices = Malformed(
        reason: "max_price needs numbers: US dollars per million tokens"
    )

    private static func names(_ key: String, _ members: JSONMembers) throws(Malformed) -> [String] {
        switch members[key] {
        case nil, .null?: return []
        case .array(let values)?:
            var names: [String] = []
            for value in values {
                guard case .string(let name) = value, !name.isEmpty else { break }
                names.append(name)
            }
            if names.count == values.count { return names }
        default: break
        }
        throw Malformed(reason: "\(key) has to be a list of names")
    }

    private static func flag(_ key: String, _ members: JSONMembers) throws(Malformed) -> Bool? {
        switch members[key] {
        case nil, .null?: return nil
        case .bool(let value)?: return value
        default: throw Malformed(reason: "\(key) has to be true or false")
        }
    }

    private static func dollars(_ value: JSONElement?) throws(Malformed) -> Decimal? {
        switch value {
        case nil, .null?: return nil
        case .number(let dollars)?: return dollars
        case .string(let text)?:
            if let dollars = DecimalNumber(text)?.value { return dollars }
        default: break
        }
        throw noPrices
    }
}

extension ProviderRouting {
    /// Whether a request with it may reach this endpoint.
    package func allows(_ endpoint: Endpoint) -> Bool {
        if !only.isEmpty, !Self.isNamed(endpoint, in: only) { return false }
        if !order.isEmpty, !allowsFallbacks, !Self.isNamed(endpoint, in: order) { return false }
        if Self.isNamed(endpoint, in: ignored) { return false }
        if let quantization = endpoint.quantization, excludes(quantization: quantization) {
            return false
        }
        func exceeds(_ price: Price?, _ limit: Decimal?) -> Bool {
            guard let price, let limit else { return false }
            return price.perMillion > limit
        }
        return !exceeds(endpoint.promptPrice, maximumPrompt)
            && !exceeds(endpoint.completionPrice, maximumCompletion)
    }

    /// Whether it asks for this endpoint by name, be its quantization and price as they may.
    package func asks(for endpoint: Endpoint) -> Bool {
        Self.isNamed(endpoint, in: only) || Self.isNamed(endpoint, in: order)
    }

    package func excludes(quantization: String) -> Bool {
        !quantizations.isEmpty && !quantizations.contains(quantization)
    }

    private static func isNamed(_ endpoint: Endpoint, in names: [String]) -> Bool {
        names.contains { Self.names($0, endpoint) }
    }

    /// Whether a name means the endpoint: its tag, the provider in it, or the provider's name.
    private static func names(_ name: String, _ endpoint: Endpoint) -> Bool {
        let name = name.lowercased()
        if let tag = endpoint.tag?.lowercased() {
            return name == tag || tag.hasPrefix(name + "/")
        }
        // Only the provider's name is known: the name for people is much like that in a tag.
        func letters(_ text: some StringProtocol) -> String {
            String(text.filter { $0.isLetter || $0.isNumber })
        }
        // Some are longer: `google-vertex` is "Google", `nebius` is "Nebius Token Factory".
        let (slug, provider) = (
            letters(name.prefix { $0 != "/" }), letters(endpoint.provider.lowercased())
        )
        guard !slug.isEmpty, !provider.isEmpty else { return slug == provider }
        return slug.hasPrefix(provider) || provider.hasPrefix(slug)
    }

    /// In words: `deepinfra/fp8`, or `novita, deepinfra; fp8 only`.
    package var words: String {
        let names = only.isEmpty ? order : only
        var parts = names.isEmpty ? [] : [names.joined(separator: ", ")]
        if !ignored.isEmpty { parts.append("not " + ignored.joined(separator: ", ")) }
        // A tag mostly has the quantization in it.
        let told = quantizations.filter { quantization in
            !names.contains { $0.hasSuffix("/\(quantization)") }
        }
        if !told.isEmpty { parts.append(told.joined(separator: " or ")) }
        if let maximumPrompt { parts.append("prompt at most $\(maximumPrompt)/M") }
        if let maximumCompletion { parts.append("completion at most $\(maximumCompletion)/M") }
        if parts.isEmpty { parts = members.keys.sorted() }
        return parts.joined(separator: "; ")
    }
}

extension ProviderRouting: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(JSONMembers(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws { try members.encode(to: encoder) }
}

/// The endpoint that answered, as far as the service tells.
package struct ServedEndpoint: Sendable, Hashable {
    package var tag: String?
    package var quantization: String?

    package init(tag: String?, quantization: String?) {
        self.tag = tag
        self.quantization = quantization
    }

    /// The quantization, unless it is not known.
    var knownQuantization: String? {
        Endpoint(provider: "", quantization: quantization).knownQuantization
    }
}

/// The endpoints that a model is pinned to, with what the last list said of all its endpoints.
package struct ProviderPin: Sendable, Hashable {
    package var routing: ProviderRouting
    /// Every endpoint of the model, allowed or not; empty if the list is not known.
    package var endpoints: [Endpoint]

    package init(_ routing: ProviderRouting, endpoints: [Endpoint] = []) {
        self.routing = routing
        self.endpoints = endpoints
    }

    package var allowed: [Endpoint] { endpoints.filter(routing.allows) }

    /// The failure of an answer that came from another endpoint than the pinned ones; `nil` for one
    /// that did not, or if the service did not say who answered.
    package func drift(_ provider: String?, _ served: ServedEndpoint?) -> ServiceFailure? {
        guard isDrift(provider: provider, served: served) else { return nil }
        let other = served?.tag ?? provider ?? "another endpoint"
        return ServiceFailure(
            .drifted,
            httpStatus: 200,
            message: "\(other) answered, and the pin is \(routing.words)",
            provider: provider
        )
    }

    /// Whether an answer came from another endpoint than the pinned ones; `false` if the service did
    /// not say who answered.
    private func isDrift(provider: String?, served: ServedEndpoint?) -> Bool {
        if let tag = served?.tag {
            let known = endpoints.first { $0.tag == tag }
            return !routing.allows(
                known
                    ?? Endpoint(
                        provider: provider ?? tag,
                        tag: tag,
                        quantization: served?.quantization
                    )
            )
        }
        if let quantization = served?.knownQuantization,
            routing.excludes(quantization: quantization)
        {
            return true
        }
        guard let provider else { return false }
        let own = endpoints.filter { $0.provider == provider }
        // Which of several endpoints of a provider answered is not told.
        if !own.isEmpty { return !own.contains(where: routing.allows) }
        return !routing.allows(Endpoint(provider: provider))
    }
}
