import Foundation
import OpenRouterSimulator
import Testing

/// Several accounts of one server, told apart by their keys.
@Suite(.timeLimit(.minutes(30)))
struct AccountTests {
    private let id = "mistralai/mistral-nemo"

    @Test func everyKeyHasItsOwnList() async throws {
        let narrow = SimulatorAccount(excludes: { !$0.hasPrefix("mistralai/") })
        let accounts = ["sk-narrow": narrow, "sk-wide": SimulatorAccount()]
        let configuration = SimulatorConfiguration(acceptedKeys: ["sk-plain"], accounts: accounts)
        try await SimulatorServer.withServer(configuration) { server in
            let all = SimulatorCatalog.synthetic().modelIDs
            let mistral = all.filter { $0.hasPrefix("mistralai/") }
            let lists = [("sk-narrow", mistral), ("sk-wide", all), ("sk-plain", all)]
            for (key, expected) in lists {
                let answer = try await get(server.baseURL + "/models/user", key: key)
                let rows = try #require(answer.json?["data"] as? [[String: Any]])
                #expect(rows.compactMap { $0["id"] as? String } == expected, "\(key)")
                #expect(answer.json?.count == 1)
            }
            for (key, message) in [
                (nil, "Missing Authentication header"), ("sk-other", "User not found."),
            ] as [(String?, String)] {
                let answer = try await get(server.baseURL + "/models/user", key: key)
                #expect(answer.status == 401)
                #expect(answer.error?["message"] as? String == message)
            }
        }
    }

    @Test func theListOfAKeyNeedsOneEvenIfChatDoesNot() async throws {
        try await SimulatorServer.withServer { server async throws in
            #expect(try await get(server.baseURL + "/models/user").status == 401)
            #expect(try await get(server.baseURL + "/models/user", key: "sk-any").status == 200)
        }
    }

    @Test(arguments: [RefusalKind.dataPolicy, .guardrails])
    func anExcludedModelIsRefused(kind: RefusalKind) async throws {
        let excluded = id
        let account = SimulatorAccount(excludes: { $0 == excluded }, exclusion: kind)
        let configuration = SimulatorConfiguration(accounts: ["sk-narrow": account])
        try await SimulatorServer.withServer(configuration) { server in
            let answer = try await ask(server, model: id, key: "sk-narrow")
            #expect(answer.status == 404)
            #expect(failedStep(answer) == kind.failedStep)
            #expect(try await ask(server, model: id, key: "sk-other").status == 200)
            let more = ["models": ["x-ai/grok-code-fast-1"]]
            let fallback = try await ask(server, model: id, more: more, key: "sk-narrow")
            #expect(fallback.chunks.first?["model"] as? String == "x-ai/grok-code-fast-1")
        }
    }

    @Test(arguments: ["/key", "/auth/key"])
    func theKeyTellsItsAccount(path: String) async throws {
        let account = SimulatorAccount(
            limit: Decimal(string: "0.5"),
            limitReset: "weekly",
            expiresAt: "2026-12-24T00:00:00Z",
            isFreeTier: true,
            spent: Decimal(string: "0.125") ?? 0
        )
        let configuration = SimulatorConfiguration(
            accounts: ["sk-some": account, "sk-open": SimulatorAccount()]
        )
        try await SimulatorServer.withServer(configuration) { server in
            let some = try await members(server.baseURL + path, "sk-some")
            #expect(some["limit"] as? Double == 0.5)
            #expect(some["limit_remaining"] as? Double == 0.375)
            #expect(some["limit_reset"] as? String == "weekly")
            #expect(some["usage"] as? Double == 0.125)
            #expect(some["is_free_tier"] as? Bool == true)
            #expect(some["expires_at"] as? String == "2026-12-24T00:00:00Z")
            let open = try await members(server.baseURL + path, "sk-open")
            for name in ["limit", "limit_remaining", "limit_reset", "expires_at"] {
                #expect(open[name] is NSNull, "\(name)")
            }
            #expect(open["usage"] as? Int == 0)
            let plain = try await members(server.baseURL + path, nil)
            #expect(plain["limit"] as? Int == 20)
            #expect(Set(plain.keys) == Set(some.keys))
        }
    }

