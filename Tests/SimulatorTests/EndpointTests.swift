import Foundation
import OpenRouterSimulator
import Testing

/// What a list says of each endpoint, and to whom.
@Suite(.timeLimit(.minutes(30)))
struct EndpointTests {
    private let id = "mistralai/mistral-nemo"

    @Test func scriptedEndpointsAreListedAsTheyAre() async throws {
        let scripted = SimulatedEndpoint(
            provider: "Novita",
            tag: "novita/bf16",
            quantization: nil,
            status: nil,
            uptime: 97.5,
            supportedParameters: ["max_tokens"],
            maxCompletionTokens: 1_000,
            maxPromptTokens: 2_000,
            contextLength: 3_000,
            priceFactor: 2,
            discount: 0.25,
            caches: true
        )
        let plain = SimulatedEndpoint(provider: "Chutes", tag: "chutes/fp8", quantization: "fp8")
        let list = try await endpoints(.endpoints([scripted, plain]), key: "sk-any")
        try #require(list.count == 2)
        #expect(list[0]["provider_name"] as? String == "Novita")
        #expect(list[0]["tag"] as? String == "novita/bf16")
        #expect(list[0]["quantization"] is NSNull)
        #expect(list[0]["status"] == nil)
        #expect(list[0]["uptime_last_1d"] as? Double == 97.5)
        #expect(list[0]["supported_parameters"] as? [String] == ["max_tokens"])
        #expect(list[0]["max_completion_tokens"] as? Int == 1_000)
        #expect(list[0]["max_prompt_tokens"] as? Int == 2_000)
        #expect(list[0]["context_length"] as? Int == 3_000)
        #expect(list[0]["supports_implicit_caching"] as? Bool == true)
        let pricing = try #require(list[0]["pricing"] as? [String: Any])
        #expect(pricing["prompt"] as? String == "0.00000004")
        #expect(pricing["completion"] as? String == "0.00000006")
        #expect(pricing["discount"] as? Double == 0.25)
        #expect(list[1]["quantization"] as? String == "fp8")
        #expect(list[1]["status"] as? Int == 0)
        #expect(list[1]["context_length"] as? Int == 131_072)
        #expect(list[1]["max_completion_tokens"] as? Int == 32_768)
        #expect(list[1]["max_prompt_tokens"] is NSNull)
        #expect((list[1]["supported_parameters"] as? [String])?.contains("tools") == true)
        #expect(speed(list[1], "latency") == [600, 900, 1_320, 3_840])
        #expect(speed(list[1], "throughput") == [80, 64, 48, 32])
    }

    @Test(
        arguments: [
            ("mistralai/mistral-nemo", "sk-good", true),
            ("mistralai/mistral-nemo", "sk-some", true),
            ("mistralai/mistral-nemo", "sk-bad", false), ("mistralai/mistral-nemo", nil, false),
            ("meta-llama/llama-3.1-405b:free", "sk-good", false),
        ] as [(String, String?, Bool)]
    )
    func speedIsForCustomers(id: String, key: String?, isTold: Bool) async throws {
        let configuration = SimulatorConfiguration(
            acceptedKeys: ["sk-good"],
            accounts: ["sk-some": SimulatorAccount()]
        )
        try await SimulatorServer.withServer(configuration) { server in
            let list = try await endpoints(server, id, key: key)
            #expect(!list.isEmpty)
            for endpoint in list {
                for measure in ["latency", "throughput"] {
                    let isNull = endpoint["\(measure)_last_30m"] is NSNull
                    #expect(isNull != isTold)
                    #expect(speed(endpoint, measure)?.count == (isTold ? 4 : nil))
                }
            }
        }
    }

    @Test func providersDifferInSpeed() async throws {
        let list = try await endpoints(.statuses([0, 0, 0, 0]), key: "sk-any")
        for measure in ["latency", "throughput"] {
            let medians = list.compactMap { speed($0, measure)?.first }
            #expect(Set(medians).count == 4, "\(medians)")
        }
        let again = try await endpoints(.statuses([0, 0, 0, 0]), key: "sk-any")
        #expect(list.map { speed($0, "latency") } == again.map { speed($0, "latency") })
    }

    private func speed(_ endpoint: [String: Any], _ measure: String) -> [Double]? {
        let values = endpoint["\(measure)_last_30m"] as? [String: Double]
        return values.map { values in
            ["p50", "p75", "p90", "p99"].compactMap { values[$0] }
        }
    }

    private func endpoints(
        _ script: EndpointsScript,
        key: String?
    ) async throws -> [[String: Any]] {
        try await SimulatorServer.withServer { server in
            server.setScript(ModelScript(endpoints: script), for: id)
            return try await endpoints(server, id, key: key)
        }
    }

    private func endpoints(
        _ server: SimulatorServer,
        _ id: String,
        key: String?
    ) async throws -> [[String: Any]] {
        let answer = try await get("\(server.baseURL)/models/\(id)/endpoints", key: key)
        let data = try #require(answer.json?["data"] as? [String: Any])
        return try #require(data["endpoints"] as? [[String: Any]])
    }
}
