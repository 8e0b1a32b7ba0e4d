import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// What a command says of a network at fault, and that the catalog stays as it was.
@Suite(.timeLimit(.minutes(30)))
struct NetworkCommandTests {
    private static let head = Array("HTTP/1.1 200 OK\r\nX-Slow: ".utf8)
    private static let bomb: [WireStep] = [
        .readRequest,
        .send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99999999\r\n\r\n"),
        .send(DeflateEncoder.bombStart), .sendForever(DeflateEncoder.bombPiece),
    ]

    /// What the server does, and the code and the words that come of it.
    @Test(arguments: [
        (
            "slow loris",
            [WireStep.readRequest, .sendEach(head, pause: .milliseconds(100)), .wait],
            75, "within 1 s"
        ),
        ("no answer", [.readRequest, .wait], 75, "within 1 s"),
        ("reset", [.readRequest, .reset], 69, "closed the connection"),
        ("no HTTP", [.readRequest, .send("220 mail.example ESMTP\r\n"), .wait], 69, "not HTTP"),
    ])
    func aFaultIsToldInOneSentence(
        name: String,
        script: [WireStep],
        status: Int,
        words: String
    ) async throws {
        try await MusterHome.withCatalog { home, _ in
            var home = home
            if status == 75 { home.environment["MUSTER_TIMEOUT"] = "1" }
            try await WireServer.withServer(script) { server in
                try await expectRefusal(home, server.baseURL, status: status, words: words)
                #expect(server.record.requests.count <= 1)
            }
        }
    }

    /// A gigabyte and more in a few megabytes, with less memory than that.
    @Test func whatInflatesWithoutEndEndsAtTheLimit() async throws {
        try await MusterHome.withCatalog { home, _ in
            try await WireServer.withServer(Self.bomb) { server in
                var home = home
                try home.move(to: server.baseURL)
                let before = try Data(contentsOf: URL(filePath: home.database))
                let outcome = try await home.shell(
                    "ulimit -v 1500000; exec timeout -s KILL 1500 \"$0\" refresh"
                )
                #expect(outcome.status == 69, "\(outcome.errors)")
                #expect(outcome.sentence.contains("larger than 512 MiB"), "\(outcome.errors)")
                #expect(try Data(contentsOf: URL(filePath: home.database)) == before)
            }
        }
    }

    @Test func aRedirectToAnotherHostIsNotFollowed() async throws {
        try await MusterHome.withCatalog { home, _ in
            try await WireServer.withServer([.wait]) { other in
                let location = "Location: \(other.url(host: "localhost"))/models"
                try await WireServer.withServer(
                    [.readRequest, .answer("301 Moved", headers: [location]), .wait]
                ) { server in
                    try await expectRefusal(
                        home,
                        server.baseURL,
                        status: 69,
                        words: "redirected to another host"
                    )
                }
                #expect(other.record.connections == 0)
            }
        }
    }

    @Test func certificatesDecideWhomItTrusts() async throws {
        try await MusterHome.withCatalog { home, _ in
            var home = home
            let authority = try TestAuthority()
            let roots = home.folder.file("root.pem")
            try authority.write(to: roots)
            let catalog = SimulatorCatalog.synthetic(modelCount: 340).body
            try await WireServer.withServer(
                tls: authority.certify(),
                // The second request asks which models the key may use.
                [.readRequest, .answer(body: Array(catalog)), .readRequest, .answer(body: [])]
            ) { server in
                try await expectRefusal(
                    home,
                    server.baseURL,
                    status: 69,
                    words: "is not to be trusted"
                )
                #expect(server.record.requests.isEmpty)
                try home.move(to: server.baseURL)
                home.environment["SSL_CERT_FILE"] = roots
                let trusted = try await home.run("refresh --force")
                #expect(trusted.status == 0, "\(trusted.errors)")
            }
        }
    }

