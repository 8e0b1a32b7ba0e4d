import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct TransportTests {
    @Test func aRedirectToAnotherHostIsNotFollowed() async throws {
        try await SimulatorServer.withServer { other in
            try await SimulatedService.withService { service in
                for status in [301, 302, 307, 308] {
                    service.server.setRoute(
                        Self.redirect("\(other.baseURL)/models", status: status),
                        for: "/api/v1/models"
                    )
                    await expectFailure(.redirect) {
                        try await service.client.fetchCatalog()
                    }
                }
            }
            #expect(other.log.count == 0)
        }
    }

    @Test func aRedirectedPromptAndKeyGoNowhere() async throws {
        try await SimulatorServer.withServer { other in
            try await SimulatedService.withService { service in
                let location = "\(other.baseURL)/chat/completions"
                service.server.setRoute(
                    Self.redirect(location, status: 307),
                    for: "/api/v1/chat/completions"
                )
                await expectFailure(.redirect) {
                    try await service.client.complete(Self.request("x-ai/grok-code-fast-1")) { _ in
                    }
                }
                #expect(service.server.log.count == 1)
            }
            #expect(other.log.count == 0)
        }
    }

    @Test func aRedirectOnTheSameHostIsFollowed() async throws {
        try await SimulatedService.withService { service in
            service.server.setRoute(
                Self.redirect("/api/v1/list", status: 308),
                for: "/api/v1/models"
            )
            service.server.setRoute(.json(#"{"data":[{"id":"a/b"}]}"#), for: "/api/v1/list")
            let catalog = try await service.client.fetchCatalog()
            #expect(catalog.rows.map(\.entry.id.rawValue) == ["a/b"])
        }
    }

    @Test func redirectsWithoutEndAreGivenUp() async throws {
        try await SimulatedService.withService { service in
            service.server.setRoute(
                Self.redirect("/api/v1/models", status: 302),
                for: "/api/v1/models"
            )
            await expectFailure(.redirect) { try await service.client.fetchCatalog() }
            #expect(service.server.log.count == 4)
        }
    }

    @Test func theKeyGoesOnlyWhereItIsNeeded() async throws {
        try await SimulatedService.withService { service in
            let (client, log) = (service.client, service.server.log)
            let id = ModelID(rawValue: "mistralai/mistral-nemo")
            _ = try await client.fetchCatalog()
            _ = try await client.lookUp(id)
            _ = try await client.fetchEndpoints(id)
            _ = try await service.hub.canonicalID(HuggingFaceID(rawValue: "mallory/TrustMe-7B"))
            #expect(log.count == 4)
            // An endpoints list tells more with it.
            #expect(
                log.entries.map { $0.headers["authorization"] != nil } == [
                    false, false, true, false,
                ]
            )
            _ = try await client.fetchKeyStatus()
            try await client.complete(Self.request(id.rawValue)) { _ in }
            #expect(
                log.entries.suffix(2).map(\.bearerKey) == [
                    SimulatedService.key, SimulatedService.key,
                ]
            )
            #expect(log.entries.allSatisfy { $0.headers["user-agent"] == "muster-tests" })
            #expect(log.entries.allSatisfy { !$0.bodyText.contains(SimulatedService.key) })
        }
    }

    /// 0.0.0.0 leads to this machine, but by the rule it is a host like any other.
    @Test func theKeyIsNotSentWithoutTLSToAnotherMachine() async throws {
        try await SimulatedService.withService { service in
            let baseURL = service.server.baseURL.replacing("127.0.0.1", with: "0.0.0.0")
            let key = try #require(APIKey(SimulatedService.key))
            let client = OpenRouterClient.live(
                baseURL: ServiceURL(stringLiteral: baseURL),
                transport: service.transport,
                limits: RequestLimits(timeout: .seconds(1500))
            ) {
                () throws(ServiceFailure) in key
            }
            await expectFailure(.noKey) { try await client.fetchKeyStatus() }
            await expectFailure(.noKey) {
                try await client.complete(Self.request("a/b")) { _ in }
            }
            #expect(service.server.log.count == 0)
            // Without the key there is nothing to keep.
            #expect(try await client.fetchCatalog().rows.count == 340)
        }
    }

    @Test func aMissingKeyIsNotedBeforeAnyRequest() async throws {
        try await SimulatedService.withService(key: nil) { service in
            await expectFailure(.noKey) { try await service.client.fetchKeyStatus() }
            let baseURL = service.server.baseURL.replacing("127.0.0.1", with: "0.0.0.0")
            let client = OpenRouterClient.live(
                baseURL: ServiceURL(stringLiteral: baseURL),
                transport: service.transport,
                limits: RequestLimits(timeout: .seconds(1500))
            ) {
                () throws(ServiceFailure) in nil
            }
            await expectFailure(.noKey) {
                try await client.complete(Self.request("a/b")) { _ in }
            }
            #expect(service.server.log.count == 0)
            // A server on this machine may well want none.
            try await service.client.complete(Self.request("mistralai/mistral-nemo")) { _ in }
            #expect(service.server.log.entries.first?.headers["authorization"] == nil)
        }
    }

    @Test func anAnswerBeyondItsLimitIsRefused() async throws {
        try await SimulatedService.withService { service in
            let large = ScriptedAnswer(body: Data(repeating: 0x20, count: 2 << 20))
            service.server.setRoute(large, for: "/api/v1/model/a/b")
            await expectFailure(.tooLarge) {
                try await service.client.lookUp(ModelID(rawValue: "a/b"))
            }
        }
    }

    @Test func aServerThatIsNotThereIsAConnectionFailure() async throws {
        // Another server may soon have the port of one that has ended; nobody has this one.
        let baseURL = "http://127.0.0.1:1/api/v1"
        let transport = HTTPTransport(userAgent: "muster-tests", connectTimeout: .seconds(1500))
        let client = OpenRouterClient.live(
            baseURL: ServiceURL(stringLiteral: baseURL),
            transport: transport,
            limits: RequestLimits(timeout: .seconds(1500))
        ) {
            () throws(ServiceFailure) in nil
        }
        await expectFailure(.connection) { try await client.fetchCatalog() }
        await transport.shutDown()
    }

    /// NIO ends the process when a server drops a connection that it has not begun to handle.
    @Test func connectionsMayComeWhileASimulatorStops() async throws {
        let transport = HTTPTransport(userAgent: "muster-tests", connectTimeout: .seconds(1500))
        for round in 0..<100 {
            try await withThrowingDiscardingTaskGroup { group in
                try await SimulatorServer.withServer { server in
                    let client = OpenRouterClient.live(
                        baseURL: ServiceURL(stringLiteral: server.baseURL),
                        transport: transport,
                        limits: RequestLimits(timeout: .seconds(1500))
                    ) { () throws(ServiceFailure) in nil }
                    for _ in 0..<4 {
                        group.addTask { _ = try? await client.lookUp(ModelID(rawValue: "a/b")) }
                    }
                    for _ in 0..<(round % 40) { await Task.yield() }
                }
            }
        }
        await transport.shutDown()
    }

    @Test func anAnswerThatDoesNotComeInTimeIsATimeout() async throws {
        try await SimulatedService.withService { service in
            service.server.setScript(
                ModelScript(completion: .silence),
                for: "mistralai/mistral-nemo"
            )
            var request = Self.request("mistralai/mistral-nemo")
            request.timeout = .milliseconds(50)
            await expectFailure(.timeout) {
                try await service.client.complete(request) { _ in }
            }
            await service.server.openAnswers.waitUntilNone()
        }
    }

    private static func request(_ model: String) -> CompletionRequest {
        CompletionRequest(model: Route(rawValue: model), prompt: "Say hello.", maxTokens: 8)
    }

    private static func redirect(_ location: String, status: Int) -> ScriptedAnswer {
        ScriptedAnswer(status: status, headers: ["Location": location])
    }
}
