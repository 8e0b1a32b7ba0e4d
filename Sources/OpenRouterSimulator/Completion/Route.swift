/// The end of the routing of a chat request for one model.
enum Route: Sendable {
    case endpoint(SimulatedEndpoint)
    /// No endpoint is left.
    case answer(ScriptedAnswer)

    /// Chooses the endpoint that answers for a row.
    ///
    /// A request without wishes gets the model's main provider. A script may let another provider
    /// answer than the choice, at its own prices if it is among the model's.
    init(of chat: ChatRequest, row: CatalogRow, script: ModelScript, price: ChargedPrice) {
        let endpoints = script.endpoints.served(for: row)
        self =
            chat.routing.map { Self.choice($0, chat, among: endpoints, of: row, at: price) }
            ?? .endpoint(Self.main(of: row, among: endpoints))
        if case .endpoint = self, let drifted = script.driftsTo {
            self = .endpoint(
                endpoints.first { $0.provider == drifted }
                    ?? SimulatedEndpoint(
                        provider: drifted,
                        tag: drifted.lowercased(),
                        quantization: nil
                    )
            )
        }
    }

    /// Goes through the steps of routing one by one, each with its own error.
    private static func choice(
        _ routing: ProviderRouting,
        _ chat: ChatRequest,
        among endpoints: [SimulatedEndpoint],
        of row: CatalogRow,
        at price: ChargedPrice
    ) -> Route {
        let allowed = endpoints.filter(routing.allows)
        guard let first = allowed.first else {
            var refusal = CompletionRefusal(.allowedProviders)
            refusal.availableProviders = endpoints.map(\.slug)
            refusal.requestedProviders = routing.only
            return .answer(refusal.answer(model: row.id, provider: ""))
        }
        let able = allowed.filter { chat.missingParameter(in: $0.parameters(of: row)) == nil }
        if able.isEmpty, let missing = chat.missingParameter(in: first.parameters(of: row)) {
            return .answer(.error(missing, status: 404))
        }
        guard let best = routing.best(of: able.filter { routing.accepts($0, at: price) }) else {
            return .answer(CompletionRefusal(.constraints).answer(model: row.id, provider: ""))
        }
        return .endpoint(best)
    }

    private static func main(
        of row: CatalogRow,
        among endpoints: [SimulatedEndpoint]
    ) -> SimulatedEndpoint {
        let main = SimulatedEndpoint.main(row)
        return endpoints.first { $0.provider == main.provider } ?? main
    }
}

extension SimulatedEndpoint {
    /// That of the model's main provider.
    static func main(_ row: CatalogRow) -> SimulatedEndpoint {
        SimulatedEndpoint(Provider.serving(row), row: row)
    }

    /// Its own supported parameters, or the row's.
    fileprivate func parameters(of row: CatalogRow) -> Set<String> {
        if let supportedParameters { return Set(supportedParameters) }
        guard case .array(let names)? = row.json["supported_parameters"] else { return [] }
        return Set(names.compactMap(\.stringValue))
    }
}
