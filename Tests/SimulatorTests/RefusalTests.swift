import Foundation
import OpenRouterSimulator
import Testing

/// Errors before the stream, in every shape that was recorded or reported.
@Suite(.timeLimit(.minutes(30)))
struct RefusalTests {
    private let id = "mistralai/mistral-nemo"

    @Test(arguments: RefusalKind.allCases)
    func everyKindHasItsStatusAndShape(kind: RefusalKind) async throws {
        let answer = try await refusal(CompletionRefusal(kind))
        #expect(answer.status == kind.status)
        #expect(answer.headers["content-type"] == "application/json")
        #expect(answer.error?["code"] as? Int == (kind == .errorInSuccess ? 502 : kind.status))
        #expect((answer.error?["message"] as? String)?.isEmpty == false)
        #expect((answer.json?["user_id"] != nil) == (kind.status != 401))
        #expect(answer.headers["retry-after"] == nil)
        #expect(answer.headers["x-generation-id"] == nil)
    }

    @Test func userIDCanBeLeftOut() async throws {
        let answer = try await refusal(CompletionRefusal(.badGateway, hasUserID: false))
        #expect(answer.json?["user_id"] == nil)
    }

    @Test(arguments: RawShape.allCases)
    func aProvidersWordsComeInManyShapes(shape: RawShape) async throws {
        let answer = try await refusal(CompletionRefusal(.upstreamRateLimit, raw: shape))
        let metadata = try #require(answer.error?["metadata"] as? [String: Any])
        let raw = metadata["raw"]
        switch shape {
        case .text: #expect((raw as? String)?.contains("rate-limited upstream") == true)
        case .jsonString: #expect((raw as? String)?.hasPrefix("{") == true)
        case .object: #expect(raw is [String: Any])
        case .event: #expect((raw as? String)?.hasPrefix("data: {") == true)
        case .null: #expect(raw is NSNull)
        case .absent: #expect(raw == nil)
        }
        #expect(metadata["limit_source"] as? String == "upstream_provider_shared_pool")
    }

    @Test(arguments: [RefusalKind.freeDailyLimit, .freeMinuteLimit])
    func quotasSayWhenTheyEnd(kind: RefusalKind) async throws {
        let refusal = CompletionRefusal(kind, resetMilliseconds: 1_789_257_600_000)
        let answer = try await self.refusal(refusal)
        let metadata = try #require(answer.error?["metadata"] as? [String: Any])
        let headers = try #require(metadata["headers"] as? [String: String])
        #expect(headers["X-RateLimit-Reset"] == "1789257600000")
        #expect(metadata["provider_name"] is NSNull)
        #expect((metadata["limit_source"] as? String)?.hasPrefix("openrouter_free") == true)
    }

    @Test func retryAfterAndHTMLArePossible() async throws {
        let date = "Sun, 22 Nov 2026 17:00:00 GMT"
        let html = try await refusal(
            CompletionRefusal(.gatewayTimeout, retryAfter: date, isHTML: true)
        )
        #expect(html.status == 524)
        #expect(html.headers["retry-after"] == date)
        #expect(html.headers["content-type"] == "text/html; charset=UTF-8")
        #expect(html.text.contains("<html"))
    }

    private func refusal(_ refusal: CompletionRefusal) async throws -> Answer {
        try await SimulatorServer.withServer { server in
            server.setScript(ModelScript(completion: .refusal(refusal)), for: id)
            return try await ask(server, model: id)
        }
    }
}
