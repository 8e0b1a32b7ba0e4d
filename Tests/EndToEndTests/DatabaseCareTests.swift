import Foundation
import GRDB
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// A database is looked at, made small and made to forget.
@Suite(.timeLimit(.minutes(30)))
struct DatabaseCareTests {
    private static let nemo = "mistralai/mistral-nemo"
    private static let checkKeys: Set<String> = [
        "database", "state", "integrity", "foreign_keys", "file_bytes", "unused_bytes",
        "schema_version", "schema_is_current", "sqlite_version", "tables",
    ]

    /// What is not known is `null`, so that the keys are always the same.
    @Test func aReportHasTheSameKeysWithoutADatabase() async throws {
        try await MusterHome.withCatalog { home, _ in
            let full = try JSONObject(try await home.run("doctor --json").output)
            #expect(full.string("models") == "340")
            try FileManager.default.removeItem(atPath: home.database)
            let empty = try JSONObject(try await home.run("doctor --json").output)
            #expect(empty.keys == full.keys)
            #expect(empty.string("database_state") == "not created yet")
            for key in ["database_service", "models", "last_refresh", "color_terminal"] {
                #expect(empty.isNull(key), "\(key)")
            }
        }
    }

    @Test func aSoundDatabaseIsToldOfAsItIs() async throws {
        try await MusterHome.withCatalog { home, _ in
            let before = try Data(contentsOf: URL(filePath: home.database))
            let text = try await home.run("doctor --check")
            #expect(text.status == 0, "\(text.errors)")
            #expect(text.output.contains("integrity "))
            #expect(text.output.contains("340 rows, "))
            let json = try JSONObject(try await home.run("doctor --check --json").output)
            #expect(json.keys == Self.checkKeys)
            #expect(json.string("state") == "ok")
            #expect(json.number("file_bytes") == before.count)
            #expect(json.flag("schema_is_current") == true)
            let tables = json.list("tables")
            let models = tables.first { $0.string("name") == "model_capabilities" }
            #expect(models?.number("rows") == 340)
            #expect((models?.number("bytes") ?? 0) > 340 * 100)
            #expect(try Data(contentsOf: URL(filePath: home.database)) == before)
        }
    }

    @Test func aDamagedDatabaseIsLeftAsItIsWithAWayOut() async throws {
        try await MusterHome.withCatalog { home, _ in
            var bytes = try Data(contentsOf: URL(filePath: home.database))
            // The schema, on the first pages, can still be read.
            for index in stride(from: bytes.count / 2, to: bytes.count, by: 3) {
                bytes[index] = 0xAA
            }
            try bytes.write(to: URL(filePath: home.database))
            for line in ["doctor --check", "doctor --check --json", "doctor --compact"] {
                let outcome = try await home.run(line)
                #expect(outcome.status == 74, "\(outcome.errors)")
                #expect(outcome.sentence.contains("is damaged"))
                #expect(outcome.sentence.contains("mv '"))
                #expect(try Data(contentsOf: URL(filePath: home.database)) == bytes)
            }
        }
    }

    @Test func aRowThatPointsNowhereIsFound() async throws {
        try await MusterHome.withCatalog { home, _ in
            try execute(
                """
                PRAGMA foreign_keys = OFF;
                INSERT INTO generation_piece (generation_id, text, reasoning) VALUES (99, '', '')
                """,
                home.database
            )
            let outcome = try await home.run("doctor --check --json")
            #expect(outcome.status == 74)
            #expect(try JSONObject(outcome.output).string("state") == "damaged")
            #expect(outcome.sentence.contains("generation_piece 1 names a row of generation"))
        }
    }

