import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Synchronization
import Testing

/// Batches as scripts and cron see them.
@Suite(.timeLimit(.minutes(30)))
struct BatchCommandTests {
    private static let two = ["mistralai/mistral-nemo", "x-ai/grok-code-fast-1"]
    private static let five =
        two + ["openai/gpt-5", "ai21/jamba-large-1.7", "meta-llama/llama-3.1-405b"]
    private static let keys: Set<String> = [
        "id", "model_id", "answering_model_id", "sent_model", "served_model", "service", "provider",
        "status",
        "text", "reasoning", "finish_reason", "usage", "cost", "time_to_first_token_ms",
        "duration_ms", "attempts", "error", "started_at", "prompt_sha256", "engine", "endpoint",
        "quantization", "prompt_tokens", "metadata",
    ]

    @Test func aBatchIsAnsweredAndRunAgainAsksNothing() async throws {
        try await withBatch(prompts: 3) { batch in
            let run = try await batch.run(["--yes", "--json"])
            #expect(run.status == 0, "\(run.errors)")
            let lines = try batch.results
            #expect(lines.count == 6)
            #expect(lines.allSatisfy { $0.keys == Self.keys })
            #expect(lines.allSatisfy { $0.string("status") == "completed" })
            #expect(lines.allSatisfy { $0.string("text")?.isEmpty == false })
            let summary = try JSONObject(run.output)
            #expect(summary.number("answered") == 6)
            #expect(summary.isNull("stop"))
            #expect(summary.list("models").compactMap { $0.string("model_id") } == Self.two)
            batch.server.log.removeAll()
            let again = try await batch.run(["--yes"])
            #expect(again.status == 0)
            #expect(batch.server.log.count == 0)
            #expect(try batch.results.count == 6)
            #expect(again.output.contains("answered"))
        }
    }

    /// 60 requests, killed three times on the way.
    @Test func killedThreeTimesItRepeatsNothing() async throws {
        try await withBatch(prompts: 30, tokensPerSecond: 400) { batch in
            for kill in 1...3 {
                let wasKilled = try await batch.home.kill(batch.arguments(["--yes"])) {
                    batch.lineCount >= kill * 10
                }
                #expect(wasKilled)
                batch.note(try batch.results)
            }
            let last = try await batch.run(["--yes", "--concurrency", "8"])
            #expect(last.status == 0, "\(last.errors)")
            let pairs = try batch.results.compactMap(\.pair)
            #expect(pairs.count == 60)
            #expect(Set(pairs).count == 60)
            #expect(batch.askedAgain.isEmpty)
        }
    }

    @Test func oneThatIsGoneStopsItBeforeAnythingIsSent() async throws {
        try await withBatch(prompts: 2, models: Self.five) { batch in
            batch.server.setScript(ModelScript(endpoints: .notFound), for: "openai/gpt-5")
            let gone = try await batch.run(["--yes", "--allow-inconclusive"])
            #expect(gone.status == 69)
            #expect(gone.errors.contains("openai/gpt-5"))
            #expect(gone.errors.contains("Nothing was asked"))
            #expect(batch.completions == 0)
            #expect(!FileManager.default.fileExists(atPath: batch.output))
        }
    }

    @Test func oneThatGivesNoClearAnswerIsNamedAndStopsNothing() async throws {
        try await withBatch(prompts: 2, models: Self.five) { batch in
            let busy = EndpointsScript.answer(.html(status: 503))
            batch.server.setScript(ModelScript(endpoints: busy), for: "openai/gpt-5")
            batch.server.setRoute(.html(status: 503), for: "/api/v1/models")
            let unclear = try await batch.run(["--yes"])
            #expect(unclear.status == 0, "\(unclear.errors)")
            #expect(unclear.errors.contains("1 of 5 gave no clear answer: openai/gpt-5."))
            #expect(unclear.errors.contains("the catalog could not be fetched"))
            #expect(try batch.results.count == 10)
            // What was needed once is still understood.
            #expect(try await batch.run(["--yes", "--allow-inconclusive"]).status == 0)
        }
    }

