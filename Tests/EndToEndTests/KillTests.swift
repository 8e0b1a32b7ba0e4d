import Foundation
import GRDB
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// `kill -9` at random moments of everything that writes; nothing that was committed is lost.
///
/// The moments come from fixed seeds, as parts of the time that the work takes when nobody kills
/// it. `MUSTER_KILLS=200 swift test --filter KillTests` kills more often than the 42 of every run.
/// `MUSTER_KILLS_QUIET=1` says that nothing else runs: then streamed text is measured as promised.
@Suite(.timeLimit(.minutes(30)))
struct KillTests {
    private static let nemo = "mistralai/mistral-nemo"
    private static let wanted =
        ProcessInfo.processInfo.environment["MUSTER_KILLS"].flatMap { Int($0) } ?? 42
    /// Whether nothing else runs, so that times mean what they say.
    private static let isQuiet =
        ProcessInfo.processInfo.environment["MUSTER_KILLS_QUIET"] != nil
    /// How often each kind of work is killed.
    private static let rounds = max((wanted + 5) / 6, 1)

    @Test func aRefreshIsTheOldCatalogOrTheNewOne() async throws {
        try await MusterHome.withCatalog { home, server in
            try await home.write(
                "UPDATE model_capabilities SET favorite = 1 WHERE model_id = '\(Self.nemo)'"
            )
            let sizes = [340, 500]
            let bodies = sizes.map { SimulatorCatalog.synthetic(modelCount: $0).body }
            let killer = try await Killer.measured(home, seed: 1) {
                server.setRoute(ScriptedAnswer(body: bodies[1]), for: "/api/v1/models")
                return ["refresh"]
            }
            for round in 0..<Self.rounds {
                server.setRoute(ScriptedAnswer(body: bodies[round % 2]), for: "/api/v1/models")
                let before = try home.ids("model_capabilities WHERE listed", "model_id")
                try await killer.kill(["refresh"], round)
                let after = try home.ids("model_capabilities WHERE listed", "model_id")
                #expect(after == before || after.count == sizes[round % 2], "round \(round)")
                let total = try home.number("SELECT total FROM catalog_refresh")
                #expect(total == after.count)
                #expect(
                    try home.ids("model_capabilities WHERE favorite", "model_id") == [Self.nemo]
                )
            }
            killer.expectKills(Self.rounds)
        }
    }

    @Test func aBackfillLosesNoID() async throws {
        try await MusterHome.withCatalog { home, _ in
            let empty = try Data(contentsOf: URL(filePath: home.database))
            let killer = try await Killer.measured(home, seed: 2) { ["backfill"] }
            let table = "model_capabilities WHERE hugging_face_id IS NOT NULL"
            let pair = "model_id || ' ' || hugging_face_id"
            let whole = try home.ids(table, pair)
            for round in 0..<Self.rounds {
                try empty.write(to: URL(filePath: home.database))
                let before = try home.ids(table, pair)
                #expect(before.count < whole.count)
                try await killer.kill(["backfill"], round) {
                    try empty.write(to: URL(filePath: home.database))
                }
                let after = try home.ids(table, pair)
                #expect(before.isSubset(of: after) && after.isSubset(of: whole), "round \(round)")
            }
            #expect(try await home.run("backfill").status == 0)
            #expect(try home.ids(table, pair) == whole)
            killer.expectKills(Self.rounds)
        }
    }

    /// What a check has printed, it has stored.
    @Test func aCheckKeepsWhatItTold() async throws {
        try await MusterHome.withCatalog { home, _ in
            let check = ["check", "--filter", "author:mistralai|openai|google", "--json"]
            let killer = try await Killer.measured(home, seed: 3) { check }
            for round in 0..<Self.rounds {
                let before = try home.ids("evidence", "id")
                let output = try await killer.kill(check, round)
                let after = try home.ids("evidence", "id")
                #expect(before.isSubset(of: after))
                let told = output.split(separator: "\n").count
                #expect(after.count - before.count >= told, "round \(round)")
                let unjudged = try home.number(
                    """
                    SELECT COUNT(*) FROM (SELECT DISTINCT model_id FROM evidence
                    EXCEPT SELECT model_id FROM newest_evidence)
                    """
                )
                #expect(unjudged == 0)
            }
            killer.expectKills(Self.rounds)
        }
    }

    /// What was on the screen a quarter of a second before the kill is in the database.
    @Test func aGenerationIsAtMostAQuarterOfASecondBehind() async throws {
        try await MusterHome.withCatalog { home, server in
            let script = StreamScript(
                text: "perennial ",
                isOneChunk: true,
                repetitions: 1_000_000,
                tokensPerSecond: 200
            )
            server.setScript(
                ModelScript(accepts: .any, completion: .stream(script)),
                for: Self.nemo
            )
            // It has no end, so it is killed within its first two seconds.
            let killer = Killer(home, seed: 4, duration: .seconds(2))
            for round in 0..<Self.rounds {
                let before = try home.ids("generation", "id")
                let growth = OutputGrowth(path: home.folder.file("output"))
                let output = try await growth.watched {
                    try await killer.kill(["generate", Self.nemo, "Go on"], round)
                }
                let after = try home.ids("generation", "id")
                #expect(before.isSubset(of: after))
                guard after.count > before.count else {
                    #expect(output.isEmpty)
                    continue
                }
                let stored = try home.number(
                    "SELECT LENGTH(text) FROM generation ORDER BY id DESC LIMIT 1"
                )
                // A quarter of a second, on a machine that does nothing else; here there are tests.
                let printed = growth.length(before: .milliseconds(Self.isQuiet ? 250 : 1000))
                #expect((stored ?? 0) >= printed, "round \(round)")
            }
            #expect(
                try home.number("SELECT COUNT(*) FROM generation WHERE status = 'streaming'") == 0
            )
            killer.expectKills(Self.rounds)
        }
    }

    @Test func aBatchKeepsEveryResult() async throws {
        try await MusterHome.withCatalog { home, server in
            let batch = BatchHome(home: home, server: server)
            let models = [Self.nemo, "x-ai/grok-code-fast-1"]
            #expect(try await home.run(["slate", "save", batch.slate] + models).status == 0)
            let lines = (1...20).map {
                "{\"id\":\"p\($0)\",\"prompt\":\"Say number \($0) of many.\"}\n"
            }
            try home.write("prompts.jsonl", lines.joined())
            let killer = try await Killer.measured(home, seed: 5) { batch.arguments(["--yes"]) }
            for round in 0..<Self.rounds {
                if batch.lineCount == 40 {
                    try FileManager.default.removeItem(atPath: batch.output)
                }
                batch.startAfresh()
                let before = try? batch.results
                let earlier = batch.wholeLines
                let generations = try home.ids("generation", "id")
                if let before { batch.note(before) }
                try await killer.kill(batch.arguments(["--yes"]), round)
                #expect(batch.wholeLines.starts(with: earlier), "round \(round)")
                let pairs = (try? batch.results)?.compactMap(\.pair) ?? []
                #expect(Set(pairs).count == pairs.count)
                #expect(batch.askedAgain.isEmpty)
                #expect(generations.isSubset(of: try home.ids("generation", "id")))
            }
            let last = try await batch.run(["--yes"])
            #expect(last.status == 0, "\(last.errors)")
            #expect(Set(try batch.results.compactMap(\.pair)).count == 40)
            #expect(batch.lineCount == 40)
            killer.expectKills(Self.rounds)
        }
    }

    /// Killed again and again, an adoption goes on where it was.
    @Test func aMigrationKeepsEveryRow() async throws {
        // An adopted database is OpenRouter's, and listing asks nobody.
        try await MusterHome.withHome(baseURL: "https://openrouter.ai/api/v1") { home in
            let predecessor = home.folder.file("predecessor.sqlite")
            try Self.makePredecessor(predecessor, rows: 5000)
            let old = try Data(contentsOf: URL(filePath: predecessor))
            try home.write("data/muster/muster.sqlite", "")
            try old.write(to: URL(filePath: home.database))
            let killer = try await Killer.measured(home, seed: 6) { ["list", "--format", "ids"] }
            for round in 0..<Self.rounds {
                // Every third time from the beginning, otherwise from where the kill left it.
                let opens = round % 3 == 2
                try await killer.kill(["list", "--format", "ids"], round, opens: opens) {
                    if round % 3 == 0 { try old.write(to: URL(filePath: home.database)) }
                }
                let rows = try home.number(
                    "SELECT COUNT(*) FROM model_capabilities WHERE supports_tools = 1"
                )
                #expect(rows == 5000, "round \(round)")
                #expect(try home.number("SELECT COUNT(*) FROM note WHERE text = 'kept'") == 1)
            }
            let list = try await home.run("list --format ids --all")
            #expect(list.output.split(separator: "\n").count == 5000)
            killer.expectKills(Self.rounds)
        }
    }

    private static func makePredecessor(_ path: String, rows: Int) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE model_capabilities (canonical_slug VARCHAR(200) NOT NULL PRIMARY KEY,
                    model_id VARCHAR(200) NOT NULL, supports_tools BOOLEAN);
                    CREATE TABLE note (text TEXT);
                    INSERT INTO note VALUES ('kept');
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows))
                    INSERT INTO model_capabilities SELECT 'a_m' || i, 'a/m' || i, 1 FROM n;
                    """
            )
        }
        try queue.close()
    }
}
