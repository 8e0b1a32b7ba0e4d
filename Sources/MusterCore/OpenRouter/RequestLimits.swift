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
