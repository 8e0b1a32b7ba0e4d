import Foundation
import GRDB
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// What is private stays so whatever the umask, and what is made for other tools has the umask's mode.
@Suite(.timeLimit(.minutes(30)))
struct FileModeTests {
    private static let grok = "x-ai/grok-code-fast-1"

    @Test(arguments: [("022", 0o644), ("077", 0o600), ("002", 0o664)])
    func onlyWhatIsMadeForOthersFollowsTheUmask(umask: String, mode: Int) async throws {
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                try home.write("PROMPTS", "{\"id\":\"1\",\"prompt\":\"hi\"}\n")
                let old = home.folder.file("old.sqlite")
                try await DatabaseQueue(path: old).write { db in
                    try db.execute(
                        sql: "CREATE TABLE model_capabilities (canonical_slug TEXT, model_id TEXT)"
                    )
                }
                let lines = [
                    "refresh --verbose",
                    "list --database old.sqlite --base-url https://openrouter.ai/api/v1",
                    "slate save SLATE \(Self.grok)",
                    "export --format csv -o EXPORT", "batch SLATE PROMPTS -o RESULTS --yes",
                ]
                for line in lines { try await run(line, umask, home) }
                let key = try await home.shell(
                    "umask \(umask); exec \"$0\" key set",
                    input: MusterHome.key + "\n"
                )
                #expect(key.status == 0, "\(key.errors)")
                for file in ["SLATE", "EXPORT", "RESULTS"] {
                    #expect(try self.mode(file, home) == mode, "\(file)")
                }
                let copy = try #require(
                    home.folder.fileNames.first { $0.hasPrefix("old.sqlite.before-") }
                )
                let secrets = [
                    "data/muster/muster.sqlite", "state/muster/muster.log", "config/muster/key",
                    copy,
                ]
                for file in secrets { #expect(try self.mode(file, home) == 0o600, "\(file)") }
                for folder in [
                    "data", "data/muster", "state", "state/muster", "config", "config/muster",
                ] {
                    #expect(try self.mode(folder, home) == 0o700, "\(folder)")
                }

                // A file that is replaced keeps what its owner has made of it.
                for kept in [0o640, 0o604] {
                    for file in ["SLATE", "EXPORT"] {
                        try FileManager.default.setAttributes(
                            [.posixPermissions: kept],
                            ofItemAtPath: home.folder.file(file)
                        )
                    }
                    try await run("slate save SLATE \(Self.grok)", umask, home)
                    try await run("export --format ids -o EXPORT --force", umask, home)
                    #expect(try self.mode("SLATE", home) == kept)
                    #expect(try self.mode("EXPORT", home) == kept)
                }
            }
        }
    }

    private func run(_ line: String, _ umask: String, _ home: MusterHome) async throws {
        let outcome = try await home.shell(
            "umask \(umask); cd \"$HOME\" && exec timeout -s KILL 1500 \"$0\" \"$@\"",
            line.split(separator: " ").map(String.init)
        )
        #expect(outcome.status == 0, "\(line): \(outcome.errors)")
    }

    private func mode(_ file: String, _ home: MusterHome) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: home.folder.file(file))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
}