    @Test func aProxyIsAskedAndToldNoKey() async throws {
        try await MusterHome.withCatalog { home, _ in
            var home = home
            let authority = try TestAuthority()
            home.environment["SSL_CERT_FILE"] = home.folder.file("root.pem")
            try authority.write(to: home.folder.file("root.pem"))
            let established = Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
            let tunnel = WireStep.sendThenStartTLS(
                established,
                try authority.certify("service.example")
            )
            let key = WireStep.answer(body: #"{"data":{"label":"x","limit":null,"usage":0}}"#)
            try await WireServer.withServer(
                [.readRequest, tunnel, .readRequest, key, .wait],
                [.readRequest, .answer("407 Who are you"), .wait]
            ) { proxy in
                home.environment["HTTPS_PROXY"] = "http://user:hunter2@127.0.0.1:\(proxy.port)"
                try home.move(to: "https://service.example/api/v1")
                home.environment["MUSTER_TIMEOUT"] = "300"
                let report = try await home.run("doctor")
                #expect(report.output.contains("reachable, key accepted"), "\(report)")
                #expect(report.output.contains("127.0.0.1:\(proxy.port) (HTTPS_PROXY)"))
                #expect(!report.output.contains("hunter2"))
                let requests = proxy.record.requests
                try #require(requests.count == 2)
                #expect(requests[0].hasPrefix("CONNECT service.example:443 "))
                #expect(!requests[0].contains(MusterHome.key))
                #expect(requests[1].contains(MusterHome.key))
                try await expectRefusal(
                    home,
                    "https://service.example/api/v1",
                    status: 69,
                    words: "the proxy 127.0.0.1:\(proxy.port) refuses the user name and password"
                )
            }
            for file in home.files {
                let data = FileManager.default.contents(atPath: file) ?? Data()
                #expect(data.firstRange(of: Data("hunter2".utf8)) == nil, "\(file)")
            }
        }
    }

    @Test(arguments: ["0", "ten", "-1", "99999999999999999999"])
    func aTimeThatIsNoneIsAMistake(text: String) async throws {
        try await MusterHome.withHome { home in
            var home = home
            home.environment["MUSTER_TIMEOUT"] = text
            let outcome = try await home.run("list")
            #expect(outcome.status == 78)
            #expect(outcome.sentence.contains("MUSTER_TIMEOUT is \(text)"))
        }
    }

    @Test(.enabled(if: TmuxSession.isInstalled, "tmux is not installed: apt-get install tmux"))
    func escapeEndsARefreshThatIsNeverAnswered() async throws {
        try await MusterHome.withCatalog { home, _ in
            try await WireServer.withServer([.readRequest, .wait]) { server in
                var home = home
                try home.move(to: server.baseURL)
                try await TmuxSession.withSession(home) { terminal in
                    try await terminal.start("$MUSTER")
                    try await terminal.wait(for: "340 models")
                    try await terminal.type("R")
                    try await terminal.wait(for: "refreshing")
                    #expect(await poll { !server.record.requests.isEmpty })
                    // What does not wait for the network goes on.
                    try await terminal.type("/llama")
                    try await terminal.wait(for: " shown")
                    try await terminal.press("Enter")
                    try await terminal.press("Escape")
                    try await terminal.wait(for: "Refresh cancelled; the catalog did not change")
                    #expect(await poll { server.record.hangUps == 1 })
                    try await terminal.press("Escape")
                    try await terminal.wait("no filter") { !$0.contains(" shown") }
                    try await terminal.type("q")
                    try await terminal.wait(for: "exit=0")
                }
            }
        }
    }

    private func expectRefusal(
        _ home: MusterHome,
        _ baseURL: String,
        status: Int,
        words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        var home = home
        try home.move(to: baseURL)
        let before = try Data(contentsOf: URL(filePath: home.database))
        let outcome = try await home.run("refresh")
        #expect(outcome.status == status, "\(outcome)", sourceLocation: sourceLocation)
        #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
        #expect(outcome.sentence.hasPrefix("muster: "), sourceLocation: sourceLocation)
        #expect(".?".contains(outcome.sentence.suffix(1)), sourceLocation: sourceLocation)
        #expect(!outcome.sentence.contains("\n"), "\(outcome)", sourceLocation: sourceLocation)
        #expect(outcome.sentence.contains(words), "\(outcome)", sourceLocation: sourceLocation)
        let after = try Data(contentsOf: URL(filePath: home.database))
        #expect(after == before, sourceLocation: sourceLocation)
    }
}
