package import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// A running HTTP server on 127.0.0.1 that plays OpenRouter and the Hugging Face Hub.
///
/// It lives for the body of ``withServer(_:_:)``, which closes every connection at its end, even
/// one with an endless answer.
package struct SimulatorServer: Sendable {
    /// The base URL of OpenRouter's API, such as `http://127.0.0.1:8080/api/v1`.
    package let baseURL: String
    /// The base URL of Hugging Face's router, such as `http://127.0.0.1:8080/v1`.
    package var routerURL: String { "\(hubURL)/v1" }
    /// The Hub's base URL, such as `http://127.0.0.1:8080`; it serves `/api/models/...`.
    package let hubURL: String
    package let log: RequestLog
    package let openAnswers: OpenAnswers
    private let state: SimulatorState

    /// Runs a server while `body` runs, and closes it however `body` ends.
    ///
    /// `body` runs in the caller's isolation once the port accepts connections.
    ///
    /// - Throws: The error of `body`, or ``SimulatorError`` when the port is not available.
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
            // Leaving the group waits for the server, so every path must cancel it.
            defer { group.cancelAll() }
            return try await body(Self(state: state, port: port))
        }
    }

    /// Changes the behaviour of a model from the next request on.
    ///
    /// - Parameters:
    ///   - script: The new behaviour, its sequence at the start; `nil` restores the catalog's.
    ///   - modelID: The catalog's ID, in the catalog's spelling.
    package func setScript(_ script: ModelScript?, for modelID: String) {
        state.setScript(script, for: modelID)
    }

    /// Replaces the answers of a path from the next request on.
    ///
    /// - Parameters:
    ///   - answer: The answer to any method; `nil` restores the usual one.
    ///   - path: The path without query, such as `/api/v1/models`, percent-encoded or not.
    package func setRoute(_ answer: ScriptedAnswer?, for path: String) {
        state.setRoute(answer, for: path)
    }

    /// Changes the account of a bearer key from the next request on.
    ///
    /// - Parameters:
    ///   - account: The new account, with nothing spent but its own `spent`; `nil` makes the key an
    ///     ordinary one.
    ///   - key: The bearer key.
    package func setAccount(_ account: SimulatorAccount?, for key: String) {
        state.setAccount(account, for: key)
    }

    /// The USD that a key has spent: those of its account, and what chat has charged since.
    package func spent(by key: String) -> Decimal {
        state.spent(by: key)
    }

    /// Lets `GET /batches` list nothing, as for a while after a submission.
    package func setListOfBatches(isEmpty: Bool) {
        state.setListOfBatches(isEmpty: isEmpty)
    }

    /// How many batches have been accepted of a model, as it was named.
    package func batchCount(of model: String) -> Int {
        state.batches.count { $0.model == model }
    }

    /// The names of all requests in the batches that were accepted.
    package var batchedRequests: [String] { state.batches.flatMap(\.customIDs) }

    /// Forgets all batches.
    package func forgetBatches() {
        for batch in state.batches { state.removeBatch(batch.id) }
    }

    /// The USD that all batches have cost that are over.
    package var chargedByBatches: Decimal {
        state.batches.filter(\.isCharged).reduce(0) { $0 + $1.cost }
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
            // The terminal and standard output belong to the program that runs the simulator.
            logger: Logger(label: "muster.simulator") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}

/// The reasons why a simulator cannot run.
package enum SimulatorError: Error, Equatable, CustomStringConvertible {
    /// The port is not available, most often because another program has it.
    case notListening(port: Int, reason: String)

    /// One sentence for users.
    package var description: String {
        switch self {
        case .notListening(let port, let reason) where reason.contains("already in use"):
            "port \(port) is already in use; choose another with --port"
        case .notListening(let port, let reason):
            "The simulator cannot listen on 127.0.0.1:\(port): \(reason)"
        }
    }
}