    @Test(arguments: [RefusalKind.keyLimit, .budgetLimit])
    func spendingEndsAtTheLimit(refusal: RefusalKind) async throws {
        let account = SimulatorAccount(
            limit: Decimal(string: "0.00005"),
            spentRefusal: refusal
        )
        let configuration = SimulatorConfiguration(accounts: ["sk-some": account])
        try await SimulatorServer.withServer(configuration) { server in
            // 100 tokens at $0.02 and 1,000 at $0.03 a million, so 32 millionths a request.
            let prompt = String(repeating: "word", count: 93)
            server.setScript(ModelScript(completion: .repeating("abc", count: 1_000)), for: id)
            var statuses: [Int] = []
            var spent: [Decimal] = []
            for _ in 1...3 {
                let answer = try await ask(server, model: id, prompt: prompt, key: "sk-some")
                statuses.append(answer.status)
                spent.append(server.spent(by: "sk-some"))
            }
            #expect(statuses == [200, 200, refusal.status])
            #expect(spent.map(\.description) == ["0.000032", "0.000064", "0.000064"])
            let key = try await members(server.baseURL + "/key", "sk-some")
            #expect(key["limit_remaining"] as? Int == 0)
            #expect(key["usage"] as? Double == 0.000064)
            #expect(try await ask(server, model: id, key: "sk-other").status == 200)
        }
    }

    @Test func anAccountCanBeChangedWhileTheServerRuns() async throws {
        try await SimulatorServer.withServer(.init(acceptedKeys: [])) { server async throws in
            func status() async throws -> Int {
                try await ask(server, model: id, key: "sk-new").status
            }
            #expect(try await status() == 401)
            server.setAccount(SimulatorAccount(refusal: .credits), for: "sk-new")
            #expect(try await status() == 402)
            server.setAccount(SimulatorAccount(limit: 1, spent: 1), for: "sk-new")
            #expect(try await status() == 403)
            server.setAccount(SimulatorAccount(limit: 2, spent: 1), for: "sk-new")
            #expect(try await status() == 200)
            #expect(server.spent(by: "sk-new") > 1)
            server.setAccount(nil, for: "sk-new")
            #expect(try await status() == 401)
            #expect(server.spent(by: "sk-new") == 0)
        }
    }

    @Test(arguments: [
        ("restricted", "openai/gpt-4.1", 404, "No endpoints available matching your guardrail"),
        ("restricted", "~anthropic/claude-sonnet-latest", 404, "No endpoints available matching"),
        ("restricted", "mistralai/mistral-nemo", 200, nil),
        ("budget", "mistralai/mistral-nemo", 200, nil),
        ("spent", "mistralai/mistral-nemo", 403, "API key budget limit exceeded"),
        ("broke", "mistralai/mistral-nemo", 402, "This request requires more credits"),
    ])
    func theDemoHasAKeyForEveryTrouble(
        key: String,
        model: String,
        status: Int,
        message: String?
    ) async throws {
        let configuration = SimulatorConfiguration(
            accounts: SimulatorAccount.demo(today: SimulatorCatalog.referenceDay)
        )
        try await SimulatorServer.withServer(configuration) { server in
            let answer = try await ask(server, model: model, key: "sk-or-v1-demo-\(key)")
            #expect(answer.status == status)
            let words = answer.error?["message"] as? String
            #expect(message.map { words?.hasPrefix($0) == true } ?? (words == nil))
        }
    }

    private func members(_ url: String, _ key: String?) async throws -> [String: Any] {
        try #require(await get(url, key: key).json?["data"] as? [String: Any])
    }
}
