import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// The engines of a batch, whole and under `kill -9`.
@Suite(.timeLimit(.minutes(30)))
struct BatchEngineTests {
    /// The Batch API offers only the second.
    private static let models = ["mistralai/mistral-nemo", "x-ai/grok-code-fast-1"]
    private static let prompts = 20
    private static let shards = 3

    @Test func everyEngineGivesTheSamePairs() async throws {
        try await withFiles { home, server in
            let here = try await run(home, "here", [])
            let there = try await run(home, "there", ["--engine", "openrouter"])
            for index in 0..<Self.shards {
                _ = try await run(home, "part-\(index)", ["--shard", "\(index)/\(Self.shards)"])
            }
            let parts = (0..<Self.shards).map { home.folder.file("part-\($0).jsonl") }
            let all = home.folder.file("all.jsonl")
            #expect(try await home.run(["batch", "merge"] + parts + ["-o", all]).status == 0)
            let merged = try Self.lines(all)
            #expect(Self.pairs(here).count == Self.prompts * Self.models.count)
            #expect(Self.pairs(here) == Self.pairs(there))
            #expect(Self.pairs(here) == Self.pairs(merged))
            let keys = Set((here + there + merged).map(\.keys))
            #expect(keys.count == 1)
            let offered = there.filter { $0.string("model_id") == Self.models[1] }
            #expect(offered.allSatisfy { $0.string("engine") == "openrouter" })
            #expect(offered.count == Self.prompts)
            #expect(server.batchCount(of: Self.models[1]) == 1)
        }
    }

    @Test func whatTheServiceDoesNotTellOfMayRunOn() async throws {
        try await withFiles { home, server in
            let course = BatchScript(course: Array(repeating: .inProgress, count: 100_000))
            server.setScript(ModelScript(batch: course), for: Self.models[1])
            let files = [home.folder.file("slate.yaml"), home.folder.file("prompts.jsonl")]
            let output = home.folder.file("results.jsonl")
            let run = try await home.run(
                ["batch"] + files + ["-o", output, "--engine", "openrouter", "--yes"],
                signal: SIGINT
            ) { server.log.entries.contains { $0.path.contains("/batches/") } }
            #expect(run.status == 130, "\(run.errors)")
            let status = try await home.run(["batch", "status", output, "--json"])
            let id = try #require(try JSONObject.list(status.output).first?.string("batch"))
            let route = "/api/v1/batches/\(id)"
            server.setRoute(.error("busy", status: 503), for: route)
            let unknown = try await home.run(["batch", "cancel", output, "--yes"])
            #expect(unknown.status == 75)
            #expect(unknown.sentence.contains("whether 1 of the batches run"))
            server.setRoute(nil, for: route)
            #expect(try await home.run(["batch", "cancel", output, "--yes"]).status == 0)
            let over = try await home.run(["batch", "cancel", output, "--yes"])
            #expect(over.status == 0 && over.errors.contains("Nothing runs"))
        }
    }

    /// `MUSTER_KILLS=1200 swift test --filter BatchEngine` kills 200 times.
    @Test func killsSubmitNothingTwiceAndLoseNothing() async throws {
        let wanted =
            ProcessInfo.processInfo.environment["MUSTER_KILLS"].flatMap { Int($0) } ?? 42
        try await withFiles { home, server in
            func arguments(_ shard: Int) -> [String] {
                [
                    "batch", home.folder.file("slate.yaml"), home.folder.file("prompts.jsonl"),
                    "-o", home.folder.file("part-\(shard).jsonl"), "--engine", "openrouter",
                    "--shard", "\(shard)/\(Self.shards)", "--yes", "--resubmit",
                ]
            }
            let killer = try await Killer.measured(home, seed: 7) { arguments(0) }
            for round in 0..<max(wanted / 6, 1) {
                let shard = round % Self.shards
                // Whoever is done begins anew.
                let paths = ["part-\(shard).jsonl", "part-\(shard).jsonl.journal"]
                if try Self.isDone(home.folder.file(paths[0]), shard) {
                    for path in paths {
                        try? FileManager.default.removeItem(atPath: home.folder.file(path))
                    }
                    server.forgetBatches()
                    server.log.removeAll()
                    for other in 0..<Self.shards where other != shard {
                        for path in ["part-\(other).jsonl", "part-\(other).jsonl.journal"] {
                            try? FileManager.default.removeItem(atPath: home.folder.file(path))
                        }
                    }
                }
                try await killer.kill(arguments(shard), round)
                #expect(Self.submittedTwice(server).isEmpty, "round \(round)")
            }
            var results: [JSONObject] = []
            for shard in 0..<Self.shards {
                let last = try await home.run(arguments(shard))
                #expect(last.status == 0, "\(last.errors)")
                results += try Self.lines(home.folder.file("part-\(shard).jsonl"))
            }
            #expect(results.count == Self.prompts * Self.models.count)
            #expect(Self.pairs(results).count == results.count)
            #expect(Self.submittedTwice(server).isEmpty)
            let told = results.filter { $0.string("engine") == "openrouter" }
                .compactMap { $0.string("cost").flatMap { Decimal(string: $0) } }.reduce(0, +)
            #expect(told == server.chargedByBatches)
            killer.expectKills(wanted / 6)
        }
    }

    /// The names of requests that the Batch API has accepted more than once.
    private static func submittedTwice(_ server: SimulatorServer) -> [String] {
        let names = server.batchedRequests
        return Dictionary(grouping: names, by: \.self).filter { $0.value.count > 1 }.map(\.key)
    }

    private static func isDone(_ path: String, _ shard: Int) throws -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        // About a third of the pairs belong to a shard; a whole one is known by its journal.
        let journal = FileManager.default.contents(atPath: path + ".journal") ?? Data()
        let text = String(decoding: journal, as: UTF8.self)
        return text.contains(#""event":"over""#)
            && text.ranges(of: #""event":"sending""#).count
                == text.ranges(of: #""event":"over""#).count
                + text.ranges(of: #""event":"void""#).count
    }

    private static func lines(_ path: String) throws -> [JSONObject] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .map { try JSONObject(String($0)) }
    }

    private static func pairs(_ results: [JSONObject]) -> Set<String> {
        Set(
            results.compactMap { result in
                result.pair.map { "\($0) \(result.string("prompt_sha256") ?? "")" }
            }
        )
    }

    private func run(
        _ home: MusterHome,
        _ name: String,
        _ more: [String]
    ) async throws -> [JSONObject] {
        let path = home.folder.file("\(name).jsonl")
        let files = [home.folder.file("slate.yaml"), home.folder.file("prompts.jsonl")]
        let outcome = try await home.run(["batch"] + files + ["-o", path, "--yes"] + more)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try Self.lines(path)
    }

    private func withFiles(
        _ body: (MusterHome, SimulatorServer) async throws -> Void
    ) async throws {
        let configuration = SimulatorConfiguration(catalog: .synthetic(batchRows: true))
        try await SimulatorServer.withServer(configuration) { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                var home = home
                home.environment["MUSTER_BATCH_POLL"] = "0.2"
                #expect(try await home.run("refresh").status == 0)
                let slate = home.folder.file("slate.yaml")
                #expect(try await home.run(["slate", "save", slate] + Self.models).status == 0)
                let lines = (1...Self.prompts).map {
                    "{\"id\":\"p\($0)\",\"prompt\":\"Say number \($0) of many.\"}\n"
                }
                try home.write("prompts.jsonl", lines.joined())
                try await body(home, server)
            }
        }
    }
}
