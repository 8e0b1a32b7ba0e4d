package import Foundation

/// What a simulator serves and how fast.
package struct SimulatorConfiguration: Sendable {
    /// The TCP port on 127.0.0.1; 0 takes any free one.
    package var port: Int
    /// The models listed, with the scripts that they follow unless `setScript` says otherwise.
    package var catalog: SimulatorCatalog
    /// Whether IDs match byte for byte; when false, their case is ignored.
    package var isCaseExact: Bool
    /// The bearer keys that chat and key look-ups accept; `nil` accepts any, even none.
    package var acceptedKeys: Set<String>?
    /// The pace of streamed chunks; `nil` is as fast as the connection takes them.
    package var tokensPerSecond: Double?
    /// How long every answer waits before its first byte.
    package var latency: Duration
    /// The clock that latency and pace are measured on.
    package var clock: any Clock<Duration>
    /// The wall clock behind `created` times and generation IDs.
    package var now: @Sendable () -> Date
    /// The seed of everything that looks random.
    package var seed: UInt64

    /// Makes a configuration; the defaults are right for a test.
    package init(
        port: Int = 0,
        catalog: SimulatorCatalog = .synthetic(),
        isCaseExact: Bool = true,
        acceptedKeys: Set<String>? = nil,
        tokensPerSecond: Double? = nil,
        latency: Duration = .zero,
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Date = { Date() },
        seed: UInt64 = 1
    ) {
        self.port = port
        self.catalog = catalog
        self.isCaseExact = isCaseExact
        self.acceptedKeys = acceptedKeys
        self.tokensPerSecond = tokensPerSecond
        self.latency = latency
        self.clock = clock
        self.now = now
        self.seed = seed
    }
}
