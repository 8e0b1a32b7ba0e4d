import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// The key goes to the service and nowhere else.
@Suite(.timeLimit(.minutes(30)))
struct SecretTests {
    private static let grok = "x-ai/grok-code-fast-1"
    private static let dead = "agentica-org/deepcoder-14b-preview"

    /// Every command, with an ordinary service; FILE, PROMPTS and RESULTS are in the home.
    private static let lines = [
        "refresh --verbose", "refresh --json", "backfill --verbose --verify", "backfill --json",
        "list", "list --format json", "list --format csv", "show \(grok) --live",
        "show \(grok) --live --json", "check \(grok) \(dead) --deep --verbose",
        "check \(grok) --deep --tools --structured --json", "check --dry-run", "why \(grok)",
        "why \(dead) --json", "generate \(grok) hi --verbose",
        "generate \(dead) hi --verbose --json",
        "generate \(grok) hi --timeout 1 --base-url http://127.0.0.1:1/api/v1",
        "generate \(grok) hi --base-url http://user:password@example.org:1/api/v1", "history",
        "history 1", "history 1 --json", "history 1 --format markdown", "disable \(dead)",
        "enable \(dead)", "identify \(dead) a/B", "slate save FILE \(grok)", "slate verify FILE",
        "slate verify FILE --json", "batch FILE PROMPTS -o RESULTS --dry-run",
        "batch FILE PROMPTS -o RESULTS --yes --verbose",
        "batch FILE PROMPTS -o RESULTS --yes --json",
        "export --format litellm author:x-ai -o FILE.litellm",
        "export --format litellm author:x-ai",
        "export --format promptfoo author:x-ai", "export --format llm author:x-ai",
        "export --format csv", "export --format json", "export --format ids", "doctor",
        "doctor --json", "doctor --check", "doctor --check --json", "doctor --compact",
        "history --forget 1 --yes", "key show", "key show --json", "pick", "browse", "",
        "--version",
        "--help", "help generate", "lost", "list --nonsense", "list --config /no/such/file",
        "list --database /proc", "--generate-completion-script bash",
    ]

    /// Those that ask the service, for services that refuse.
    private static let asking = [
        "refresh --verbose --force", "backfill --verbose", "show \(grok) --live --verbose",
        "check \(grok) --deep --verbose --json", "generate \(grok) hi --verbose --json",
        "slate verify FILE --verbose", "batch FILE PROMPTS -o RESULTS.2 --yes --allow-inconclusive",
        "doctor --json --verbose", "batch status",
    ]

    @Test func noOutputAndNoFileHoldsTheKey() async throws {
        let configuration = SimulatorConfiguration(acceptedKeys: [MusterHome.key])
        try await withHome(configuration) { home, server in
            try await expectSilence(home, Self.lines)
            #expect(server.log.entries.contains { $0.bearerKey == MusterHome.key })
            #expect(FileManager.default.fileExists(atPath: home.folder.file("FILE.litellm")))
            #expect(FileManager.default.fileExists(atPath: home.folder.file("RESULTS")))
        }
    }

    @Test(arguments: [
        RefusalKind.unknownKey, .credits, .keyLimit, .badGateway, .freeDailyLimit, .errorInSuccess,
    ])
    func noRefusalBringsItOut(kind: RefusalKind) async throws {
        try await withHome(SimulatorConfiguration()) { home, server in
            let prepared = ["refresh", "slate save FILE \(Self.grok)"]
            try await expectSilence(home, prepared)
            let refusal = CompletionRefusal(kind, retryAfter: "3600")
            server.setScript(
                ModelScript(accepts: .any, completion: .refusal(refusal)),
                for: Self.grok
            )
            try await expectSilence(home, Self.asking)
        }
    }

