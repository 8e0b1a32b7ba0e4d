import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// `kill -9` at any moment.
@Suite(.timeLimit(.minutes(30)))
struct CrashTests {
    @Test(arguments: [0, 5, 15, 30, 50, 80, 120, 200])
    func aRefreshIsWholeOrNotThere(milliseconds: Int) async throws {
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL) { home in
                #expect(try await home.run("refresh").status == 0)
                let other = SimulatorCatalog.synthetic(modelCount: 700)
                server.setRoute(ScriptedAnswer(body: other.body), for: "/api/v1/models")
                server.log.removeAll()
                _ = try await home.kill(["refresh"], after: .milliseconds(milliseconds)) {
                    server.log.count > 0
                }
                let list = try await home.run("list --format ids")
                #expect(list.status == 0, "\(list.errors)")
                #expect([340, 700].contains(list.output.split(separator: "\n").count))
            }
        }
    }

    @Test func aRefreshKilledWhileItWaitsLeavesTheCatalog() async throws {
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL) { home in
                #expect(try await home.run("refresh").status == 0)
                let before = try Data(contentsOf: URL(filePath: home.database))
                var answer = ScriptedAnswer(body: SimulatorCatalog.synthetic().body)
                answer.delay = .seconds(60)
                server.setRoute(answer, for: "/api/v1/models")
                server.log.removeAll()
                let wasKilled = try await home.kill(["refresh"]) { server.log.count > 0 }
                #expect(wasKilled)
                #expect(try Data(contentsOf: URL(filePath: home.database)) == before)
            }
        }
    }

    @Test(.enabled(if: TmuxSession.isInstalled, "tmux is not installed: apt-get install tmux"))
    func aGenerationKeepsItsTextAndIsMarked() async throws {
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL) { home in
                #expect(try await home.run("refresh").status == 0)
                let script = StreamScript(
                    text: "perennial ",
                    isOneChunk: true,
                    repetitions: 1_000_000,
                    tokensPerSecond: 50
                )
                server.setScript(
                    ModelScript(accepts: .any, completion: .stream(script)),
                    for: "mistralai/mistral-nemo"
                )
                let database = home.database
                let arguments = ["generate", "mistralai/mistral-nemo", "Go on"]
                let wasKilled = try await home.kill(arguments) {
                    Self.holds("perennial perennial", database)
                }
                #expect(wasKilled)
                #expect(Self.holds("perennial perennial", database))
                #expect(!Self.holds("interrupted", database))
                try await TmuxSession.withSession(home) { terminal in
                    try await terminal.start("$MUSTER")
                    try await terminal.wait(for: "340 models")
                    let isMarked = await poll { Self.holds("interrupted", database) }
                    #expect(isMarked)
                    try await terminal.type("q")
                    try await terminal.wait(for: "exit=0")
                }
                #expect(Self.holds("perennial perennial", database))
            }
        }
    }

    /// Whether the bytes of a file hold a text.
    private static func holds(_ text: String, _ path: String) -> Bool {
        let data = FileManager.default.contents(atPath: path) ?? Data()
        return data.firstRange(of: Data(text.utf8)) != nil
    }
}
