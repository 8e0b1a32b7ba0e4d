import MusterCore
import MusterTestSupport
import Testing

/// What proxies are asked, what they are told, and what is told of them.
@Suite(.timeLimit(.minutes(30)))
struct ProxyTests {
    private static let service = "https://service.example/api/v1"
    private static let established = Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8)

    @Test(arguments: WireCall.allCases)
    func aTunnelLeadsToTheService(call: WireCall) async throws {
        try await withAuthority { authority, roots in
            let tls = try authority.certify("service.example")
            let good = WireStep.answer(headers: [call.contentType], body: call.goodBody)
            try await WireServer.withServer(
                [
                    .readRequest, .sendThenStartTLS(Self.established, tls), .readRequest, good,
                    .wait,
                ]
            ) { proxy in
                let settings = ["HTTPS_PROXY": "http://us%65r:p%40ss@127.0.0.1:\(proxy.port)"]
                let outcome = await WireClient.withClient(
                    Self.service,
                    proxies: ProxySettings(environment: settings),
                    trustRoots: roots
                ) { await $0.outcome(of: call) }
                #expect(outcome == .success(call.goodValue))
                let requests = proxy.record.requests
                try #require(requests.count == 2)
                #expect(requests[0].hasPrefix("CONNECT service.example:443 HTTP/1.1\r\n"))
                // user:p@ss
                #expect(requests[0].lowercased().contains("proxy-authorization: basic "))
                #expect(requests[0].contains("dXNlcjpwQHNz"))
                #expect(!requests[0].contains(WireClient.key))
                #expect(!requests[1].contains("dXNlcjpwQHNz"))
                #expect(requests[1].contains(" /api/v1/"))
            }
        }
    }

    @Test func anAddressWithoutTLSIsTunnelledToo() async throws {
        let call = WireCall.catalog
        try await WireServer.withServer(
            [
                .readRequest, .send(Self.established), .readRequest,
                .answer(headers: [call.contentType], body: call.goodBody), .wait,
            ]
        ) { proxy in
            let settings = ["http_proxy": "127.0.0.1:\(proxy.port)"]
            let outcome = await WireClient.withClient(
                "http://service.example/api/v1",
                proxies: ProxySettings(environment: settings)
            ) { await $0.outcome(of: call) }
            #expect(outcome == .success(call.goodValue))
            #expect(proxy.record.requests.first?.hasPrefix("CONNECT service.example:80 ") == true)
        }
    }

    @Test(arguments: ["socks5", "socks5h"])
    func aSOCKSProxyLeadsToTheService(scheme: String) async throws {
        try await withAuthority { authority, roots in
            let call = WireCall.key
            let tls = try authority.certify("service.example")
            let granted: [UInt8] = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0]
            try await WireServer.withServer(
                [
                    .read(3), .send([5, 0]), .read(4 + 1 + 15 + 2), .sendThenStartTLS(granted, tls),
                    .readRequest, .answer(headers: [call.contentType], body: call.goodBody), .wait,
                ]
            ) { proxy in
                let settings = ["ALL_PROXY": "\(scheme)://127.0.0.1:\(proxy.port)"]
                let outcome = await WireClient.withClient(
                    Self.service,
                    proxies: ProxySettings(environment: settings),
                    trustRoots: roots
                ) { await $0.outcome(of: call) }
                #expect(outcome == .success(call.goodValue))
                #expect(proxy.record.requests.count == 1)
            }
        }
    }

    /// What the proxy does, and what is said of it besides its address.
    @Test(arguments: [
        (
            [WireStep.readRequest, .answer("407 Proxy Authentication Required"), .wait],
            ServiceFailure.Kind.connection, "refuses the user name and password"
        ),
        (
            [.readRequest, .answer("502 Bad Gateway", body: "<html>"), .wait], .connection,
            "does not connect to service.example"
        ),
        (
            [.readRequest, .answer("302 Found", headers: ["Location: http://a.example/"]), .wait],
            .connection, "does not connect to service.example"
        ),
        ([.close], .connection, "closed the connection"),
        ([.readRequest, .close], .connection, "closed the connection"),
        ([.readRequest, .reset], .connection, "closed the connection"),
        ([.readRequest, .send(established), .close], .connection, "closed the connection"),
        ([.readRequest, .wait], .timeout, "did not answer in time"),
        (
            [.readRequest, .send("SSH-2.0-OpenSSH_9.6\r\n"), .wait], .timeout,
            "did not answer in time"
        ),
        (
            [.readRequest, .send(established), .read(64), .answer("400 Bad Request"), .wait], .tls,
            "answers without TLS"
        ),
    ])
    func aProxyThatFailsIsNamedWithoutItsPassword(
        script: [WireStep],
        kind: ServiceFailure.Kind,
        words: String
    ) async throws {
        try await WireServer.withServer(script) { proxy in
            let settings = ["https_proxy": "http://user:hunter2@127.0.0.1:\(proxy.port)"]
            for call in [WireCall.key, .completion] {
                let outcome = await WireClient.withClient(
                    Self.service,
                    connectTimeout: kind == .timeout ? .milliseconds(300) : .seconds(1500),
                    proxies: ProxySettings(environment: settings)
                ) { await $0.outcome(of: call) }
                expect(outcome, failsAs: kind, saying: words)
                if kind == .connection || kind == .timeout {
                    expect(outcome, failsAs: kind, saying: "the proxy 127.0.0.1:\(proxy.port)")
                }
                if case .failure(let failure) = outcome {
                    #expect(!failure.message.contains("hunter2"))
                }
            }
            #expect(!proxy.record.mentions(WireClient.key))
            #expect(proxy.record.connections <= 2)
        }
    }

    @Test func aProxyThatWantsANameSaysHowToGiveIt() async throws {
        try await WireServer.withServer(
            [.readRequest, .answer("407 Proxy Authentication Required"), .wait]
        ) { proxy in
            let outcome = await WireClient.withClient(
                Self.service,
                proxies: ProxySettings(
                    environment: ["https_proxy": "http://127.0.0.1:\(proxy.port)"]
                )
            ) { await $0.outcome(of: .catalog) }
            let address = "127.0.0.1:\(proxy.port)"
            expect(
                outcome,
                failsAs: .connection,
                saying: "the proxy \(address) wants a user name",
                "http://user:password@\(address)"
            )
        }
    }

    @Test(arguments: [[UInt8]([5, 0xFF]), [4, 0], [5, 0, 5, 5, 0, 1, 0, 0, 0, 0, 0, 0]])
    func aSOCKSProxyThatRefusesIsNamed(answer: [UInt8]) async throws {
        try await WireServer.withServer(
            [
                .read(3), .send(Array(answer.prefix(2))), .read(22),
                .send(Array(answer.dropFirst(2))),
            ]
        ) { proxy in
            let address = "127.0.0.1:\(proxy.port)"
            let outcome = await WireClient.withClient(
                Self.service,
                proxies: ProxySettings(environment: ["all_proxy": "socks5://\(address)"])
            ) { await $0.outcome(of: .key) }
            expect(outcome, failsAs: .connection, saying: "the proxy \(address)")
        }
    }

    @Test func aProxyThatIsNotThereIsNamed() async throws {
        let outcome = await WireClient.withClient(
            Self.service,
            proxies: ProxySettings(environment: ["HTTPS_PROXY": "http://127.0.0.1:1"])
        ) { await $0.outcome(of: .key) }
        expect(outcome, failsAs: .connection, saying: "the proxy 127.0.0.1:1 refused")
    }

    @Test func aCertificateIsCheckedBehindAProxyToo() async throws {
        try await withAuthority { authority, roots in
            let tls = try authority.certify("proxy.example")
            try await WireServer.withServer(
                [.readRequest, .sendThenStartTLS(Self.established, tls), .readRequest, .wait]
            ) { proxy in
                let settings = ["https_proxy": "http://127.0.0.1:\(proxy.port)"]
                let outcome = await WireClient.withClient(
                    Self.service,
                    proxies: ProxySettings(environment: settings),
                    trustRoots: roots
                ) { await $0.outcome(of: .key) }
                expect(outcome, failsAs: .tls, saying: "service.example", "another host's")
                #expect(!proxy.record.mentions(WireClient.key))
            }
        }
    }

    @Test func thisMachineIsAskedWithoutAProxy() async throws {
        let call = WireCall.key
        let good = WireStep.answer(headers: [call.contentType], body: call.goodBody)
        try await WireServer.withServer([.wait]) { proxy in
            try await WireServer.withServer([.readRequest, good, .wait]) { server in
                let address = "http://127.0.0.1:\(proxy.port)"
                let outcome = await WireClient.withClient(
                    server.baseURL,
                    proxies: ProxySettings(
                        environment: ["http_proxy": address, "ALL_PROXY": address]
                    )
                ) { await $0.outcome(of: call) }
                #expect(outcome == .success(call.goodValue))
            }
            #expect(proxy.record.connections == 0)
        }
    }

    private func withAuthority(_ body: (TestAuthority, String) async throws -> Void) async throws {
        try await TemporaryFolder.withFolder { folder in
            let authority = try TestAuthority()
            try authority.write(to: folder.file("root.pem"))
            try await body(authority, folder.file("root.pem"))
        }
    }
}
