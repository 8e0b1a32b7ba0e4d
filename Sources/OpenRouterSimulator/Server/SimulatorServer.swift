import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// A running HTTP server on 127.0.0.1 that plays OpenRouter and the Hugging Face Hub.
///
/// Its life is the body of ``withServer(_:_:)``: afterwards every connection is closed, also those
/// on which an endless answer was still being written.
package struct SimulatorServer: Sendable {
    /// The address of OpenRouter's API, such as `http://127.0.0.1:8080/api/v1`.
    package let baseURL: String
    /// The address of the Hub, such as `http://127.0.0.1:8080`; it serves `/api/models/...`.
    package let hubURL: String
    /// Every request received so far.
    package let log: RequestLog
    /// The chat answers that are being written at this moment.
    package let openAnswers: OpenAnswers
    private let state: SimulatorState

    /// Runs a server for as long as `body` runs, and closes it however `body` ends.
    ///
    /// - Parameters:
    ///   - configuration: What to serve.
    ///   - body: Runs in the caller's isolation once the port accepts connections.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` threw, or ``SimulatorError`` when the port cannot be had.
    package static func withServer<R>(
        _ configuration: SimulatorConfiguration = .init(),
        _ body: (SimulatorServer) async throws -> R
    ) async throws -> R {
        let state = SimulatorState(configuration: configuration)
        let (started, continuation) = AsyncStream<Int>.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        let application = Self.application(state, configuration.port) {
            continuation.yield($0)
        }
        let result: Result<R, any Error>
        do {
            result = .success(try await run(application, state, started, continuation, body))
        } catch {
            result = .failure(error)
        }
        await state.unattended.close()
        return try result.get()
    }

    private static func run<R>(
        _ application: Application<SimulatorResponder>,
        _ state: SimulatorState,
        _ started: AsyncStream<Int>,
        _ continuation: AsyncStream<Int>.Continuation,
        _ body: (SimulatorServer) async throws -> R
    ) async throws -> R {
        try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask {
                defer { continuation.finish() }
                do {
                    try await application.run()
                    return nil
                } catch {
                    return String(describing: error)
                }
            }
            guard let port = await started.first(where: { _ in true }) else {
                try Task.checkCancellation()
                let reason = try await group.next() ?? nil
                throw SimulatorError.notListening(
                    port: state.configuration.port,
                    reason: reason ?? "the server ended at once"
                )
            }
            // Leaving the group waits for the server, so it has to be told to go on every path.
            defer { group.cancelAll() }
            return try await body(Self(state: state, port: port))
        }
    }

    /// Changes how one model behaves from the next request on.
    ///
    /// - Parameters:
    ///   - script: The new behaviour; `nil` goes back to the catalog's own.
    ///   - modelID: The catalog's ID, in the catalog's spelling. A sequence starts at its first.
    package func setScript(_ script: ModelScript?, for modelID: String) {
        state.setScript(script, for: modelID)
    }

    /// Answers a whole path with something else from the next request on.
    ///
    /// - Parameters:
    ///   - answer: What to answer, whatever the method; `nil` goes back to normal.
    ///   - path: The path without query, such as `/api/v1/models`, percent-encoded or not.
    package func setRoute(_ answer: ScriptedAnswer?, for path: String) {
        state.setRoute(answer, for: path)
    }

    private init(state: SimulatorState, port: Int) {
        self.state = state
        log = state.log
        openAnswers = state.openAnswers
        hubURL = "http://127.0.0.1:\(port)"
        baseURL = "http://127.0.0.1:\(port)/api/v1"
    }

    private static func application(
        _ state: SimulatorState,
        _ port: Int,
        started: @escaping @Sendable (Int) -> Void
    ) -> Application<SimulatorResponder> {
        Application(
            responder: SimulatorResponder(state: state),
            server: HTTPServerBuilder { responder in
                AttendedChannel(
                    channel: HTTP1Channel(
                        responder: responder,
                        configuration: .init(additionalChannelHandlers: [HangUpHandler()])
                    ),
                    unattended: state.unattended
                )
            },
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: port),
                serverName: "cloudflare"
            ),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { started(port) }
            },
            // The terminal and standard output belong to the program around the simulator.
            logger: Logger(label: "muster.simulator") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}

/// Why a simulator could not run.
package enum SimulatorError: Error, Equatable, CustomStringConvertible {
    /// The port could not be taken, most often because another program has it.
    case notListening(port: Int, reason: String)

    /// One sentence for people.
    package var description: String {
        switch self {
        case .notListening(let port, let reason):
            "The simulator cannot listen on 127.0.0.1:\(port): \(reason)"
        }
    }
}
