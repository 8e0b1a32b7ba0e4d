import Foundation

/// What differs between services; nothing else asks which service it is.
///
/// It is how a row is read, where endpoints are listed, how a pin is sent, and whether there are
/// OpenRouter's account and free quota.
package struct ServiceKind: Sendable {
    /// Where the endpoints of a model are listed.
    package enum Offers: Sendable, Hashable {
        /// At `models/{id}/endpoints`; `isSure` if the service documents the route.
        case route(isSure: Bool)
        /// In the model's own row.
        case row
    }

    /// As the configuration writes it.
    package let name: String
    /// The address that a service of this kind has by itself, and the variable of its key; `nil` if
    /// there is none.
    package let home: ServiceURL?
    package let keyVariable: String?
    /// The hosts that need no `kind` in the configuration.
    let hosts: [String]
    package let offers: Offers
    /// Whether it has OpenRouter's account routes: the key's limits, its models, a free quota.
    package let hasAccount: Bool
    /// Whether it counts tokens in a stream only if asked.
    let countsOnRequest: Bool
    /// Whether a pinned provider is the model's suffix, as in `Qwen/Qwen3-32B:novita`.
    let pinsBySuffix: Bool
    /// Whether a request may ask for providers that heed all its parameters.
    ///
    /// OpenAI and Groq refuse requests with members that they do not know.
    var canRequireParameters = false
    /// The member of a request that limits the tokens of an answer.
    package private(set) var limitMember = "max_tokens"
    /// Whether servers may have routes of their own that say more of their models than the list.
    var tellsMore = false
    /// The address of a model's page, without the ID at its end.
    var modelPages: String?
    /// Reads an object of `GET /models`.
    let readRow: @Sendable (Data, JSONDecoder) throws -> FetchedModel
}

extension ServiceKind {
    /// A model's page; `nil` where models have none.
    package func page(of id: ModelID) -> WebPage? {
        modelPages.map { WebPage(of: id, below: $0) }
    }

    /// The kind as it is at an address: OpenAI's newer models refuse `max_tokens`, which everybody
    /// else takes (https://platform.openai.com/docs/api-reference/chat/create).
    package func at(_ url: ServiceURL) -> ServiceKind {
        guard url.place == "api.openai.com" else { return self }
        var kind = self
        kind.limitMember = "max_completion_tokens"
        return kind
    }

    /// Whether to ask for more than the list; known hosts have no more.
    func mayTellMore(at url: ServiceURL) -> Bool { tellsMore && !knows(url) }

    /// Whether the service is known to have endpoints lists, rather than said to be of a kind that has.
    func isSureOfLists(at url: ServiceURL) -> Bool {
        knows(url) && offers != .route(isSure: false)
    }

    /// What to send for a spelling and a pin.
    func sent(_ route: Route, _ routing: ProviderRouting?) -> (route: Route, ProviderRouting?) {
        guard pinsBySuffix else { return (route, routing) }
        // There the suffix is all that can be wished for.
        let pin = routing.flatMap { $0.only.first ?? $0.order.first }
        return (pin.map { Route(rawValue: "\(route.rawValue):\($0)") } ?? route, nil)
    }

    /// Whether what is sent for a pin says all of it: a suffix names one provider, and nothing else.
    func sendsAll(of routing: ProviderRouting) -> Bool {
        !pinsBySuffix
            || routing.quantizations.isEmpty && max(routing.only.count, routing.order.count) < 2
    }
}

extension ServiceKind: Hashable {
    package static func == (one: ServiceKind, other: ServiceKind) -> Bool { one.name == other.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
