import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// What goes wrong is told in one sentence, with the right code, and nothing is lost.
@Suite(.timeLimit(.minutes(30)))
struct FailureTests {
    @Test(arguments: [
        ("lost", 64), ("list --sort size", 64), ("list is:sleepy", 64), ("list --nonsense", 64),
        ("demo --port 99999", 64), ("generate a/b hi --max-tokens 0", 64),
        ("show a/b", 65), ("disable a/b", 65), ("identify a/b not-an-id", 65),
        ("list --config /no/such/file", 78), ("list --base-url ftp://x", 78),
        ("refresh", 69), ("backfill", 69),
        ("list --database /proc/nowhere/db.sqlite", 74), ("list --database /proc", 74),
    ])
    func codesAreThoseOfSysexits(line: String, status: Int) async throws {
        try await MusterHome.withHome { home in
            let outcome = try await home.run(line)
            #expect(outcome.status == status, "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            #expect(!outcome.errors.isEmpty)
            if status != 64 { expectSentence(outcome) }
        }
    }

    @Test(arguments: [
        (RefusalKind.badParameters, 65), (.contextLength, 65), (.missingKey, 77),
        (.unknownKey, 77), (.credits, 77), (.keyLimit, 77), (.noEndpoints, 69),
        (.providerNotFound, 69), (.invalidModelID, 69), (.upstreamRateLimit, 75),
        (.freeDailyLimit, 75), (.badGateway, 75), (.overloaded, 75), (.timeout, 75),
        (.errorInSuccess, 75),
    ])
    func refusalsHaveTheirCode(kind: RefusalKind, status: Int) async throws {
        try await MusterHome.withCatalog { home, server in
            // Longer than muster waits, so that it gives up at once where it would try again.
            let refusal = CompletionRefusal(kind, retryAfter: "3600")
            server.setScript(
                ModelScript(accepts: .any, completion: .refusal(refusal)),
                for: "mistralai/mistral-nemo"
            )
            let line = "generate mistralai/mistral-nemo hi"
            let outcome = try await home.run(line)
            #expect(outcome.status == status, "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            let json = try await home.run("\(line) --json")
            #expect(json.status == status)
            #expect(try JSONObject(json.output).string("status") == "failed")
        }
    }

    @Test(arguments: [
        (ScriptedAnswer.html(status: 200), 69), (.html(status: 502), 75),
        (.json("{\"data\":[]}"), 69), (.json("{\"data\":"), 69), (.json("[]"), 69), (.json(""), 69),
        (.error("Slow down", status: 429), 75), (.error("No", status: 500), 75),
    ])
    func aBadCatalogChangesNothing(answer: ScriptedAnswer, status: Int) async throws {
        try await MusterHome.withCatalog { home, server in
            let before = try Data(contentsOf: URL(filePath: home.database))
            server.setRoute(answer, for: "/api/v1/models")
            let outcome = try await home.run("refresh")
            #expect(outcome.status == status, "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            expectSentence(outcome)
            #expect(!outcome.errors.contains("<html"))
            #expect(try Data(contentsOf: URL(filePath: home.database)) == before)
        }
    }

    @Test func aShrunkenCatalogNeedsForce() async throws {
        try await MusterHome.withCatalog { home, server in
            let small = SimulatorCatalog.synthetic(modelCount: 90)
            server.setRoute(ScriptedAnswer(body: small.body), for: "/api/v1/models")
            let refused = try await home.run("refresh")
            #expect(refused.status == 69)
            #expect(refused.sentence.contains("muster refresh --force"))
            let forced = try JSONObject(try await home.run("refresh --force --json").output)
            #expect(forced.number("total") == 90)
            let all = try await home.run("list --all --format ids")
            #expect(all.output.split(separator: "\n").count == 340)
        }
    }

