import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// Checks as scripts and cron see them.
@Suite(.timeLimit(.minutes(30)))
struct CheckCommandTests {
    private static let dead = "agentica-org/deepcoder-14b-preview"
    private static let keys: Set<String> = [
        "model_id", "availability", "reason", "detail", "evidence", "attempts", "latency_ms",
        "provider", "checked_at",
    ]

    /// The story that muster began with: listed, and a 404 under every spelling.
    @Test func aModelThatNobodyServesIsToldWithItsAttempts() async throws {
        try await MusterHome.withCatalog { home, server in
            func script(_ completion: CompletionScript) {
                server.setScript(ModelScript(accepts: .any, completion: completion), for: Self.dead)
            }
            script(.refused(.providerNotFound))
            let first = try await home.run("check --deep --json \(Self.dead)")
            #expect(first.status == 69)
            let result = try JSONObject(first.output)
            #expect(result.keys == Self.keys)
            #expect(result.string("availability") == "unavailable")
            #expect(result.string("reason") == "not_found")
            #expect(result.string("evidence") == "completion")
            #expect(
                result.list("attempts").compactMap { $0.string("sent_model") } == [
                    "agentica-org/DeepCoder-14B-Preview", Self.dead,
                ]
            )
            for kind in [RefusalKind.unavailable, .upstreamRateLimit] {
                script(.refused(kind))
                let again = try await home.run("check --deep --json \(Self.dead)")
                #expect(again.status == 69)
                let result = try JSONObject(again.output)
                #expect(result.string("availability") == "unavailable")
                #expect(result.string("detail")?.contains("this time:") == true)
            }
            script(.plain)
            let back = try await home.run("check --deep \(Self.dead)")
            #expect(back.status == 0)
            #expect(back.output.contains("verified"))
        }
    }

    @Test func aDryRunSendsNothingAndForetellsWhatIsSent() async throws {
        try await MusterHome.withCatalog { home, server in
            server.log.removeAll()
            let dry = try await home.run("check --deep --filter author:mistralai --dry-run --json")
            #expect(dry.status == 0)
            #expect(server.log.count == 0)
            let plan = try JSONObject(dry.output)
            let most = try #require(plan.number("max_requests"))
            let run = try await home.run("check --deep --filter author:mistralai")
            let sent = server.log.count(path: "/api/v1/chat/completions")
            #expect(sent <= most)
            #expect(sent >= (plan.number("requests") ?? 0))
            #expect(run.output.contains("requests"))
            server.log.removeAll()
            _ = try await home.run("check --deep --budget 7")
            #expect(server.log.count(path: "/api/v1/chat/completions") <= 7)
        }
    }

    @Test(
        arguments: [
            (.statuses([0, -2]), 0, "reachable"), (.statuses([-2, -2]), 0, "degraded"),
            (.empty, 69, "unavailable"), (.notFound, 69, "unavailable"),
            (.statuses([nil], uptime: nil), 0, "reachable"),
            (.answer(.html(status: 502)), 75, "unknown"),
            (.answer(.html(status: 404)), 75, "unknown"),
        ] as [(EndpointsScript, Int, String)]
    )
    func endpointsAreJudged(script: EndpointsScript, status: Int, word: String) async throws {
        try await MusterHome.withCatalog { home, server in
            server.setScript(ModelScript(endpoints: script), for: "x-ai/grok-code-fast-1")
            let check = try await home.run("check x-ai/grok-code-fast-1")
            #expect(check.status == status)
            #expect(check.output.contains(word))
            let list = try await home.run("list grok-code-fast-1 --format json")
            #expect(try JSONObject.list(list.output).first?.string("availability") == word)
            let why = try await home.run("why x-ai/grok-code-fast-1 --json")
            #expect(try JSONObject(why.output).list("evidence").count == 1)
        }
    }

    @Test func oneModelIsCheckedOnceAndNegationIsPartOfTheFilter() async throws {
        try await MusterHome.withCatalog { home, server in
            server.log.removeAll()
            let twice = try await home.run(
                "check x-ai/grok-code-fast-1 x-ai/grok-code-fast-1 X-AI/grok-code-fast-1"
            )
            #expect(twice.status == 0)
            #expect(server.log.count == 1)
            let filtered = try await home.run("check --filter -is:free --dry-run")
            #expect(filtered.status == 0)
            let none = try await home.run("check --budget 0")
            #expect(none.status == 75)
            // Who names models hears of each; who does not is content with some.
            let named = "check --deep --budget 1 mistralai/mistral-nemo x-ai/grok-code-fast-1"
            let one = try await home.run(named)
            #expect(one.status == 75 && one.errors.contains("1 was not asked"), "\(one.errors)")
            #expect(try await home.run("check --deep --budget 1 --filter author:x-ai").status == 0)
        }
    }

    @Test func ctrlCKeepsWhatWasFound() async throws {
        try await MusterHome.withCatalog { home, server in
            var silence = ScriptedAnswer.json("{}")
            silence.delay = .seconds(3600)
            server.setScript(
                ModelScript(endpoints: .answer(silence)),
                for: "ai21/jamba-mini-1.7"
            )
            let check = try await home.run(
                ["check", "--filter", "author:ai21"],
                signal: SIGINT
            ) { try home.number("SELECT COUNT(*) FROM evidence") == 1 }
            #expect(check.status == 130)
            #expect(check.errors.contains("Interrupted; the results so far are kept."))
            let list = try await home.run("list author:ai21 --format json")
            let found = try JSONObject.list(list.output).map { $0.string("availability") }
            #expect(found == ["reachable", "unknown"])
        }
    }

    @Test func withoutAKeyNothingIsSent() async throws {
        try await MusterHome.withCatalog { home, server in
            var home = home
            home.environment["OPENROUTER_API_KEY"] = nil
            // A service that is not this machine needs a key; its name never gets resolved.
            try home.move(to: "https://openrouter.invalid/api/v1")
            server.log.removeAll()
            let check = try await home.run("check --deep x-ai/grok-code-fast-1")
            #expect(check.status == 77)
            #expect(server.log.count == 0)
        }
    }

    /// Chat will never serve it, so there is nothing to try again.
    @Test func aRowOfTheBatchAPICannotBeAsked() async throws {
        let catalog = SimulatorCatalog.synthetic(batchRows: true)
        try await MusterHome.withCatalog(SimulatorConfiguration(catalog: catalog)) { home, _ in
            let row = "x-ai/grok-code-fast-1:batch"
            let check = try await home.run("check \(row)")
            #expect(check.status == 69)
            #expect(check.sentence.contains("1 of 1 cannot be asked: "))
            #expect(check.sentence.contains("Batch API"))
            #expect(try await home.run("check --deep \(row)").status == 69)
            let rows = try await home.run("check \(row) amazon/nova-2-lite:batch")
            #expect(rows.status == 69)
            #expect(rows.sentence.contains("2 of 2 cannot be asked: "))
        }
    }

    @Test func lifetimesAreConfigured() async throws {
        try await MusterHome.withCatalog { home, _ in
            try home.write("config/muster/config.yaml", "lifetimes:\n  reachable: 1s\n")
            _ = try await home.run("check x-ai/grok-code-fast-1")
            let why = try JSONObject(try await home.run("why x-ai/grok-code-fast-1 --json").output)
            let format = Date.ISO8601FormatStyle(includingFractionalSeconds: false)
            let checked = try #require(why.string("checked_at")).prefix(19) + "Z"
            let expires = try #require(why.string("expires_at")).prefix(19) + "Z"
            let lifetime = try format.parse(String(expires))
                .timeIntervalSince(try format.parse(String(checked)))
            #expect(lifetime == 1)
            try home.write("config/muster/config.yaml", "lifetimes:\n  reachable: soon\n")
            let wrong = try await home.run("list")
            #expect(wrong.status == 78)
            #expect(wrong.sentence.contains("lifetimes.reachable"))
        }
    }
}
