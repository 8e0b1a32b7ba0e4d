import Foundation
import OpenRouterSimulator
import Testing

/// Which endpoint answers a chat request, and at what price.
@Suite(.timeLimit(.minutes(30)))
struct ProviderRoutingTests {
    /// A `provider` object, and the provider that must answer or the error.
    struct Wish: Sendable, CustomTestStringConvertible {
        let provider: String
        let served: String?
        let step: String?

        init(_ provider: String, _ served: String) {
            self.provider = provider
            self.served = served
            step = nil
        }

        init(_ provider: String, failsAt step: String) {
            self.provider = provider
            served = nil
            self.step = step
        }

        var testDescription: String { provider }

        static let allowed = "Filter by Allowed Providers"
        static let parameters = "Filter by Parameters"

        static let all: [Wish] = [
            Wish(#"{}"#, "Together"),
            Wish(#"{"only":["deepinfra"]}"#, "DeepInfra"),
            Wish(#"{"only":["deepinfra/fp8"]}"#, "DeepInfra"),
            Wish(#"{"only":["DEEPINFRA"]}"#, "DeepInfra"),
            Wish(#"{"only":["Google Vertex"]}"#, "Google Vertex"),
            Wish(#"{"only":["google-vertex"]}"#, "Google Vertex"),
            Wish(#"{"only":["chutes"]}"#, "Chutes"),
            Wish(#"{"only":["deepinfra/bf16"]}"#, failsAt: allowed),
            Wish(#"{"only":["openai"]}"#, failsAt: allowed),
            Wish(#"{"ignore":["together"]}"#, "DeepInfra"),
            Wish(#"{"only":["together"],"ignore":["together"]}"#, failsAt: allowed),
            Wish(#"{"order":["google-vertex","deepinfra"]}"#, "Google Vertex"),
            Wish(#"{"order":["openai"]}"#, "Together"),
            Wish(#"{"order":["chutes"]}"#, "Together"),
            Wish(#"{"order":["chutes"],"allow_fallbacks":false}"#, "Chutes"),
            Wish(#"{"order":["openai"],"allow_fallbacks":false}"#, failsAt: allowed),
            Wish(#"{"quantizations":["fp8"]}"#, "DeepInfra"),
            Wish(#"{"quantizations":["unknown"]}"#, "Google Vertex"),
            Wish(#"{"quantizations":["int4"]}"#, failsAt: parameters),
            Wish(#"{"max_price":{"prompt":0.02}}"#, "DeepInfra"),
            Wish(#"{"max_price":{"prompt":0.01}}"#, "Google Vertex"),
            Wish(#"{"max_price":{"prompt":1,"completion":"0.03"}}"#, "DeepInfra"),
            Wish(#"{"max_price":{"completion":0.01}}"#, failsAt: parameters),
        ]
    }

    private let id = "mistralai/mistral-nemo"
    /// The row costs $0.02 and $0.03 a million tokens.
    private let list = EndpointsScript.endpoints([
        SimulatedEndpoint(
            provider: "Chutes",
            tag: "chutes/fp8",
            quantization: "fp8",
            status: -2,
            priceFactor: 3
        ),
        SimulatedEndpoint(
            provider: "Together",
            tag: "together",
            quantization: "bf16",
            priceFactor: 2
        ),
        SimulatedEndpoint(provider: "DeepInfra", tag: "deepinfra/fp8", quantization: "fp8"),
        SimulatedEndpoint(
            provider: "Google Vertex",
            tag: "google-vertex",
            quantization: nil,
            status: nil,
            supportedParameters: ["max_tokens"],
            discount: 0.5
        ),
    ])

    @Test(arguments: Wish.all)
    func wishesAreFollowed(wish: Wish) async throws {
        let answer = try await SimulatorServer.withServer { server in
            server.setScript(ModelScript(endpoints: list), for: id)
            let message = #"{"role":"user","content":"Hi"}"#
            let body =
                #"{"model":"\#(id)","stream":true,"messages":[\#(message)],"#
                + #""provider":\#(wish.provider)}"#
            return try await post(server, Data(body.utf8))
        }
        #expect(answer.status == (wish.served == nil ? 404 : 200))
        #expect(answer.isDone == (wish.served != nil))
        #expect(answer.chunks.allSatisfy { $0["provider"] as? String == wish.served })
        #expect(failedStep(answer) == wish.step)
    }

    @Test func aRefusalSaysWhoIsThere() async throws {
        let answer = try await chat(ModelScript(endpoints: list), provider: ["only": ["openai"]])
        let metadata = try #require(answer.error?["metadata"] as? [String: Any])
        #expect(
            metadata["available_providers"] as? [String] == [
                "chutes", "together", "deepinfra", "google-vertex",
            ]
        )
        #expect(metadata["requested_providers"] as? [String] == ["openai"])
    }

    @Test(arguments: [
        ("together", 0.000064), ("deepinfra", 0.000032), ("google-vertex", 0.000016),
    ])
    func theEndpointsPriceIsCharged(provider: String, cost: Double) async throws {
        let script = ModelScript(endpoints: list, completion: .repeating("abc", count: 1_000))
        let prompt = String(repeating: "word", count: 93)
        let answer = try await chat(script, prompt: prompt, provider: ["only": [provider]])
        let usage = try #require(answer.chunks.last?["usage"] as? [String: Any])
        #expect(usage["cost"] as? Double == cost)
    }

    @Test func toolsNeedAnEndpointThatHasThem() async throws {
        let tool: [String: any Sendable] = ["type": "function", "function": ["name": "report"]]
        func answer(_ only: String) async throws -> Answer {
            let provider: [String: any Sendable] = ["only": [only], "require_parameters": true]
            return try await chat(
                ModelScript(endpoints: list),
                provider: provider,
                more: ["tools": [tool]]
            )
        }
        #expect(try await answer("deepinfra").status == 200)
        let refused = try await answer("google-vertex")
        #expect(refused.status == 404)
        let message = try #require(refused.error?["message"] as? String)
        #expect(message.hasPrefix("No endpoints found that support tool use."))
    }

    @Test func withoutWishesTheMainProviderAnswers() async throws {
        let usual = try await chat(ModelScript(), provider: nil)
        let broken = try await chat(
            ModelScript(endpoints: .notFound),
            provider: [:] as [String: String]
        )
        let name = try #require(usual.chunks.first?["provider"] as? String)
        #expect(broken.chunks.first?["provider"] as? String == name)
    }

    @Test(arguments: [("Chutes", "chutes/fp8", "fp8"), ("Other Host", "other host", nil)])
    func anAnswerMayDrift(name: String, tag: String, quantization: String?) async throws {
        let script = ModelScript(endpoints: list, driftsTo: name)
        for isStream in [true, false] {
            let answer = try await chat(
                script,
                provider: ["only": ["deepinfra"]],
                isStream: isStream,
                headers: ["X-OpenRouter-Metadata": "enabled"]
            )
            let last = try #require(isStream ? answer.chunks.last : answer.json)
            #expect(last["provider"] as? String == name)
            let endpoint = try #require(try metadata(last).first)
            #expect(endpoint["provider"] as? String == name)
            #expect(endpoint["tag"] as? String == tag)
            #expect(endpoint["quantization"] as? String == quantization)
            #expect(endpoint["selected"] as? Bool == true)
        }
    }

    @Test func driftDoesNotHelpARefusedRequest() async throws {
        let script = ModelScript(endpoints: list, driftsTo: "Chutes")
        #expect(try await chat(script, provider: ["only": ["openai"]]).status == 404)
    }

    @Test(arguments: UsageShape.allCases)
    func theLastChunkAloneHasTheMetadata(shape: UsageShape) async throws {
        let completion = CompletionScript.stream(StreamScript(text: "Hi", usage: shape))
        let script = ModelScript(endpoints: list, completion: completion)
        let headers = ["X-OpenRouter-Metadata": "enabled"]
        let answer = try await chat(script, provider: ["order": ["deepinfra"]], headers: headers)
        #expect(answer.chunks.count { $0["openrouter_metadata"] != nil } == 1)
        let endpoints = try metadata(try #require(answer.chunks.last))
        #expect(endpoints.map { $0["tag"] as? String } == ["deepinfra/fp8"])
    }

    @Test(arguments: [[:], ["X-OpenRouter-Metadata": "disabled"]])
    func metadataIsForThoseWhoAsk(headers: [String: String]) async throws {
        let script = ModelScript(endpoints: list)
        for isStream in [true, false] {
            let answer = try await chat(script, isStream: isStream, headers: headers)
            #expect(answer.status == 200)
            #expect(!answer.text.contains("openrouter_metadata"))
        }
    }

    private func metadata(_ answer: [String: Any]) throws -> [[String: Any]] {
        let metadata = try #require(answer["openrouter_metadata"] as? [String: Any])
        let endpoints = try #require(metadata["endpoints"] as? [String: Any])
        return try #require(endpoints["available"] as? [[String: Any]])
    }

    private func chat(
        _ script: ModelScript,
        prompt: String = "Is 97 a prime?",
        provider: (any Sendable)? = nil,
        isStream: Bool = true,
        more: [String: any Sendable] = [:],
        headers: [String: String] = [:]
    ) async throws -> Answer {
        try await SimulatorServer.withServer { server in
            server.setScript(script, for: id)
            var more = more
            more["provider"] = provider
            return try await ask(
                server,
                model: id,
                prompt: prompt,
                isStream: isStream,
                more: more,
                headers: headers
            )
        }
    }
}
