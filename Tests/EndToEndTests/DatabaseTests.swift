import Foundation
import GRDB
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// Databases that are there before muster is.
@Suite(.timeLimit(.minutes(30)))
struct DatabaseTests {
    @Test func aDatabaseOfThePredecessorIsAdopted() async throws {
        try await withService { home in
            _ = try await home.run("refresh")
            _ = try await home.run("backfill")
            let reference = try JSONObject.list(try await home.run("list --json --all").output)
            let ids = reference.prefix(289).compactMap { $0.string("model_id") }
            let path = home.folder.file("predecessor.sqlite")
            try makePredecessor(path, ids: ids)

            let option = ["--database", path]
            let openRouter = ["--base-url", "https://openrouter.ai/api/v1"]
            let made = try Data(contentsOf: URL(filePath: path))
            let doctor = try await home.run(["doctor"] + option + openRouter)
            #expect(doctor.output.contains("adopts it at first use"))
            #expect(doctor.output.contains("database_service  https://openrouter.ai/api/v1"))
            // It is OpenRouter's, so another service leaves it as it is.
            let stranger = try await home.run(["list"] + option)
            #expect(stranger.status == 78)
            #expect(stranger.sentence.contains("belongs to https://openrouter.ai/api/v1"))
            #expect(try Data(contentsOf: URL(filePath: path)) == made)
            #expect(try await home.run(["list"] + option + openRouter).status == 0)
            try home.give(path, to: home.environment["OPENROUTER_BASE_URL"] ?? "")
            let first = try await home.run(["backfill", "--json"] + option)
            #expect(first.status == 0, "\(first.errors)")
            let report = try JSONObject(first.output)
            #expect(report.number("total") == 289)
            let found = try JSONObject.list(
                try await home.run(["list", "--json", "--all"] + option).output
            )
            let filled = found.filter { !$0.isNull("hugging_face_id") }
            #expect(report.number("updated") == filled.count)
            #expect(report.number("with_hugging_face_id") == filled.count)
            let known = reference.prefix(289).filter {
                ["catalog", "lookup"].contains($0.string("hugging_face_id_source"))
            }
            #expect(known.count > 100)
            for model in known {
                let id = model.string("model_id")
                let adopted = found.first { $0.string("model_id") == id }
                #expect(adopted?.string("hugging_face_id") == model.string("hugging_face_id"))
            }

            let again = try JSONObject(try await home.run(["backfill", "--json"] + option).output)
            #expect(again.number("updated") == 0)
            #expect(again.number("total") == 289)
            try await expectKept(path, count: 289)
            let copies = try home.folder.fileNames.filter {
                $0.hasPrefix("predecessor.sqlite.before-")
            }
            #expect(copies.count == 1)
        }
    }

    @Test func aNewerDatabaseIsLeftAsItIs() async throws {
        try await withService { home in
            _ = try await home.run("refresh")
            let queue = try DatabaseQueue(path: home.database)
            try await queue.write { db in
                try db.execute(sql: "PRAGMA user_version = 1000")
            }
            try queue.close()
            try await expectRefused(home, home.database, words: "newer version of muster")
        }
    }

    @Test func aDatabaseOfAnotherProgramIsLeftAsItIs() async throws {
        try await withService { home in
            let path = home.folder.file("other.sqlite")
            let queue = try DatabaseQueue(path: path)
            try await queue.write { db in try db.execute(sql: "CREATE TABLE recipe (name TEXT)") }
            try queue.close()
            try await expectRefused(home, path, words: "database of another program")
        }
    }

    /// Constraints of its own that no row can satisfy, and one that few cannot.
    @Test(arguments: [
        ("vendor_id INTEGER NOT NULL REFERENCES vendor (id)", "refused 340 rows", 0),
        ("code TEXT CHECK (model_id <> 'x-ai/grok-code-fast-1')", "refused one row", 339),
    ])
    func aTableThatRefusesRowsIsToldInOneLine(
        column: String,
        words: String,
        count: Int
    ) async throws {
        try await withService { home in
            let path = home.folder.file("predecessor.sqlite")
            let queue = try DatabaseQueue(path: path)
            try await queue.write { db in
                try db.execute(
                    sql: """
                        CREATE TABLE vendor (id INTEGER PRIMARY KEY);
                        CREATE TABLE model_capabilities (
                            canonical_slug TEXT, model_id TEXT, \(column)
                        );
                        """
                )
            }
            try queue.close()
            let adoption = ["--base-url", "https://openrouter.ai/api/v1", "--database", path]
            #expect(try await home.run(["list"] + adoption).status == 0)
            try home.give(path, to: home.environment["OPENROUTER_BASE_URL"] ?? "")
            let outcome = try await home.run(["refresh", "--json", "--database", path])
            #expect(outcome.status == 74)
            #expect(outcome.sentence.contains(words))
            #expect(outcome.sentence.contains("constraint failed"))
            #expect(!outcome.sentence.contains("\n"))
            #expect(try JSONObject(outcome.output).number("total") == count)
        }
    }

