import AsyncHTTPClient
import Foundation
import NIOCore
import OpenRouterSimulator
import Testing

/// The server begins, serves and ends with the body of `withServer`.
@Suite(.timeLimit(.minutes(30)))
struct ServerLifeTests {
    @Test func addressesAreThoseOfTheRunningServer() async throws {
        try await SimulatorServer.withServer { server in
            #expect(server.hubURL.hasPrefix("http://127.0.0.1:"))
            #expect(server.baseURL == server.hubURL + "/api/v1")
            let answer = try await get(server.baseURL + "/models/count")
            #expect(answer.status == 200)
        }
    }

    @Test func theErrorOfTheBodyIsThrown() async throws {
        struct Failure: Error {}
        await #expect(throws: Failure.self) {
            try await SimulatorServer.withServer { _ in throw Failure() }
        }
    }

    @Test func aTakenPortIsReported() async throws {
        try await SimulatorServer.withServer { server in
            let port = try #require(server.hubURL.split(separator: ":").last.flatMap { Int($0) })
            await #expect(throws: SimulatorError.self) {
                try await SimulatorServer.withServer(.init(port: port)) { _ in }
            }
        }
    }

    // Without care for open answers it would take for ever; the limit is for a busy machine.
    @Test(.timeLimit(.minutes(30)), arguments: OpenScript.allCases)
    func shutdownDoesNotWaitForOpenAnswers(script: OpenScript) async throws {
        try await SimulatorServer.withServer { server in
            server.setScript(ModelScript(completion: script.completion), for: modelID)
            let opened = try await open(server, model: modelID, isAnswered: script != .silence)
            withExtendedLifetime(opened) {}
        }
    }

    @Test(arguments: OpenScript.allCases)
    func aClientThatGoesEndsTheAnswer(script: OpenScript) async throws {
        try await SimulatorServer.withServer { server in
            server.setScript(ModelScript(completion: script.completion), for: modelID)
            let opened = try await open(server, model: modelID, isAnswered: script != .silence)
            opened.cancel()
            #expect(await server.openAnswers.waitUntilNone())
        }
    }

    @Test func aCancelledBodyEndsTheServer() async throws {
        let (asked, continuation) = AsyncStream<Void>.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        let task = Task {
            try await SimulatorServer.withServer { server in
                server.setScript(ModelScript(completion: .endless), for: modelID)
                let opened = try await open(server, model: modelID, isAnswered: true)
                continuation.yield()
                await opened.value
                try Task.checkCancellation()
            }
        }
        for await _ in asked { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// A healthy model of the synthetic catalog.
    private let modelID = "mistralai/mistral-nemo"

    /// The scripts that never end by themselves.
    enum OpenScript: CaseIterable {
        case endless
        case stalled
        case silent
        case silence

        var completion: CompletionScript {
            switch self {
            case .endless: .endless
            case .stalled: .stalled
            case .silent: .stream(StreamScript(ending: .silent()))
            case .silence: .silence
            }
        }
    }
}