    @Test func whatIsNotThereOrNotOursIsNotTouched() async throws {
        try await MusterHome.withHome { home in
            #expect(try await home.run("doctor --check").status == 74)
            #expect(!FileManager.default.fileExists(atPath: home.database))
            #expect(try await home.run("doctor --check --compact").status == 64)
            let path = home.folder.file("old.sqlite")
            try execute(
                "CREATE TABLE model_capabilities (canonical_slug TEXT, model_id TEXT)",
                path
            )
            let before = try Data(contentsOf: URL(filePath: path))
            let old = try await home.run(["doctor", "--check", "--json", "--database", path])
            #expect(old.status == 0, "\(old.errors)")
            #expect(try JSONObject(old.output).flag("schema_is_current") == false)
            #expect(try JSONObject(old.output).number("schema_version") == 0)
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test func compactingForgetsWhatIsOldAndGivesSpaceBack() async throws {
        try await MusterHome.withCatalog { home, server in
            for _ in 0..<3 {
                #expect(try await home.run(["generate", Self.nemo, "hi"]).status == 0)
            }
            let old = String(repeating: "x", count: 100_000)
            try execute(
                "UPDATE generation SET created_ms = 1000, prompt = '\(old)' WHERE id < 3",
                home.database
            )
            let kept = try JSONObject(try await home.run("doctor --compact --json").output)
            #expect(kept.number("forgotten_generations") == 0)
            try home.write(
                "config/muster/config.yaml",
                "retention: {evidence: 180d, history: 365d}\n"
            )
            let outcome = try await home.run("doctor --compact --json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let report = try JSONObject(outcome.output)
            #expect(report.number("forgotten_generations") == 2)
            let size = try Data(contentsOf: URL(filePath: home.database)).count
            #expect(report.number("bytes_after") == size)
            #expect((report.number("bytes_before") ?? 0) > size + 200_000)
            let history = try JSONObject.list(try await home.run("history --json").output)
            #expect(history.map { $0.number("id") } == [3])
            #expect(try await home.run("doctor --compact").output.contains("freed."))
        }
    }

    @Test func compactingWaitsForNobody() async throws {
        try await MusterHome.withCatalog { home, server in
            server.setScript(ModelScript(accepts: .any, completion: .silence), for: Self.nemo)
            let database = home.database
            let refused = try await home.whileRunning(["generate", Self.nemo, "hi"]) {
                (try? count("generation WHERE status = 'streaming'", database)) == 1
            } body: {
                try await home.run("doctor --compact")
            }
            #expect(refused.status == 75, "\(refused.errors)")
            #expect(refused.sentence.contains("is generating"))

            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let queue = try DatabaseQueue(path: home.database, configuration: configuration)
            let locked = try await queue.withLock {
                async let compact = home.run("doctor --compact")
                async let refresh = home.run("refresh")
                async let list = home.run("list --format ids")
                return try await [compact, refresh, list]
            }
            #expect(locked.map(\.status) == [75, 75, 0])
            for outcome in locked.prefix(2) {
                #expect(outcome.sentence.contains("Another program has"))
            }
            try queue.close()
            #expect(try await home.run("doctor --check").status == 0)
        }
    }

    @Test(arguments: ["6m", "forever", "0d", "1h"])
    func aRetentionThatCannotBeMeantIsRefused(age: String) async throws {
        try await MusterHome.withHome { home in
            try home.write("config/muster/config.yaml", "retention: {history: \(age)}\n")
            let outcome = try await home.run("history")
            #expect(outcome.status == 78)
            #expect(outcome.sentence.contains("retention.history"))
        }
    }

    @Test func generationsAreForgottenOnlyWhenMeant() async throws {
        try await MusterHome.withCatalog { home, _ in
            for _ in 0..<4 {
                #expect(try await home.run(["generate", Self.nemo, "hi"]).status == 0)
            }
            try execute("UPDATE generation SET created_ms = 1000 WHERE id = 1", home.database)
            for line in [
                "history --forget", "history --forget 1 --before 3d", "history --before 3d",
                "history 1 2", "history --forget --before 6m", "history --forget 1",
                "history --yes",
            ] {
                let outcome = try await home.run(line)
                #expect(outcome.status == 64, "\(line)")
            }
            let missing = try await home.run("history --forget 2 9 --yes")
            #expect(missing.status == 65)
            #expect(missing.sentence.contains("9"))
            #expect(try count("generation", home.database) == 4)

            let old = try await home.run("history --forget --before 30d --yes")
            #expect(old.output == "1 generation forgotten.\n")
            let two = try await home.run("history --forget 2 3 3 --yes --json")
            #expect(try JSONObject(two.output).number("forgotten") == 2)
            let again = try await home.run("history --forget --before 30d")
            #expect(again.status == 0)
            #expect(again.output == "0 generations forgotten.\n")
            let left = try JSONObject.list(try await home.run("history --json").output)
            #expect(left.map { $0.number("id") } == [4])
            #expect(try count("evidence", home.database) == 4)
        }
    }
}

/// Runs SQL on a database.
private func execute(_ sql: String, _ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
}

/// Counts rows.
private func count(_ table: String, _ path: String) throws -> Int? {
    try DatabaseQueue(path: path).read {
        try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table)")
    }
}

extension DatabaseQueue {
    /// Holds the lock that a write needs while `body` runs.
    fileprivate func withLock<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let value = try await body()
        try await writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        return value
    }
}
