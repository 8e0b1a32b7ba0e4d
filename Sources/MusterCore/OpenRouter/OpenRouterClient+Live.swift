import Foundation

extension OpenRouterClient {
    /// Creates a client for a real service, which connects at its first request.
    ///
    /// Without a `kind` the address decides. It calls `key` when a request needs one and
    /// `refuse` with a key that the service refused, and uses `time` for `Retry-After` dates.
    package static func live(
        baseURL: ServiceURL,
        kind: ServiceKind? = nil,
        transport: HTTPTransport,
        limits: RequestLimits = RequestLimits(),
        time: TimeSource = .system,
        keyHint: String = "set OPENROUTER_API_KEY, or run: muster key set",
        refuse: @escaping @Sendable (APIKey) async -> Void = { _ in },
        key: @escaping @Sendable () async throws(ServiceFailure) -> APIKey?
    ) -> OpenRouterClient {
        let kind = (kind ?? ServiceKind(of: baseURL)).at(baseURL)
        let service = LiveOpenRouter(
            baseURL: baseURL,
            kind: kind,
            transport: transport,
            limits: limits,
            now: time.now,
            keyHint: keyHint,
            key: key,
            refuse: refuse
        )
        return OpenRouterClient(
            baseURL: baseURL,
            kind: kind,
            fetchCatalog: service.fetchCatalog,
            fetchAccountModels: service.fetchAccountModels,
            fetchZeroRetention: service.fetchZeroRetention,
            lookUp: service.lookUp,
            fetchEndpoints: service.fetchEndpoints,
            complete: service.complete,
            fetchKeyStatus: service.fetchKeyStatus,
            batches: service.batches,
            completionTimeout: limits.completionTimeout
        )
    }
}
