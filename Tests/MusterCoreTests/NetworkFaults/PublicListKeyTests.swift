import MusterTestSupport
import Testing

@testable import MusterCore

/// Lists that OpenRouter gives without a key, at services that want one.
@Suite struct PublicListKeyTests {
    private static let catalog = #"{"data":[{"id":"a/b","name":"A"}]}"#

    @Test(arguments: ["401 Unauthorized", "403 Forbidden"])
    func theKeyIsSentOnceTheServiceWantsIt(status: String) async throws {
        // Without this header, the client may ask again on the connection that is about to close.
        let refusal = WireStep.answer(
            status,
            headers: ["Connection: close"],
            body: #"{"error":{"message":"no key passed in"}}"#
        )
        let scripts: [[WireStep]] = [
            [.readRequest, refusal],
            [.readRequest, .answer(body: Self.catalog)],
        ]
        try await WireServer.withServer(scripts: scripts) { server in
            try await WireClient.withClient(server.baseURL) { client in
                let fetched = try await client.client.fetchCatalog()
                #expect(fetched.rows.map(\.entry.id.rawValue) == ["a/b"])
                let requests = server.record.requests
                #expect(requests.map { $0.contains(WireClient.key) } == [false, true])
            }
        }
    }

    @Test func aListThatNeedsNoKeyGetsNone() async throws {
        try await WireServer.withServer([.readRequest, .answer(body: Self.catalog)]) { server in
            try await WireClient.withClient(server.baseURL) { client in
                _ = try await client.client.fetchCatalog()
                #expect(server.record.requests.allSatisfy { !$0.contains(WireClient.key) })
            }
        }
    }

    @Test func aRefusalWithoutAKeyIsNotTheKeys() async throws {
        let body = #"{"error":{"message":"A management key is required for this route"}}"#
        let script: [WireStep] = [.readRequest, .answer("401 Unauthorized", body: body)]
        try await WireServer.withServer(script) { server in
            let transport = HTTPTransport(
                userAgent: "muster-tests",
                connectTimeout: .seconds(1500),
                proxies: .none
            )
            let client = OpenRouterClient.live(
                baseURL: ServiceURL(stringLiteral: server.baseURL),
                transport: transport,
                limits: RequestLimits(timeout: .seconds(1500))
            ) { () throws(ServiceFailure) in nil }
            do throws(ServiceFailure) {
                _ = try await client.fetchEndpoints(ModelID(rawValue: "a/b"))
                Issue.record("it was answered")
            } catch {
                #expect(error.kind == .unauthorized)
                #expect(!error.isAboutTheKey)
                #expect(error.explanation.hasPrefix("the service wants a key"))
            }
            await transport.shutDown()
        }
    }
}
