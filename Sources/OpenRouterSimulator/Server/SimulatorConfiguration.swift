package import Foundation

/// The data that a simulator serves, and its speed.
package struct SimulatorConfiguration: Sendable {
    /// The TCP port on 127.0.0.1; 0 takes any free one.
    package var port: Int
    /// The models, with the scripts that apply until `setScript` replaces them.
    package var catalog: SimulatorCatalog
    /// Whether IDs match byte for byte; otherwise case does not matter.
    package var isCaseExact: Bool
    /// The bearer keys that chat and key look-ups accept; `nil` accepts any, even none.
    package var acceptedKeys: Set<String>?
    /// The accounts by bearer key, accepted whatever ``acceptedKeys`` says.
    package var accounts: [String: SimulatorAccount]
    /// The pace of streamed chunks; `nil` is unlimited.
    package var tokensPerSecond: Double?
    /// The wait before the first byte of every answer.
    package var latency: Duration
    /// The time that a batch takes; `nil` lets it go on by a step with each request for it.
    package var batchDuration: Duration?
    /// The clock for latency and pace.
    package var clock: any Clock<Duration>
    /// The wall clock for `created` times and generation IDs.
    package var now: @Sendable () -> Date
    /// The seed of all randomness.
    package var seed: UInt64

    /// The defaults suit a test.
    package init(
        port: Int = 0,
        catalog: SimulatorCatalog = .synthetic(),
        isCaseExact: Bool = true,
        acceptedKeys: Set<String>? = nil,
        accounts: [String: SimulatorAccount] = [:],
        tokensPerSecond: Double? = nil,
        latency: Duration = .zero,
        batchDuration: Duration? = nil,
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Date = { Date() },
        seed: UInt64 = 1
    ) {
        self.port = port
        self.catalog = catalog
        self.isCaseExact = isCaseExact
        self.acceptedKeys = acceptedKeys
        self.accounts = accounts
        self.tokensPerSecond = tokensPerSecond
        self.latency = latency
        self.batchDuration = batchDuration
        self.clock = clock
        self.now = now
        self.seed = seed
    }
}
