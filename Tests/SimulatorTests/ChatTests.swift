import Foundation
import OpenRouterSimulator
import Testing

/// Which spelling is answered how, and what a request has to have.
@Suite(.timeLimit(.minutes(30)))
struct ChatTests {
    /// One spelling and what it must come to; `message` is compared when it is an error.
    struct Spelling: Sendable, CustomTestStringConvertible {
        let model: String
        let status: Int
        let message: String?

        init(_ model: String, _ status: Int, _ message: String? = nil) {
            self.model = model
            self.status = status
            self.message = message
        }

        var testDescription: String { model }
    }

    @Test(arguments: [
        Spelling("x-ai/grok-code-fast-1", 200),
        Spelling("mistralai/mistral-nemo", 200),
        Spelling(
            "mistralai/Mistral-Nemo-Instruct-2407",
            400,
            "mistralai/Mistral-Nemo-Instruct-2407 is not a valid model ID"
        ),
        Spelling(
            "mistralai/Mistral-Nemo",
            400,
            "mistralai/Mistral-Nemo is not a valid model ID"
        ),
        Spelling("meta-llama/llama-3.1-405B", 200),
        Spelling("meta-llama/llama-3.1-405b", 404, "Provider returned error"),
        Spelling("meta-llama/llama-3.1-405B:free", 200),
        Spelling("meta-llama/llama-3.1-405b:free", 404, "Provider returned error"),
        Spelling(
            "agentica-org/deepcoder-14b-preview",
            404,
            "No endpoints found for agentica-org/deepcoder-14b-preview."
        ),
        Spelling(
            "agentica-org/DeepCoder-14B-Preview",
            404,
            "No endpoints found for agentica-org/DeepCoder-14B-Preview."
        ),
        Spelling(
            "agentica-org/deepcoder-14b-preview:free",
            404,
            "No endpoints found for agentica-org/deepcoder-14b-preview:free."
        ),
        Spelling("nobody/nothing", 400, "nobody/nothing is not a valid model ID"),
        Spelling("openrouter/auto", 200),
        Spelling("mistralai/mistral-nemo:nitro", 200),
        Spelling("mistralai/mistral-nemo:floor", 200),
        Spelling("mistralai/mistral-nemo:online", 200),
        Spelling(
            "mistralai/mistral-nemo:batch",
            400,
            "mistralai/mistral-nemo:batch is not a valid model ID"
        ),
    ])
    func spellings(spelling: Spelling) async throws {
        try await SimulatorServer.withServer { server in
            let answer = try await ask(server, model: spelling.model)
            #expect(answer.status == spelling.status)
            #expect(answer.error?["message"] as? String == spelling.message)
            if spelling.status == 200 {
                #expect(answer.isDone)
            } else {
                #expect(answer.error?["code"] as? Int == spelling.status)
            }
        }
    }

    @Test func aProvidersNoIsRelayedWithItsWords() async throws {
        try await SimulatorServer.withServer { server in
            let answer = try await ask(server, model: "meta-llama/llama-3.1-405b")
            let metadata = try #require(answer.error?["metadata"] as? [String: Any])
            #expect(metadata["provider_name"] is String)
            #expect((metadata["raw"] as? String)?.contains("meta-llama/llama-3.1-405b") == true)
        }
    }

    @Test(arguments: AcceptedSpelling.allCases)
    func scriptsSayWhichSpellingIsAccepted(accepts: AcceptedSpelling) async throws {
        try await SimulatorServer.withServer { server in
            server.setScript(ModelScript(accepts: accepts), for: "mistralai/mistral-nemo")
            let listed = try await ask(server, model: "mistralai/mistral-nemo")
            let cased = try await ask(server, model: "mistralai/Mistral-Nemo-Instruct-2407")
            #expect((listed.status == 200) == [.catalogID, .any].contains(accepts))
            #expect((cased.status == 200) == [.casedID, .any].contains(accepts))
        }
    }

    @Test func caseIsIgnoredOnRequest() async throws {
        try await SimulatorServer.withServer(.init(isCaseExact: false)) { server in
            for model in ["MistralAI/Mistral-NEMO", "meta-llama/llama-3.1-405b"] {
                #expect(try await ask(server, model: model).status == 200, "\(model)")
            }
            let answer = try await ask(server, model: "mistralai/mistral-nemo-instruct-2407")
            #expect(answer.status == 400)
        }
    }

    @Test(arguments: [
        ("not JSON", "Invalid JSON in request body"),
        ("[1]", "Invalid JSON in request body"),
        (#"{"model":"mistralai/mistral-nemo"}"#, "Input must have at least 1 message."),
        (
            #"{"model":"mistralai/mistral-nemo","messages":[]}"#,
            "Input must have at least 1 message."
        ),
        (#"{"messages":[{"role":"user","content":"Hi"}]}"#, "No models provided"),
    ])
    func badRequestsAreRefused(body: String, message: String) async throws {
        try await SimulatorServer.withServer { server in
            let answer = try await post(server, Data(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.error?["message"] as? String == message)
        }
    }

    @Test func modelsAreTriedInOrder() async throws {
        try await SimulatorServer.withServer { server in
            let more: [String: any Sendable] = [
                "models": ["agentica-org/deepcoder-14b-preview", "mistralai/mistral-nemo"]
            ]
            let answer = try await ask(server, model: "nobody/nothing", more: more)
            #expect(answer.status == 200)
            #expect(answer.chunks.first?["model"] as? String == "mistralai/mistral-nemo")
        }
    }

    @Test func keysAreChecked() async throws {
        let configuration = SimulatorConfiguration(acceptedKeys: ["sk-good"])
        try await SimulatorServer.withServer(configuration) { server in
            for (key, status, message) in [
                (nil, 401, "Missing Authentication header"), ("sk-bad", 401, "User not found."),
                ("sk-good", 200, nil),
            ] as [(String?, Int, String?)] {
                let chat = try await ask(server, model: "mistralai/mistral-nemo", key: key)
                #expect(chat.status == status)
                #expect(chat.error?["message"] as? String == message)
                #expect(chat.json?["user_id"] == nil)
                for path in ["/key", "/auth/key"] {
                    let answer = try await get(server.baseURL + path, key: key)
                    #expect(answer.status == status)
                    #expect(answer.error?["message"] as? String == message)
                }
            }
            #expect(try await get(server.baseURL + "/models").status == 200)
        }
    }

    @Test func sequencesAdvanceWithEachAttempt() async throws {
        try await SimulatorServer.withServer { server in
            let id = "mistralai/mistral-nemo"
            let script = CompletionScript.sequence([
                .refused(.upstreamRateLimit), .refused(.badGateway), .text("third time lucky"),
            ])
            for _ in 1...2 {
                server.setScript(ModelScript(completion: script), for: id)
                var statuses: [Int] = []
                for _ in 1...4 { statuses.append(try await ask(server, model: id).status) }
                #expect(statuses == [429, 502, 200, 200])
            }
            server.setScript(nil, for: id)
            #expect(try await ask(server, model: id).status == 200)
        }
    }
}