    /// Nothing that one service said becomes a badge of another, however the database was chosen.
    @Test func aDatabaseBelongsToOneService() async throws {
        try await withService { home in
            let address = try #require(home.environment["OPENROUTER_BASE_URL"])
            #expect(try await home.run("refresh").status == 0)
            let before = try Data(contentsOf: URL(filePath: home.database))
            let other = "https://openrouter.ai/api/v1"
            for command in ["list", "refresh", "check --dry-run", "history"] {
                let outcome = try await home.run("\(command) --base-url \(other)")
                #expect(outcome.status == 78)
                #expect(outcome.output.isEmpty)
                #expect(outcome.sentence.contains("belongs to \(address), but"))
                #expect(outcome.sentence.contains("this command asks \(other);"))
            }
            #expect(try Data(contentsOf: URL(filePath: home.database)) == before)
            let doctor = try JSONObject(
                try await home.run("doctor --json --base-url http://127.0.0.1:1").output
            )
            #expect(doctor.string("database_service") == address)
            #expect(doctor.string("database_state") == "of another service than base_url")
            let text = try await home.run("doctor --base-url http://127.0.0.1:1").output
            #expect(text.contains(/last_refresh +unknown/))
            // Spellings of one address are one service, and without a choice each has its own.
            #expect(try await home.run("list --base-url \(address)/").status == 0)
            var chosen = home
            chosen.environment["MUSTER_DATABASE"] = nil
            #expect(try await chosen.run("refresh").status == 0)
            #expect(try await chosen.run("list --base-url \(other)").output.isEmpty)
            let port = try #require(address.firstMatch(of: /:(\d+)\//)?.output.1)
            let names = try FileManager.default
                .contentsOfDirectory(atPath: home.folder.file("data/muster"))
                .filter { $0.hasSuffix("sqlite") }
            #expect(Set(names) == ["muster.sqlite", "127.0.0.1-\(port)-api-v1.sqlite"])
        }
    }

    @Test func severalProcessesShareOne() async throws {
        try await withService { home in
            _ = try await home.run("refresh")
            async let first = home.run("refresh --json")
            async let second = home.run("backfill --json")
            async let third = home.run("disable x-ai/grok-code-fast-1")
            for outcome in try await [first, second, third] {
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
            let model = try JSONObject(
                try await home.run("show x-ai/grok-code-fast-1 --json").output
            )
            #expect(model.flag("disabled") == true)
        }
    }

    private func makePredecessor(_ path: String, ids: [String]) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE model_capabilities (
                        canonical_slug VARCHAR(200) NOT NULL PRIMARY KEY,
                        model_id VARCHAR(200) NOT NULL,
                        supports_tools BOOLEAN
                    );
                    CREATE TABLE note (text TEXT);
                    INSERT INTO note VALUES ('kept');
                    """
            )
            for id in ids {
                try db.execute(
                    sql: "INSERT INTO model_capabilities VALUES (?, ?, 1)",
                    arguments: [id.replacing("/", with: "_"), id]
                )
            }
        }
        try queue.close()
    }

    private func expectKept(_ path: String, count: Int) async throws {
        let queue = try DatabaseQueue(path: path)
        try await queue.read { db in
            let rows = try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM model_capabilities WHERE supports_tools = 1"
            )
            #expect(rows == count)
            #expect(try String.fetchOne(db, sql: "SELECT text FROM note") == "kept")
            #expect(
                try db.indexes(on: "model_capabilities").contains { $0.name == "idx_model_hf_id" }
            )
            #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
        }
        try queue.close()
    }

    private func expectRefused(_ home: MusterHome, _ path: String, words: String) async throws {
        let before = try Data(contentsOf: URL(filePath: path))
        for command in ["list", "refresh", "backfill"] {
            let outcome = try await home.run([command, "--database", path])
            #expect(outcome.status == 74)
            #expect(outcome.output.isEmpty)
            #expect(outcome.sentence.contains(words))
            #expect(!outcome.sentence.contains("\n"))
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    private func withService(_ body: (MusterHome) async throws -> Void) async throws {
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                try await body(home)
            }
        }
    }
}
