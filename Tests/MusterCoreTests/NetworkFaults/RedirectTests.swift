import MusterCore
import MusterTestSupport
import Testing

/// Where redirects lead, and that neither key nor prompt is taken along.
@Suite(.timeLimit(.minutes(30)))
struct RedirectTests {
    private static let statuses = [
        "301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect",
        "308 Permanent Redirect",
    ]

    @Test(arguments: statuses, WireCall.plain)
    func anotherPathOfTheSameHostIsFollowed(status: String, call: WireCall) async throws {
        let redirect = WireStep.answer(status, headers: ["Location: /elsewhere?x=1"])
        let good = WireStep.answer(headers: [call.contentType], body: call.goodBody)
        // The second request may or may not come by the same connection.
        try await WireServer.withServer(
            [.readRequest, redirect, .readRequest, good, .wait],
            [.readRequest, good, .wait]
        ) { server in
            let outcome = await WireClient.withClient(server.baseURL) { await $0.outcome(of: call) }
            #expect(outcome == .success(call.goodValue))
            let requests = server.record.requests
            #expect(requests.count == 2)
            #expect(requests.last?.hasPrefix("GET /elsewhere?x=1 HTTP/1.1") == true)
            #expect(requests.allSatisfy { $0.contains(WireClient.key) == call.hasKey })
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost"], [WireCall.catalog, .key, .completion])
    func anotherHostOrPortIsNotFollowed(name: String, call: WireCall) async throws {
        try await WireServer.withServer([.wait]) { other in
            for status in Self.statuses {
                let location = "Location: \(other.url(host: name))/models"
                try await WireServer.withServer(
                    [.readRequest, .answer(status, headers: [location]), .wait]
                ) { server in
                    let outcome = await WireClient.withClient(server.baseURL) {
                        await $0.outcome(of: call)
                    }
                    expect(outcome, failsAs: .redirect, saying: "not followed")
                    #expect(server.record.requests.count == 1)
                }
            }
            #expect(other.record.connections == 0)
        }
    }

    @Test(arguments: [WireCall.catalog, .key])
    func fromTLSToNoneIsNotFollowed(call: WireCall) async throws {
        let authority = try TestAuthority()
        try await TemporaryFolder.withFolder { folder in
            try authority.write(to: folder.file("root.pem"))
            try await WireServer.withServer([.wait]) { other in
                let location = "Location: http://127.0.0.1:\(other.port)/api/v1/models"
                try await WireServer.withServer(
                    tls: authority.certify(),
                    [.readRequest, .answer("301 Moved", headers: [location]), .wait]
                ) { server in
                    let outcome = await WireClient.withClient(
                        server.baseURL,
                        trustRoots: folder.file("root.pem")
                    ) { await $0.outcome(of: call) }
                    expect(outcome, failsAs: .redirect, saying: "redirected from https to http")
                }
                #expect(other.record.connections == 0)
            }
        }
    }

    @Test(arguments: [
        "", "//", "http://", "mailto:a@b.example", "javascript:1", "file:///etc/passwd",
        "http://user:password@127.0.0.1/x", "http://[::1", "%zz%", "\u{7F}", "///x",
    ])
    func aPlaceThatCannotBeGoneToIsTold(location: String) async throws {
        let redirect = WireStep.answer("302 Found", headers: ["Location: \(location)"])
        try await WireServer.withServer(
            [.readRequest, redirect, .readRequest, .answer("404 Not Found"), .wait],
            [.readRequest, .answer("404 Not Found"), .wait]
        ) { server in
            await WireClient.withClient(server.baseURL) { client in
                let outcome = await client.outcome(of: .catalog)
                guard case .failure(let failure) = outcome else {
                    Issue.record("\(outcome)")
                    return
                }
                #expect([.redirect, .malformed].contains(failure.kind), "\(failure)")
                #expect(!failure.message.contains("password"))
            }
            #expect(server.record.requests.count <= 5)
        }
    }

    @Test(arguments: WireCall.plain)
    func aLoopEnds(call: WireCall) async throws {
        let round: [WireStep] = [
            .readRequest, .answer("302 Found", headers: ["Location: /api/v1/models"]),
        ]
        let script = Array(repeatElement(round, count: 20).joined())
        try await WireServer.withServer(script) { server in
            let outcome = await WireClient.withClient(server.baseURL) { await $0.outcome(of: call) }
            expect(outcome, failsAs: .redirect, saying: "the server redirects without end")
            #expect(server.record.requests.count == 4)
        }
    }
}
