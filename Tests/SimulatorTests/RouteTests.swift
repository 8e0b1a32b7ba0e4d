import Foundation
import OpenRouterSimulator
import Testing

/// Look-ups, endpoints, the Hub, and routes that are replaced as a whole.
@Suite(.timeLimit(.minutes(30)))
struct RouteTests {
    @Test(arguments: [
        ("cohere/command-a-03-2025", "CohereLabs/c4ai-command-a-03-2025"),
        ("thudm/glm-z1-32b", "zai-org/GLM-Z1-32B-0414"),
        ("qwen/qwen3-coder", nil),
        ("qwen/qwen3-coder:free", "Qwen/Qwen3-Coder-480B-A35B-Instruct"),
        ("qwen/qwen3-coder%3Afree", "Qwen/Qwen3-Coder-480B-A35B-Instruct"),
        ("minimax/minimax-m3", "MiniMaxAI/Minimax-M3"),
        ("openai/gpt-5", nil),
    ])
    func theLookUpKnowsMoreThanTheList(id: String, repository: String?) async throws {
        try await SimulatorServer.withServer { server in
            let answer = try await get(server.baseURL + "/model/" + id)
            let data = try #require(answer.json?["data"] as? [String: Any])
            let found = data["hugging_face_id"] as? String ?? ""
            #expect(found == repository ?? "")
        }
    }

    @Test func theLookUpGivesWholeDescriptionsAndKnowsOnlyItsModels() async throws {
        try await SimulatorServer.withServer { server in
            let answer = try await get(server.baseURL + "/model/agentica-org/deepcoder-14b-preview")
            let data = try #require(answer.json?["data"] as? [String: Any])
            #expect((data["description"] as? String)?.hasSuffix("...") == false)
            #expect(try await get(server.baseURL + "/model/nobody/nothing").status == 404)
        }
    }

    @Test(arguments: [
        "agentica-org/deepcoder-14b-preview", "agentica-org/deepcoder-14b-preview:free",
        "agentica-org/deepcoder-14b-preview%3Afree",
    ])
    func aDeadModelHasNoEndpoints(id: String) async throws {
        #expect(try await endpoints(id).isEmpty)
    }

    @Test(arguments: [
        "~anthropic/claude-sonnet-latest", "%7Eanthropic/claude-sonnet-latest",
        "meta-llama/llama-3.1-405b:free", "meta-llama/llama-3.1-405b%3Afree",
    ])
    func pathsMayBeEncoded(id: String) async throws {
        #expect(try await !endpoints(id).isEmpty)
    }

    @Test func endpointsFollowTheScript() async throws {
        try await SimulatorServer.withServer { server in
            let id = "mistralai/mistral-nemo"
            let path = "\(server.baseURL)/models/\(id)/endpoints"
            server.setScript(
                ModelScript(endpoints: .statuses([0, -2, nil, -7], uptime: nil)),
                for: id
            )
            let data = try await get(path).json?["data"] as? [String: Any]
            let list = try #require(data?["endpoints"] as? [[String: Any]])
            #expect(list.map { $0["status"] as? Int } == [0, -2, nil, -7])
            #expect(list.allSatisfy { $0["uptime_last_30m"] is NSNull })
            #expect(list.allSatisfy { $0["provider_name"] is String && $0["tag"] is String })
            server.setScript(ModelScript(endpoints: .notFound), for: id)
            #expect(try await get(path).status == 404)
            server.setScript(ModelScript(endpoints: .answer(.html(status: 503))), for: id)
            #expect(try await get(path).status == 503)
            #expect(try await get("\(server.baseURL)/models/a/b/endpoints").status == 404)
        }
    }

    @Test(arguments: [
        ("MiniMaxAI/Minimax-M3", 200, "MiniMaxAI/MiniMax-M3"),
        ("minimaxai/minimax-m3", 200, "MiniMaxAI/MiniMax-M3"),
        ("meta-llama/llama-3.1-405B", 200, "meta-llama/llama-3.1-405B"),
        ("thedrummer/cydonia-24b-v4.1", 200, "TheDrummer/Cydonia-24B-v4.1"),
        ("cognitivecomputations/Dolphin3.0-Mistral-24B", 200, "dphn/Dolphin3.0-Mistral-24B"),
        ("CohereLabs/c4ai-command-a-03-2025", 200, "CohereLabs/c4ai-command-a-03-2025"),
        ("microsoft/WizardLM-2-8x22B", 401, nil),
        ("nobody/nothing", 401, nil),
    ])
    func theHubIgnoresCaseAndGivesItsOwn(name: String, status: Int, id: String?) async throws {
        try await SimulatorServer.withServer { server in
            let answer = try await get("\(server.hubURL)/api/models/\(name)")
            #expect(answer.status == status)
            #expect(answer.json?["id"] as? String == id)
            if status == 401 {
                #expect(answer.json?["error"] as? String == "Invalid username or password.")
            }
        }
    }

    @Test(arguments: ["/", "/api/v1", "/api/v1/nothing", "/api/v1/models/a", "/api/models/a"])
    func everythingElseIsNotFound(path: String) async throws {
        try await SimulatorServer.withServer { server in
            let answer = try await get(server.hubURL + path)
            #expect(answer.text == #"{"error":{"message":"Not Found","code":404}}"#)
            #expect(answer.status == 404)
        }
    }

    @Test func aRouteCanBeReplaced() async throws {
        try await SimulatorServer.withServer { server async throws in
            let path = "/api/v1/models"
            server.setRoute(.html(status: 503), for: path)
            #expect(try await get(server.hubURL + path).status == 503)
            server.setRoute(.json(#"{"data":[]}"#), for: path)
            #expect(try await get(server.hubURL + path).text == #"{"data":[]}"#)
            #expect(try await get(server.hubURL + path + "?limit=5").text == #"{"data":[]}"#)
            server.setRoute(nil, for: path)
            #expect(try await get(server.hubURL + path).text.count > 100_000)
        }
    }

    @Test(arguments: [0, 1, 1_000])
    func aBodyCanBeCut(bytes: Int) async throws {
        try await SimulatorServer.withServer { server in
            let body = Data(repeating: 0x20, count: 5_000)
            server.setRoute(ScriptedAnswer(body: body, cutAfterBytes: bytes), for: "/api/v1/models")
            let answer = try await get(server.baseURL + "/models")
            #expect(answer.failure != nil)
            #expect(answer.body.count == bytes)
        }
    }

    @Test func latencyAndDelayAreWaitedFor() async throws {
        let clock = ContinuousClock()
        let configuration = SimulatorConfiguration(latency: .milliseconds(60))
        try await SimulatorServer.withServer(configuration) { server async throws in
            server.setRoute(ScriptedAnswer(delay: .milliseconds(60)), for: "/slow")
            let start = clock.now
            #expect(try await get(server.hubURL + "/slow").status == 200)
            #expect(clock.now - start >= .milliseconds(120))
        }
    }

    private func endpoints(_ id: String) async throws -> [[String: Any]] {
        try await SimulatorServer.withServer { server in
            let answer = try await get("\(server.baseURL)/models/\(id)/endpoints")
            let data = try #require(answer.json?["data"] as? [String: Any])
            return try #require(data["endpoints"] as? [[String: Any]])
        }
    }
}