    @Test func aServerThatRefusesHalfIsAskedUntilItAnswers() async throws {
        try await withBatch(prompts: 6) { batch in
            for id in Self.two {
                let scripts = (0..<60).map { number in
                    number % 2 == 0
                        ? CompletionScript.refused(.upstreamRateLimit) : CompletionScript.plain
                }
                let script = ModelScript(accepts: .any, completion: .sequence(scripts))
                batch.server.setScript(script, for: id)
            }
            let run = try await batch.run(["--yes", "--concurrency", "4"])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors.contains("is rate-limited"))
            #expect(try batch.results.count == 12)
        }
    }

    @Test func aFullDiskKeepsWhatIsWhole() async throws {
        try await withBatch(prompts: 6) { batch in
            for id in Self.two {
                let text = String(repeating: "perennial ", count: 60_000)
                let long = StreamScript(text: text, isOneChunk: true)
                batch.server.setScript(
                    ModelScript(accepts: .any, completion: .stream(long)),
                    for: id
                )
            }
            // 4 MiB, of which the database has some already.
            let full = try await batch.home.shell(
                "ulimit -f 8192; exec timeout -s KILL 1500 \"$0\" \"$@\"",
                batch.arguments(["--yes", "--concurrency", "1"])
            )
            #expect(full.status == 74, "\(full.status) \(full.errors)")
            #expect(full.errors.contains("The results could not be written"))
            let whole = try batch.results
            #expect(!whole.isEmpty && whole.count < 12)
            batch.note(whole)
            let rest = try await batch.run(["--yes"])
            #expect(rest.status == 0, "\(rest.errors)")
            #expect(try batch.results.count == 12)
            #expect(batch.askedAgain.isEmpty)
        }
    }

    @Test func aSecondProcessIsRefused() async throws {
        try await withBatch(prompts: 2) { batch in
            batch.server.setScript(
                ModelScript(accepts: .any, completion: .silence),
                for: Self.two[0]
            )
            let hasTried = Mutex(false)
            async let first = batch.home.kill(batch.arguments(["--yes"])) {
                hasTried.withLock(\.self)
            }
            let isRunning = await poll { batch.completions > 0 }
            #expect(isRunning)
            let second = try await batch.run(["--yes"])
            hasTried.withLock { $0 = true }
            #expect(second.status == 75)
            #expect(second.errors.contains("Another process ("))
            #expect(try await first)
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func aSignalEndsItInOrder(signal: Int32) async throws {
        try await withBatch(prompts: 3) { batch in
            batch.server.setScript(
                ModelScript(accepts: .any, completion: .silence),
                for: Self.two[0]
            )
            let run = try await batch.run(["--yes"], signal: signal) { batch.lineCount == 3 }
            #expect(run.status == 130, "\(run.errors)")
            #expect(run.errors.contains("Interrupted; all results so far are in"))
            let models = try batch.results.map { $0.string("model_id") }
            #expect(models == [Self.two[1], Self.two[1], Self.two[1]])
        }
    }

    @Test func aSignalBeforeAnyAnswerNamesNoResults() async throws {
        try await withBatch(prompts: 1) { batch in
            for model in Self.two {
                batch.server.setScript(
                    ModelScript(accepts: .any, completion: .silence),
                    for: model
                )
            }
            let run = try await batch.run(["--yes"], signal: SIGINT) { batch.completions == 2 }
            #expect(run.status == 130, "\(run.errors)")
            #expect(run.errors.contains("Interrupted before any answer came. 2 are left; run the"))
            #expect(!run.errors.contains("results.jsonl"))
        }
    }

    @Test func whatCannotBeUsedIsSaidBeforeAnythingIsSent() async throws {
        try await withBatch(prompts: 2) { batch in
            let unasked = try await batch.run([])
            #expect(unasked.status == 64)
            #expect(unasked.errors.contains("--yes"))
            try batch.home.write("results.jsonl", "{\"mine\":1}\n")
            let foreign = try await batch.run(["--yes"])
            #expect(foreign.status == 65)
            #expect(try String(contentsOfFile: batch.output, encoding: .utf8) == "{\"mine\":1}\n")
            try FileManager.default.removeItem(atPath: batch.output)
            try batch.home.write(
                "prompts.jsonl",
                "{\"id\":\"1\",\"prompt\":\"a\"}\n{\"id\":\"1\"}\n"
            )
            let bad = try await batch.run(["--yes"])
            #expect(bad.status == 65)
            #expect(bad.errors.contains("line 2"))
            #expect(batch.server.log.count == 0)
            #expect(!FileManager.default.fileExists(atPath: batch.output))
        }
    }

    @Test func aDryRunForetellsAndSendsNothing() async throws {
        try await withBatch(prompts: 5) { batch in
            let dry = try await batch.run(["--dry-run", "--json"])
            #expect(dry.status == 0)
            #expect(try JSONObject(dry.output).number("requests") == 10)
            #expect(batch.server.log.count == 0)
            #expect(!FileManager.default.fileExists(atPath: batch.output))
        }
    }

    @Test func failuresAreAskedAgainOnlyWhenWanted() async throws {
        try await withBatch(prompts: 2) { batch in
            batch.server.setScript(
                ModelScript(accepts: .any, completion: .refused(.moderation)),
                for: Self.two[0]
            )
            let run = try await batch.run(["--yes", "--no-fallback"])
            #expect(run.status == 69)
            #expect(run.output.contains("forbidden 2"))
            #expect(try batch.results.filter { $0.string("status") == "failed" }.count == 2)
            batch.server.setScript(nil, for: Self.two[0])
            #expect(try await batch.run(["--yes"]).status == 69)
            let retried = try await batch.run(["--yes", "--retry-failed"])
            #expect(retried.status == 0, "\(retried.errors)")
            #expect(try batch.results.count == 6)
        }
    }

    @Test func aBoundOnTheCostStopsIt() async throws {
        try await withBatch(prompts: 40) { batch in
            let arguments = ["--yes", "--max-tokens", "100", "--max-cost", "0.0003", "--json"]
            let run = try await batch.run(arguments)
            #expect(run.status == 75, "\(run.errors)")
            let summary = try JSONObject(run.output)
            #expect(summary.string("stop") == "max_cost")
            let cost = Double(summary.string("cost") ?? "") ?? 1
            #expect(cost <= 0.0003)
            #expect((summary.number("left") ?? 0) > 0)
        }
    }

    private func withBatch(
        prompts: Int,
        models: [String] = two,
        tokensPerSecond: Double? = nil,
        _ body: (BatchHome) async throws -> Void
    ) async throws {
        let configuration = SimulatorConfiguration(tokensPerSecond: tokensPerSecond)
        try await SimulatorServer.withServer(configuration) { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                #expect(try await home.run("refresh").status == 0)
                let batch = BatchHome(home: home, server: server)
                let save = try await home.run(["slate", "save", batch.slate] + models)
                #expect(save.status == 0)
                let lines = (1...prompts).map { number in
                    "{\"id\":\"p\(number)\",\"prompt\":\"Say number \(number) of many.\"}\n"
                }
                try home.write("prompts.jsonl", lines.joined())
                server.log.removeAll()
                try await body(batch)
            }
        }
    }
}
