/// The verdict on whether a model answers.
package enum Availability: String, Sendable, CaseIterable {
    /// A completion succeeded.
    case verified
    /// At least one endpoint is up.
    case reachable
    /// Endpoints exist, but all are marked down or have a low uptime.
    case degraded
    /// The last answer was 429: the model exists, the quota or the provider is busy.
    case limited
    /// A definitive no: an invalid ID on every route, no endpoints, or gone from the catalog.
    case unavailable
    /// Never checked, or only inconclusive evidence such as timeouts.
    case unknown
}
