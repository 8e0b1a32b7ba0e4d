import Benchmark
import Foundation

/// Everything that is measured from inside; docs/PERFORMANCE.md says how to run it.
let benchmarks: @Sendable () -> Void = {
    // Whether they still run is all that is asked, not how fast.
    let isTrial = ProcessInfo.processInfo.environment["MUSTER_BENCHMARKS"] == "once"
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuUser, .peakMemoryResident],
        warmupIterations: isTrial ? 0 : 1,
        maxDuration: .seconds(2),
        maxIterations: isTrial ? 1 : 500
    )
    InterfaceBenchmarks.register()
    SearchBenchmarks.register()
    CatalogBenchmarks.register()
    StreamBenchmarks.register()
}
