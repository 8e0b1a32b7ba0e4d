import Foundation
import GRDB
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// A machine that does not give what is asked of it.
@Suite(.timeLimit(.minutes(30)))
struct FaultTests {
    /// The catalog needs some hundred KiB more than there is, in blocks of 512 bytes.
    @Test(arguments: [100, 400, 900])
    func aFullDiskKeepsTheOldCatalog(blocks: Int) async throws {
        try await MusterHome.withCatalog { home, server in
            let before = try home.ids("model_capabilities WHERE listed", "model_id")
            let size = try Data(contentsOf: URL(filePath: home.database)).count / 512
            let larger = SimulatorCatalog.synthetic(modelCount: 5000)
            server.setRoute(ScriptedAnswer(body: larger.body), for: "/api/v1/models")
            let full = try await home.shell(
                "ulimit -f \(size + blocks); exec timeout -s KILL 1500 \"$0\" refresh"
            )
            #expect(full.status == 74, "\(full.status) \(full.errors)")
            #expect(full.sentence.contains("Nothing was changed"), "\(full.errors)")
            #expect(try home.integrity() == ["ok"])
            #expect(try home.ids("model_capabilities WHERE listed", "model_id") == before)
            #expect(try await home.run("refresh").status == 0)
        }
    }

    /// Reading needs no right to write.
    @Test(.enabled(if: geteuid() != 0, "root may write whatever it likes"))
    func aDatabaseThatMayOnlyBeReadIsShown() async throws {
        try await MusterHome.withCatalog { home, _ in
            let folder = home.folder.file("data/muster")
            for (path, mode) in [(home.database, 0o444), (folder, 0o555)] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            }
            for line in ["list", "doctor --check", "history", "why openai/gpt-5"] {
                #expect(try await home.run(line).status == 0, "\(line)")
            }
            for line in ["refresh", "disable openai/gpt-5", "doctor --compact"] {
                let outcome = try await home.run(line)
                #expect(outcome.status == 74, "\(line)")
                #expect(outcome.sentence.contains("read-only"))
            }
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        }
    }

    @Test func withoutAHomeItStillRuns() async throws {
        try await MusterHome.withCatalog { home, _ in
            var homeless = home
            homeless.environment["HOME"] = nil
            #expect(try await homeless.run("list --format ids").status == 0)
            for name in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"] {
                homeless.environment[name] = nil
            }
            homeless.environment["HOME"] = "/proc/nowhere"
            let outcome = try await homeless.run(["list", "--database", home.database])
            #expect(outcome.status == 0, "\(outcome.errors)")
            homeless.environment["MUSTER_DATABASE"] = nil
            let nowhere = try await homeless.run("list")
            #expect(nowhere.status == 74)
            #expect(nowhere.sentence.contains("--database"))
        }
    }

    /// A folder, bytes that are no text, and no YAML.
    @Test(arguments: ["mkdir \"$1\"", "printf '\\377\\376\\0' >\"$1\"", "echo 'a: [' >\"$1\""])
    func aConfigurationThatCannotBeReadIsTold(script: String) async throws {
        try await MusterHome.withHome { home in
            let path = home.folder.file("config/muster/config.yaml")
            try home.write("config/muster/other", "")
            #expect(try await home.shell(script, [path]).status == 0)
            let outcome = try await home.run("list")
            #expect(outcome.status == 78, "\(outcome.errors)")
            #expect(outcome.sentence.contains(path))
        }
    }

    @Test(arguments: ["list --all", "list --json", "list --format csv", "export --format json"])
    func aReaderThatHasEnoughEndsItQuietly(line: String) async throws {
        try await MusterHome.withCatalog { home, _ in
            let outcome = try await home.shell(
                "{ \"$0\" \"$@\"; echo \"status $?\" >&2; } | head -c 10 >/dev/null",
                line.split(separator: " ").map(String.init)
            )
            #expect(outcome.errors == "status 141\n" || outcome.errors == "status 0\n")
            // Without a reader from the start there is no doubt.
            let closed = try await home.shell(
                "cd \"$HOME\"; mkfifo f; : <f & exec 3>f; wait; \"$0\" \"$@\" >&3; echo $? >&2",
                line.split(separator: " ").map(String.init)
            )
            #expect(closed.errors == "141\n")
        }
    }

    @Test func outputThatCannotBeWrittenIsTold() async throws {
        try await MusterHome.withCatalog { home, _ in
            let outcome = try await home.shell("exec \"$0\" list >/dev/full")
            #expect(outcome.status == 74)
            #expect(outcome.sentence.contains("could not be written"))
        }
    }
}
