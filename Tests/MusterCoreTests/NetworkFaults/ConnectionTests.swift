import AsyncHTTPClient
import Foundation
import MusterTestSupport
import NIOCore
import Testing

@testable import MusterCore

/// Connections of a kind of their own: IPv6, large prompts, cancelled waits.
@Suite(.timeLimit(.minutes(30)))
struct ConnectionTests {
    /// 4 MiB: more than the buffers between two programs take.
    private static let largePrompt = String(repeating: "abcdefg ", count: 1 << 19)
    private static let hasIPv6 = FileManager.default.fileExists(atPath: "/proc/net/if_inet6")

    @Test(.enabled(if: hasIPv6, "this machine has no IPv6"), arguments: WireCall.allCases)
    func theLoopbackOfIPv6NeedsNoTLS(call: WireCall) async throws {
        let good = WireStep.answer(headers: [call.contentType], body: call.goodBody)
        try await WireServer.withServer(host: "::1", [.readRequest, good, .wait]) { server in
            #expect(server.baseURL.hasPrefix("http://[::1]:"))
            let outcome = await WireClient.withClient(server.baseURL) { await $0.outcome(of: call) }
            #expect(outcome == .success(call.goodValue))
            #expect(server.record.mentions("Host: [::1]:\(server.port)"))
            #expect(server.record.mentions(WireClient.key) == call.hasKey)
        }
    }

    @Test(.enabled(if: hasIPv6, "this machine has no IPv6"))
    func aRefusalOnIPv6NamesTheAddress() async throws {
        let outcome = await WireClient.withClient("http://[::1]:1/api/v1") {
            await $0.outcome(of: .catalog)
        }
        expect(outcome, failsAs: .connection, saying: "[::1]:1 refused the connection")
    }

    /// The server goes in the middle of a prompt: that is a failure, and no signal ends the program.
    @Test(arguments: [WireStep.close, .reset])
    func aServerThatGoesWhileAPromptIsSentIsTold(end: WireStep) async throws {
        try await WireServer.withServer([.read(1000), end]) { server in
            await WireClient.withClient(server.baseURL) { client in
                for _ in 0..<8 {
                    let outcome = await client.outcome(of: .completion, prompt: Self.largePrompt)
                    expect(outcome, failsAs: .connection, saying: "closed the connection")
                }
            }
            #expect(server.record.connections == 8)
        }
    }

    /// Some servers refuse a prompt before they have read it.
    @Test func anAnswerThatComesBeforeTheWholePromptIsRead() async throws {
        let body = #"{"error":{"code":413,"message":"Too long for me"}}"#
        try await WireServer.withServer(
            [.read(1000), .answer("413 Payload Too Large", body: body), .wait]
        ) { server in
            let outcome = await WireClient.withClient(server.baseURL) {
                await $0.outcome(of: .completion, prompt: Self.largePrompt)
            }
            expect(outcome, failsAs: .badRequest, saying: "Too long for me")
        }
    }

    @Test func asManyAnswersAreOpenAtOnceAsWereAskedFor() async throws {
        let count = 100
        try await WireServer.withServer([.readRequest, .wait]) { server in
            await WireClient.withClient(server.baseURL) { client in
                let client = client.client
                let tasks = (0..<count).map { _ in
                    Task { () async throws -> String in
                        try await WireCall.completion.perform(client)
                    }
                }
                while server.record.requests.count < count { await Task.yield() }
                for task in tasks { task.cancel() }
                for task in tasks { _ = await task.result }
            }
        }
    }

    @Test(arguments: [("https://openrouter.ai/api/v1", 100...100), ("http://[::1]:80", 101...1024)])
    func withTLSThereAreFewerConnections(url: String, limit: ClosedRange<Int>) {
        #expect(limit.contains(HTTPTransportRequest.connectionLimit(of: url)))
    }

    @Test func aRequestOutwaitsAFullPool() async throws {
        var tries = 0
        var waits = 0
        let deadline = NIODeadline.now() + .hours(1)
        let answer = try await HTTPTransport.outwaitingPool(until: deadline) {
            tries += 1
            guard tries == 3 else { throw HTTPClientError.getConnectionFromPoolTimeout }
            return "an answer"
        } whileQueued: {
            waits += 1
        }
        #expect(answer == "an answer")
        #expect(waits == 2)
        await #expect(throws: HTTPClientError.getConnectionFromPoolTimeout) {
            try await HTTPTransport.outwaitingPool(until: .now()) {
                throw HTTPClientError.getConnectionFromPoolTimeout
            } whileQueued: {
            }
        }
        await #expect(throws: HTTPClientError.connectTimeout) {
            try await HTTPTransport.outwaitingPool(until: deadline) {
                throw HTTPClientError.connectTimeout
            } whileQueued: {
            }
        }
    }

    @Test(arguments: WireCall.allCases)
    func waitingEndsWhenItIsCancelled(call: WireCall) async throws {
        try await WireServer.withServer([.readRequest, .wait]) { server in
            await WireClient.withClient(server.baseURL) { client in
                let client = client.client
                let task = Task { () async throws -> String in try await call.perform(client) }
                while server.record.requests.isEmpty { await Task.yield() }
                task.cancel()
                let error = await #expect(throws: ServiceFailure.self) { try await task.value }
                #expect(error?.kind == .cancelled)
            }
            // The connection goes with the request.
            while server.record.hangUps == 0 { await Task.yield() }
        }
    }
}