    /// Some services quote the key that they refuse, in answers to what it was sent with.
    @Test(arguments: [401, 403, 500, 200])
    func aServiceThatQuotesItIsNotQuoted(status: Int) async throws {
        try await withHome(SimulatorConfiguration()) { home, server in
            try await expectSilence(home, ["refresh", "slate save FILE \(Self.grok)"])
            let answer = ScriptedAnswer.error("Wrong key: \(MusterHome.key)!", status: status)
            let paths = [
                "key", "chat/completions", "models/user", "models/\(Self.grok)/endpoints",
                "batches",
            ]
            for path in paths {
                server.setRoute(answer, for: "/api/v1/\(path)")
            }
            // A batch is patient with a service that may recover.
            let isFinal = status == 401 || status == 403
            try await expectSilence(
                home,
                Self.asking.filter { isFinal || !$0.hasPrefix("batch FILE") }
            )
        }
    }

    @Test func aKilledProcessLeavesNoneOfIt() async throws {
        try await withHome(SimulatorConfiguration(tokensPerSecond: 50)) { home, server in
            try await expectSilence(home, ["refresh"])
            server.log.removeAll()
            let pid = home.folder.file("pid")
            let wasKilled = try await home.kill(["generate", Self.grok, "hi", "--verbose"]) {
                guard server.log.count > 0, let data = FileManager.default.contents(atPath: pid)
                else { return false }
                let process = String(decoding: data, as: UTF8.self).dropLast()
                let arguments = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
                return arguments.map { $0.count > 0 && !Self.holdsKey($0) } ?? false
            }
            #expect(wasKilled)
            expectNoKey(in: home.files)
        }
    }

    @Test(.enabled(if: TmuxSession.isInstalled, "tmux is not installed: apt-get install tmux"))
    func noScreenShowsIt() async throws {
        let configuration = SimulatorConfiguration(acceptedKeys: [MusterHome.key])
        try await withHome(configuration) { home, _ in
            try await expectSilence(home, ["refresh"])
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("$MUSTER pick grok-code")
                try await terminal.wait(for: " shown")
                #expect(try await !terminal.screen().contains("MARKED"))
                try await terminal.press("Enter")
                try await terminal.wait(for: Self.grok)
                try await terminal.start("$MUSTER")
                try await terminal.wait(for: "340 models")
                try await terminal.type("/grok-code")
                try await terminal.press("Enter")
                try await terminal.wait(for: " shown")
                try await terminal.press("p")
                try await terminal.type("hi")
                try await terminal.press("Enter")
                try await terminal.wait(for: "completed")
                #expect(try await !terminal.screen().contains("MARKED"))
                try await terminal.type("qqq")
                try await terminal.wait(for: "exit=0")
                #expect(try await !terminal.screen().contains("MARKED"))
            }
            expectNoKey(in: home.files)
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

    private func withHome(
        _ configuration: SimulatorConfiguration,
        _ body: (MusterHome, SimulatorServer) async throws -> Void
    ) async throws {
        try await SimulatorServer.withServer(configuration) { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                try home.write("PROMPTS", "{\"id\":\"1\",\"prompt\":\"hi\"}\n")
                try await body(home, server)
            }
        }
    }

    /// Runs commands in the home, and expects nothing of the key in what they say and leave.
    private func expectSilence(_ home: MusterHome, _ lines: [String]) async throws {
        for line in lines {
            let outcome = try await home.shell(
                "cd \"$HOME\" && exec setsid -w timeout -s KILL 1500 \"$0\" \"$@\" </dev/null",
                line.split(separator: " ").map(String.init)
            )
            let said = outcome.output + outcome.errors
            #expect(!said.contains("MARKED"), "\(line): \(said.prefix(1000))")
            #expect(outcome.status < 128, "\(line)")
        }
        expectNoKey(in: home.files)
    }

    private func expectNoKey(in files: [String]) {
        for path in files {
            // What is no file, such as a terminal's socket, holds nothing.
            let data = FileManager.default.contents(atPath: path) ?? Data()
            #expect(!Self.holdsKey(data), "\(path)")
        }
    }

    private static func holdsKey(_ data: Data) -> Bool {
        data.firstRange(of: Data("MARKED".utf8)) != nil
    }
}