    @Test(arguments: [0, 100, 5000])
    func aJunkDatabaseIsLeftAsItIs(count: Int) async throws {
        try await MusterHome.withHome { home in
            let junk = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 13) })
            let path = home.folder.file("junk.sqlite")
            try junk.write(to: URL(filePath: path))
            let outcome = try await home.run("list --database \(path)")
            // An empty file is an empty database to SQLite.
            guard count > 0 else { return #expect(outcome.status == 0) }
            #expect(outcome.status == 74)
            expectSentence(outcome)
            #expect(outcome.sentence.contains(path))
            #expect(try Data(contentsOf: URL(filePath: path)) == junk)
        }
    }

    @Test func aDamagedDatabaseIsToldOf() async throws {
        try await MusterHome.withCatalog { home, _ in
            var bytes = try Data(contentsOf: URL(filePath: home.database))
            for index in stride(from: 4096, to: bytes.count, by: 3) { bytes[index] = 0xAA }
            try bytes.write(to: URL(filePath: home.database))
            let outcome = try await home.run("list --format ids")
            #expect(outcome.status == 74)
            expectSentence(outcome)
            #expect(try Data(contentsOf: URL(filePath: home.database)) == bytes)
        }
    }

    @Test func withoutATerminalTheInterfaceSaysWhatToDo() async throws {
        try await MusterHome.withCatalog { home, _ in
            let outcome = try await home.run("")
            #expect(outcome.status == 64)
            expectSentence(outcome)
            #expect(outcome.sentence.contains("muster list"))
        }
    }

    @Test func withoutAKeyGeneratingSaysHowToGetOne() async throws {
        let configuration = SimulatorConfiguration(acceptedKeys: ["another"])
        try await SimulatorServer.withServer(configuration) { server in
            try await MusterHome.withHome(baseURL: server.baseURL) { home in
                var home = home
                _ = try await home.run("refresh")
                let refused = try await home.run("generate mistralai/mistral-nemo hi")
                #expect(refused.status == 77)
                home.environment["OPENROUTER_API_KEY"] = nil
                let missing = try await home.run("generate mistralai/mistral-nemo hi")
                #expect(missing.status == 77)
                let show = try await home.run("key show --json")
                #expect(show.status == 77)
                #expect(try JSONObject(show.output).string("source") == "none")
            }
        }
    }

    @Test(arguments: [
        (CompletionScript.dropped, 75), (.cut, 75), (.failing(.recorded), 65),
    ])
    func whatCameOfABrokenAnswerIsKept(script: CompletionScript, status: Int) async throws {
        try await MusterHome.withCatalog { home, server in
            server.setScript(
                ModelScript(accepts: .any, completion: script),
                for: "mistralai/mistral-nemo"
            )
            let outcome = try await home.run("generate mistralai/mistral-nemo hi")
            #expect(outcome.status == status, "\(outcome.errors)")
            #expect(!outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("muster: "))
        }
    }

    @Test func anotherModelThatAnsweredIsNamed() async throws {
        try await MusterHome.withCatalog { home, _ in
            let routed = try await home.run("generate openrouter/auto hi")
            #expect(routed.status == 0)
            #expect(routed.errors.contains("muster: served by openai/gpt-5-mini\n"))
            let own = try await home.run("generate mistralai/mistral-nemo hi")
            #expect(own.status == 0 && !own.errors.contains("served by"))
        }
    }

    /// On a terminal whose width nobody has set, too.
    @Test func noticesStandOnLinesOfTheirOwn() async throws {
        try await MusterHome.withCatalog { home, server in
            server.setScript(ModelScript(completion: .cut), for: "mistralai/mistral-nemo")
            let typed = home.folder.file("typed.txt")
            let outcome = try await home.shell(
                #"script -q -e -c "'$0' generate mistralai/mistral-nemo hi" "$1" >&2"#,
                [typed]
            )
            #expect(outcome.status == 75)
            let lines = try String(contentsOfFile: typed, encoding: .utf8)
                .replacing(/\u{1B}\[[0-9;]*m/, with: "").split(whereSeparator: \.isNewline)
            let notices = lines.filter { $0.contains("muster: ") }
            #expect(notices.count >= 2, "\(lines)")
            #expect(notices.allSatisfy { $0.hasPrefix("muster: ") }, "\(lines)")
            #expect(!lines.joined().contains("\u{1B}"))
        }
    }

    private func expectSentence(_ outcome: MusterHome.Outcome) {
        #expect(outcome.sentence.hasPrefix("muster: "), "\(outcome.errors)")
        #expect(!outcome.sentence.contains("\n"), "\(outcome.errors)")
        #expect(!outcome.sentence.hasSuffix(".."), "\(outcome.errors)")
    }
}
