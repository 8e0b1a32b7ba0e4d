import Benchmark

/// Everything that is measured from inside; docs/PERFORMANCE.md says how to run it.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuUser, .peakMemoryResident],
        warmupIterations: Synthetic.isTrial ? 0 : 1,
        maxDuration: .seconds(2),
        maxIterations: Synthetic.isTrial ? 1 : 500
    )
    InterfaceBenchmarks.register()
    SearchBenchmarks.register()
    CatalogBenchmarks.register()
    StreamBenchmarks.register()
}
