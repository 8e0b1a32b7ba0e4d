import Dispatch
import Foundation
import MusterCore
import Synchronization

/// Lets Ctrl-C end work in an orderly way.
enum Interruption {
    /// What each signal ends, and the sources that hear them.
    private struct Listening {
        var actions: [Int32: @Sendable () -> Void] = [:]
        /// Never cancelled: a second source of the same signal receives nothing (seen on Linux).
        var sources: [Int32: any DispatchSourceSignal] = [:]
    }

    private static let listening = Mutex(Listening())

    /// Runs `body`, and cancels it at the first of these signals; a second one kills as usual.
    static func run<Value: Sendable, Failure: Error>(
        by signals: [Int32] = [SIGINT],
        _ body: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        for number in signals { hear(number) { task.cancel() } }
        defer { for number in signals { hear(number, nil) } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Makes a signal call an action once; without an action, it ends the process as usual.
    ///
    /// To set a signal's disposition while its source is active takes it from the source, so
    /// ``take(_:)`` ends the process. A hang-up that `nohup` made ignored stays so.
    private static func hear(_ number: Int32, _ action: (@Sendable () -> Void)?) {
        listening.withLock { listening in
            listening.actions[number] = action
            guard listening.sources[number] == nil else { return }
            let before = signal(number, SIG_IGN)
            guard number != SIGHUP || !isIgnored(before) else { return }
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { take(number) }
            source.activate()
            listening.sources[number] = source
        }
    }

    private static func isIgnored(_ handler: sighandler_t?) -> Bool {
        unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private static func take(_ number: Int32) {
        let action = listening.withLock { $0.actions.removeValue(forKey: number) }
        signal(number, SIG_DFL)
        if let action { action() } else { kill(getpid(), number) }
    }
}
