import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// The key goes to the service and nowhere else.
@Suite(.timeLimit(.minutes(10)))
struct SecretTests {
    @Test func noOutputAndNoFileHoldsTheKey() async throws {
        let configuration = SimulatorConfiguration(acceptedKeys: [MusterHome.key])
        try await SimulatorServer.withServer(configuration) { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                var said = ""
                for line in [
                    "refresh --verbose", "backfill --verbose --verify", "list", "doctor",
                    "doctor --json", "key show", "show x-ai/grok-code-fast-1 --live",
                    "generate x-ai/grok-code-fast-1 hi --verbose",
                    "generate agentica-org/deepcoder-14b-preview hi --verbose --json",
                    "generate x-ai/grok-code-fast-1 hi --timeout 1 --base-url http://127.0.0.1:1/api/v1",
                ] {
                    let outcome = try await home.run(line)
                    said += outcome.output + outcome.errors
                }
                #expect(server.log.entries.contains { $0.bearerKey == MusterHome.key })
                #expect(!said.contains("MARKED"))
                expectNoKey(in: home.files)
            }
        }
    }

    @Test func onlyItsOwnFileHoldsAKeyThatIsKept() async throws {
        try await MusterHome.withHome { home in
            var home = home
            home.environment["OPENROUTER_API_KEY"] = nil
            let set = try await home.run(["key", "set"], input: MusterHome.key + "\n")
            #expect(set.status == 0)
            #expect(set.output.isEmpty)
            #expect(!set.errors.contains("MARKED"))
            let path = home.folder.file("config/muster/key")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect((mode as? NSNumber)?.intValue == 0o600)
            expectNoKey(in: home.files.filter { $0 != path })
            let show = try await home.run("key show")
            #expect(show.output == path + "\n")

            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            let doctor = try await home.run("doctor")
            #expect(doctor.status == 0)
            #expect(!doctor.output.contains("MARKED"))

            #expect(try await home.run("key forget").status == 0)
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(try await home.run("key show").status == 77)
            #expect(try await home.run(["key", "set"], input: "\n").status == 65)
        }
    }

    private func expectNoKey(in files: [String]) {
        for path in files {
            let data = FileManager.default.contents(atPath: path) ?? Data()
            #expect(data.firstRange(of: Data("MARKED".utf8)) == nil, "\(path)")
        }
    }
}
