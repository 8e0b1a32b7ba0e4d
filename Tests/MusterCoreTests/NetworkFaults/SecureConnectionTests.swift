import MusterCore
import MusterTestSupport
import Testing

/// Whom a connection by TLS is made with, and what is told when it is not.
@Suite(.timeLimit(.minutes(30)))
struct SecureConnectionTests {
    @Test(arguments: WireCall.allCases)
    func aTrustedCertificateIsAccepted(call: WireCall) async throws {
        try await withAuthority { authority, roots in
            let good = WireStep.answer(headers: [call.contentType], body: call.goodBody)
            try await WireServer.withServer(
                tls: authority.certify(),
                [.readRequest, good, .wait]
            ) { server in
                let outcome = await WireClient.withClient(server.baseURL, trustRoots: roots) {
                    await $0.outcome(of: call)
                }
                #expect(outcome == .success(call.goodValue))
            }
        }
    }

    /// The certificate, and whether its authority is known.
    @Test(arguments: [
        ("127.0.0.1", false, false, "not to be trusted"),
        ("127.0.0.1", true, true, "not to be trusted"),
        ("other.example", false, true, "another host's"),
    ])
    func anyOtherIsRefused(
        name: String,
        isExpired: Bool,
        isKnown: Bool,
        words: String
    ) async throws {
        try await withAuthority { authority, roots in
            let shown = isKnown ? authority : try TestAuthority()
            try await WireServer.withServer(
                tls: shown.certify(name, isExpired: isExpired),
                [.readRequest, .wait]
            ) { server in
                for call in WireCall.allCases {
                    let outcome = await WireClient.withClient(server.baseURL, trustRoots: roots) {
                        await $0.outcome(of: call)
                    }
                    expect(outcome, failsAs: .tls, saying: words, "127.0.0.1")
                }
                // Not asked again, and never without TLS.
                #expect(server.record.connections == WireCall.allCases.count)
                #expect(server.record.requests.isEmpty)
            }
        }
    }

    /// Without a file of one's own, it is the system's authorities that count.
    @Test func theSystemKnowsNoAuthorityOfATest() async throws {
        let tls = try TestAuthority().certify()
        try await WireServer.withServer(tls: tls, [.readRequest, .wait]) { server in
            let outcome = await WireClient.withClient(server.baseURL) { await $0.outcome(of: .key) }
            expect(outcome, failsAs: .tls, saying: "SSL_CERT_FILE")
            #expect(server.record.requests.isEmpty)
        }
    }

    @Test(arguments: ["/no/such/file", "/dev/null"])
    func aFileWithoutCertificatesIsTold(path: String) async throws {
        let outcome = await WireClient.withClient("https://127.0.0.1:1", trustRoots: path) {
            await $0.outcome(of: .catalog)
        }
        expect(outcome, failsAs: .tls, saying: "SSL_CERT_FILE names \(path)")
    }

    @Test(arguments: WireCall.allCases)
    func aServerWithoutTLSIsNotAskedWithoutIt(call: WireCall) async throws {
        try await WireServer.withServer(
            [.read(64), .answer("400 Bad Request", body: "This is HTTP."), .wait]
        ) { server in
            let outcome = await WireClient.withClient("https://127.0.0.1:\(server.port)/api/v1") {
                await $0.outcome(of: call)
            }
            expect(outcome, failsAs: .tls, saying: "answers without TLS", "http://")
            #expect(server.record.connections == 1)
        }
    }

