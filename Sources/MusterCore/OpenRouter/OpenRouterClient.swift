/// What muster asks of OpenRouter, or of any service with the same API.
package struct OpenRouterClient: Sendable {
    /// The service.
    package var baseURL: ServiceURL
    /// Fetches the whole catalog.
    package var fetchCatalog: @Sendable () async throws(ServiceFailure) -> FetchedCatalog
    /// Looks one model up; `nil` when the service does not know it.
    package var lookUp: @Sendable (ModelID) async throws(ServiceFailure) -> FetchedModel?
    /// Fetches the providers' offers of a model, which costs nothing.
    ///
    /// A list that is said to be another model's, as the paid one's for a free variant, is a failure
    /// of kind `malformed`.
    package var fetchEndpoints: @Sendable (ModelID) async throws(ServiceFailure) -> [Endpoint]
    /// Runs one completion, handing over its events in the order and pace of their arrival.
    ///
    /// It returns at the end of the stream, however that looks; it throws when there was no
    /// stream, or when it broke.
    package var complete:
        @Sendable (CompletionRequest, @escaping @Sendable ([CompletionEvent]) async -> Void)
            async throws(ServiceFailure) -> Void
    /// Asks what the key may do; fails when it is not accepted.
    package var fetchKeyStatus: @Sendable () async throws(ServiceFailure) -> KeyStatus
}

/// How much and how long a service may answer to what is not a completion, which has its own.
package struct RequestLimits: Sendable, Equatable {
    /// How many bytes a catalog may have, decompressed.
    package var catalogBytes = HTTPTransportRequest.maximumByteLimit
    /// The time for a whole catalog.
    package var catalogTimeout: Duration = .seconds(120)
    /// The time for any other answer.
    package var timeout: Duration = .seconds(60)

    /// The usual limits.
    package init() {}

    /// The usual limits, with one time for every answer.
    package init(timeout: Duration) {
        catalogTimeout = timeout
        self.timeout = timeout
    }
}
