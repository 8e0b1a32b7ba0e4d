import Foundation

extension OpenRouterClient {
    /// Creates a client for a real service, which connects at its first request.
    ///
    /// It calls `key` when a request first needs one, and uses `time` for `Retry-After` dates.
    package static func live(
        baseURL: ServiceURL,
        transport: HTTPTransport,
        limits: RequestLimits = RequestLimits(),
        time: TimeSource = .system,
        key: @escaping @Sendable () async throws(ServiceFailure) -> APIKey?
    ) -> OpenRouterClient {
        let service = LiveOpenRouter(
            baseURL: baseURL,
            transport: transport,
            limits: limits,
            now: time.now,
            key: key
        )
        return OpenRouterClient(
            baseURL: baseURL,
            fetchCatalog: service.fetchCatalog,
            fetchAccountModels: service.fetchAccountModels,
            fetchZeroRetention: service.fetchZeroRetention,
            lookUp: service.lookUp,
            fetchEndpoints: service.fetchEndpoints,
            complete: service.complete,
            fetchKeyStatus: service.fetchKeyStatus,
            batches: service.batches
        )
    }
}
