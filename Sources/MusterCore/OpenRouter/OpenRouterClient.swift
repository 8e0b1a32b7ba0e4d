/// The requests to OpenRouter, or to any service with the same API.
package struct OpenRouterClient: Sendable {
    package var baseURL: ServiceURL
    package var kind = ServiceKind.openRouter
    /// The user's name for the service.
    package var service = "openrouter"
    package var fetchCatalog: @Sendable () async throws(ServiceFailure) -> FetchedCatalog
    /// Fetches the IDs of the models that the account's settings leave; `nil` without a key, or where
    /// the service does not tell.
    package var fetchAccountModels: @Sendable () async throws(ServiceFailure) -> Set<ModelID>?
    /// Fetches the tags of each model's endpoints that keep no data; `nil` where the service does
    /// not say.
    package var fetchZeroRetention: @Sendable () async throws(ServiceFailure) -> ZeroRetention?
    package var lookUp: @Sendable (ModelID) async throws(ServiceFailure) -> FetchedModel?
    /// Fetches the providers' offers of a model, which costs nothing.
    ///
    /// A list for another model, such as the paid one's for a free variant, is `malformed`.
    package var fetchEndpoints: @Sendable (ModelID) async throws(ServiceFailure) -> [Endpoint]
    /// Runs a completion, delivering its events in order as they arrive.
    ///
    /// It returns at the end of the stream, orderly or not. It throws if there was no stream, or if
    /// the stream broke.
    package var complete:
        @Sendable (CompletionRequest, @escaping @Sendable ([CompletionEvent]) async -> Void)
            async throws(ServiceFailure) -> Void
    /// Requests the key's status; fails if the service rejects the key.
    package var fetchKeyStatus: @Sendable () async throws(ServiceFailure) -> KeyStatus
    package var batches: BatchClient
    /// The time limit of a completion whose text nobody watches.
    var completionTimeout = RequestLimits().completionTimeout

    /// How many requests to the service may have a connection at a time.
    var connectionLimit: Int { HTTPTransportRequest.connectionLimit(of: baseURL.string) }
}

/// Size and time limits of all answers except completions, which have their own.
package struct RequestLimits: Sendable, Equatable {
    /// The limit of a decompressed catalog, in bytes.
    package var catalogBytes = HTTPTransportRequest.maximumByteLimit
    package var catalogTimeout: Duration = .seconds(120)
    package var timeout: Duration = .seconds(60)
    /// The time for lists that a refresh does without when they are late.
    package var asideTimeout: Duration = .seconds(20)
    /// The time to connect, TLS and proxy included.
    package var connectTimeout: Duration = .seconds(10)
    /// The time for a completion whose text nobody watches, and the least for a stream's silence.
    package var completionTimeout: Duration = .seconds(90)

    package init() {}

    /// The usual limits, with one time limit for every answer.
    package init(timeout: Duration) {
        catalogTimeout = timeout
        self.timeout = timeout
        asideTimeout = timeout
        connectTimeout = max(connectTimeout, timeout)
        completionTimeout = max(completionTimeout, timeout)
    }
}
