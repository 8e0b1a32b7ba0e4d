import Foundation
import OpenRouterSimulator
import Testing

/// The errors of the routing and of the key, word for word.
@Suite(.timeLimit(.minutes(30)))
struct RoutingRefusalTests {
    private let id = "mistralai/mistral-nemo"

    @Test(
        arguments: [
            (
                RefusalKind.dataPolicy, 404,
                "No endpoints available matching your guardrail restrictions and data policy. "
                    + "Configure: https://openrouter.ai/settings/privacy",
                "Filter by Data Policy"
            ),
            (
                .allowedProviders, 404,
                "No allowed providers are available for the selected model.",
                "Filter by Allowed Providers"
            ),
            (
                .guardrails, 404, "No endpoints found matching your guardrail restrictions.",
                "Filter by Guardrails"
            ),
            (
                .toolStep, 404, "No endpoints found that support tool use.",
                "Filter by Tool Compatibility"
            ),
            (
                .constraints, 404, "No endpoints found matching the requested constraints.",
                "Filter by Parameters"
            ),
            (
                .batchOnly, 404,
                "This model is only available through the Batch API. Use the /api/beta/batches "
                    + "endpoint instead.",
                "Filter Batch-Only Endpoints"
            ),
            (
                .agenticHarness, 403,
                "mistralai/mistral-nemo is only available on agentic harnesses such as coding agents.",
                "Gate Free Endpoints by Agentic Harness"
            ),
            (
                .budgetLimit, 403,
                "API key budget limit exceeded (monthly limit). Contact your org admin.", nil
            ),
            (.region, 403, "Country, region, or territory not supported", nil),
        ] as [(RefusalKind, Int, String, String?)]
    )
    func refusals(kind: RefusalKind, status: Int, message: String, step: String?) async throws {
        try await SimulatorServer.withServer { server in
            server.setScript(ModelScript(completion: .refused(kind)), for: id)
            let answer = try await ask(server, model: id)
            #expect(answer.status == status)
            #expect(answer.error?["code"] as? Int == status)
            #expect(answer.error?["message"] as? String == message)
            #expect(failedStep(answer) == step)
            #expect((answer.error?["metadata"] != nil) == (step != nil))
        }
    }

    @Test func allowedProvidersSayWhoThereIs() async throws {
        try await SimulatorServer.withServer { server in
            server.setScript(ModelScript(completion: .refused(.allowedProviders)), for: id)
            let answer = try await ask(server, model: id)
            let metadata = try #require(answer.error?["metadata"] as? [String: Any])
            #expect(metadata["available_providers"] as? [String] == ["deepinfra", "novita"])
            #expect((metadata["requested_providers"] as? [Any])?.isEmpty == true)
        }
    }
}
