/// The answer of a model's endpoints list.
package enum EndpointsScript: Sendable {
    /// One endpoint per status; `nil` omits the status, which the API documents as optional.
    ///
    /// Uptime is a percentage for all three windows; `nil` writes `null`.
    case statuses([Int?], uptime: Double? = 99.9)
    /// Exactly these endpoints, in this order.
    case endpoints([SimulatedEndpoint])
    /// 404, as for a removed model.
    case notFound
    case answer(ScriptedAnswer)

    /// Healthy endpoints; their number depends on the model.
    package static let healthy = EndpointsScript.statuses([0, 0, 0])
    /// Endpoints that OpenRouter routes to last.
    package static let degraded = EndpointsScript.statuses([-2, -2], uptime: 81.3)
    /// An empty list: no provider serves the model.
    package static let empty = EndpointsScript.statuses([])
}

extension EndpointsScript {
    /// The endpoints of a row; `nil` if the script answers with something else than a list.
    func endpoints(of row: CatalogRow) -> [SimulatedEndpoint]? {
        switch self {
        case .statuses(let statuses, let uptime):
            zip(Provider.all(for: row, count: statuses.count), statuses).map {
                SimulatedEndpoint($0, row: row, status: $1, uptime: uptime)
            }
        case .endpoints(let endpoints): endpoints
        case .notFound, .answer: nil
        }
    }

    /// The endpoints among which chat chooses.
    ///
    /// A script may break the list and leave chat alone; chat then has the usual endpoints.
    func served(for row: CatalogRow) -> [SimulatedEndpoint] {
        let listed = endpoints(of: row) ?? []
        return listed.isEmpty ? Self.healthy.endpoints(of: row) ?? [] : listed
    }
}