    @Test func aServerOfTLSThatIsAskedWithoutItIsTold() async throws {
        let tls = try TestAuthority().certify()
        try await WireServer.withServer(tls: tls, [.readRequest, .wait]) { server in
            let outcome = await WireClient.withClient("http://127.0.0.1:\(server.port)/api/v1") {
                await $0.outcome(of: .catalog)
            }
            guard case .failure(let failure) = outcome else { return #expect(Bool(false)) }
            #expect([.connection, .malformed].contains(failure.kind), "\(failure)")
        }
    }

    /// What the server does in the middle of the handshake.
    @Test(arguments: [
        (WireStep.wait, ServiceFailure.Kind.timeout, "in time"),
        (.close, .connection, "closed the connection"),
        (.reset, .connection, "closed the connection"),
    ])
    func aHandshakeThatIsNotFinishedIsTold(
        step: WireStep,
        kind: ServiceFailure.Kind,
        words: String
    ) async throws {
        try await WireServer.withServer([.read(64), step]) { server in
            let outcome = await WireClient.withClient(
                "https://127.0.0.1:\(server.port)/api/v1",
                connectTimeout: step.isWaiting ? .milliseconds(300) : .seconds(1500)
            ) { await $0.outcome(of: .key) }
            expect(outcome, failsAs: kind, saying: words)
        }
    }

    @Test(arguments: WireCall.allCases)
    func anEndInTheMiddleOfAnAnswerIsTold(call: WireCall) async throws {
        try await withAuthority { authority, roots in
            let part = WireStep.answerBytes(
                headers: [call.contentType, "Content-Length: 9999"],
                body: Array("{".utf8)
            )
            for end in [WireStep.close, .reset] {
                try await WireServer.withServer(
                    tls: authority.certify(),
                    [.readRequest, .send(part), end]
                ) { server in
                    let outcome = await WireClient.withClient(server.baseURL, trustRoots: roots) {
                        await $0.outcome(of: call)
                    }
                    // A reset may take with it what was sent before.
                    expect(outcome, failsAs: .connection, saying: "connection")
                }
            }
        }
    }

    // MARK: HTTP/2

    @Test(arguments: WireCall.allCases)
    func aServiceMayAnswerByHTTP2(call: WireCall) async throws {
        try await withAuthority { authority, roots in
            let type = call == .completion ? "text/event-stream" : "application/json"
            try await HTTP2WireServer.withServer(
                tls: authority.certify(protocols: ["h2", "http/1.1"]),
                contentType: type,
                answering: call.goodBody
            ) { server in
                let outcome = await WireClient.withClient(server.baseURL, trustRoots: roots) {
                    await $0.outcome(of: call)
                }
                #expect(outcome == .success(call.goodValue))
                #expect(server.record.requests.count == 1)
                #expect(server.record.mentions(":path: /api/v1/"))
                #expect(server.record.mentions(WireClient.key) == call.hasKey)
            }
        }
    }

    @Test(arguments: ["100", "101", "103", "199", "099", "000", "-1", "1000", "x", ""])
    func aStatusByHTTP2ThatIsNoAnswerIsTold(status: String) async throws {
        try await withAuthority { authority, roots in
            try await HTTP2WireServer.withServer(
                tls: authority.certify(protocols: ["h2"]),
                status: status,
                answering: "{}"
            ) { server in
                let outcome = await WireClient.withClient(
                    server.baseURL,
                    timeout: .seconds(2),
                    trustRoots: roots
                ) { await $0.outcome(of: .catalog) }
                #expect((try? outcome.get()) == nil)
                expectWords(outcome)
            }
        }
    }

    @Test(arguments: [HTTP2WireServer.Ending.resetStream, .closedConnection])
    func anAnswerByHTTP2ThatBreaksOffIsTold(ending: HTTP2WireServer.Ending) async throws {
        try await withAuthority { authority, roots in
            for call in WireCall.allCases {
                let type = call == .completion ? "text/event-stream" : "application/json"
                try await HTTP2WireServer.withServer(
                    tls: authority.certify(protocols: ["h2"]),
                    contentType: type,
                    answering: String(call.goodBody.dropLast(24)),
                    ending: ending
                ) { server in
                    let outcome = await WireClient.withClient(server.baseURL, trustRoots: roots) {
                        await $0.outcome(of: call)
                    }
                    expect(outcome, failsAs: .connection, saying: "lost in the middle")
                    #expect(server.record.requests.count == 1)
                }
            }
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

extension WireStep {
    fileprivate var isWaiting: Bool {
        if case .wait = self { true } else { false }
    }
}
