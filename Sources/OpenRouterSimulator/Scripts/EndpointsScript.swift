/// What the endpoints list of a model says.
package enum EndpointsScript: Sendable {
    /// One endpoint for each status; `nil` leaves it out, as it is documented to be optional.
    ///
    /// Uptime is a percentage and applies to all three windows; `nil` writes `null`.
    case statuses([Int?], uptime: Double? = 99.9)
    /// 404, as for a model that is gone.
    case notFound
    /// Anything else.
    case answer(ScriptedAnswer)

    /// Endpoints in good health; their number depends on the model.
    package static let healthy = EndpointsScript.statuses([0, 0, 0])
    /// Endpoints that OpenRouter routes to last.
    package static let degraded = EndpointsScript.statuses([-2, -2], uptime: 81.3)
    /// An empty list: nobody serves the model.
    package static let empty = EndpointsScript.statuses([])
}
