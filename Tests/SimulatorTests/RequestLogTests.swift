import Foundation
import OpenRouterSimulator
import Testing

/// What the log keeps of requests.
@Suite(.timeLimit(.minutes(30)))
struct RequestLogTests {
    @Test func requestsAreLoggedInOrder() async throws {
        try await SimulatorServer.withServer { server in
            _ = try await get(server.baseURL + "/models?limit=5", key: "sk-test")
            _ = try await ask(server, model: "nobody/nothing", prompt: "Hällo")
            let entries = server.log.entries
            #expect(entries.map(\.method) == ["GET", "POST"])
            #expect(entries.map(\.path) == ["/api/v1/models", "/api/v1/chat/completions"])
            #expect(entries.map(\.query) == ["limit=5", nil])
            #expect(entries.map(\.model) == [nil, "nobody/nothing"])
            #expect(entries.map(\.bearerKey) == ["sk-test", nil])
            #expect(entries.last?.headers["content-type"] == "application/json")
            #expect(entries.last?.bodyText.contains("Hällo") == true)
        }
    }

    @Test func attemptsAreCountedBySpelling() async throws {
        try await SimulatorServer.withServer { server in
            for _ in 1...3 { _ = try await ask(server, model: "mistralai/mistral-nemo") }
            _ = try await ask(server, model: "mistralai/Mistral-Nemo-Instruct-2407")
            #expect(server.log.count == 4)
            #expect(server.log.count(model: "mistralai/mistral-nemo") == 3)
            #expect(server.log.count(model: "mistralai/Mistral-Nemo-Instruct-2407") == 1)
            #expect(server.log.count(path: "/api/v1/chat/completions") == 4)
            server.log.removeAll()
            #expect(server.log.entries.isEmpty)
        }
    }

    @Test func replacedRoutesAreLoggedToo() async throws {
        try await SimulatorServer.withServer { server async throws in
            server.setRoute(.error("Down", status: 503), for: "/api/v1/chat/completions")
            #expect(try await ask(server, model: "mistralai/mistral-nemo").status == 503)
            #expect(server.log.count(model: "mistralai/mistral-nemo") == 1)
        }
    }
}
