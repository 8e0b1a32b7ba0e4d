import Dispatch
import Foundation
import MusterCore

/// Lets Ctrl-C end work in an orderly way.
enum Interruption {
    /// Runs `body`, and cancels it at the first of these signals; a second one kills as usual.
    ///
    /// Call it once per process: a second source of the same signal receives nothing (seen on
    /// Linux).
    static func run<Value: Sendable, Failure: Error>(
        by signals: [Int32] = [SIGINT],
        _ body: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        let sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                task.cancel()
                signal(number, SIG_DFL)
            }
            source.activate()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in signals { signal(number, SIG_DFL) }
        }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
