import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// One command, one answer, whichever model gives it.
@Suite(.timeLimit(.minutes(30)))
struct FallbackCommandTests {
    private static let coder = "agentica-org/deepcoder-14b-preview"
    private static let grok = "x-ai/grok-code-fast-1"
    private static let nemo = "mistralai/mistral-nemo"

    private static let busy = CompletionScript.refusal(
        CompletionRefusal(.unavailable, retryAfter: "1")
    )

    @Test func theFirstIsGoneTheSecondBusyAndTheThirdAnswers() async throws {
        try await MusterHome.withCatalog { home, server in
            server.setScript(
                ModelScript(accepts: .any, completion: .sequence([Self.busy, Self.busy])),
                for: Self.grok
            )
            server.setScript(
                ModelScript(accepts: .any, completion: .text("Two, three, five.")),
                for: Self.nemo
            )
            let line =
                "generate \(Self.coder) Primes? --fallback \(Self.grok) --fallback \(Self.nemo)"
            let plain = try await home.run(line)
            #expect(plain.status == 0)
            #expect(plain.output == "Two, three, five.")
            let notes = plain.errors.split(separator: "\n")
            try #require(notes.count == 4, "\(notes)")
            #expect(notes[0].contains("404 No endpoints found for"))
            #expect(notes[0].contains("; trying \(Self.coder)"))
            #expect(notes[1].contains("404 No endpoints found for"))
            #expect(notes[1].contains("; asking \(Self.grok) instead"))
            #expect(notes[2].contains("503 No available model provider"))
            #expect(notes[2].contains("; waiting 1"))
            #expect(notes[3].contains("; asking \(Self.nemo) instead"))

            // The second has now been asked twice, so that its script repeats the last refusal.
            let json = try await home.run(line + " --json")
            #expect(json.status == 0)
            let report = try JSONObject(json.output)
            #expect(report.string("model_id") == Self.coder)
            #expect(report.string("sent_model")?.lowercased().hasPrefix("mistralai/") == true)
            #expect(report.string("text") == "Two, three, five.")
            let attempts = report.list("attempts")
            #expect(
                attempts.map { $0.string("kind") } == [
                    "no_endpoints", "no_endpoints", "server", "server", "answered",
                ]
            )
            #expect(attempts.map { $0.number("http_status") } == [404, 404, 503, 503, 200])
            #expect(attempts[2].string("sent_model")?.hasPrefix("x-ai/") == true)
            #expect(attempts[3].string("message")?.contains("No available model") == true)
            for (index, attempt) in attempts.enumerated() {
                let waited = try #require(attempt.number("waited_ms"))
                #expect(index == 3 ? (1000..<2000).contains(waited) : waited == 0)
            }
            let past = try JSONObject.list(try await home.run("history --json").output)
            #expect(past.map { $0.string("model_id") } == [Self.coder, Self.coder])
            #expect(past.map { $0.string("answering_model_id") } == [Self.nemo, Self.nemo])
            let one = try JSONObject(try await home.run("history 2 --json").output)
            #expect(
                one.list("attempts").map { $0.number("waited_ms") }
                    == attempts.map {
                        $0.number("waited_ms")
                    }
            )
        }
    }

    @Test func theConfigurationNamesFallbacksAndAFlagBeatsIt() async throws {
        try await MusterHome.withCatalog { home, server in
            for (id, text) in [(Self.grok, "grok"), (Self.nemo, "nemo")] {
                server.setScript(ModelScript(accepts: .any, completion: .text(text)), for: id)
            }
            let generate = "generate \(Self.coder) hi"
            try home.write(
                "config/muster/config.yaml",
                "fallbacks: [nobody/none, X-AI/grok-code-fast-1]\n"
            )
            let listed = try await home.run(generate)
            #expect(listed.output == "grok")
            #expect(listed.errors.contains("a fallback in the configuration is left out: There is"))
            #expect(listed.errors.contains("using x-ai/grok-code-fast-1"))

            let flagged = try await home.run("\(generate) --fallback \(Self.nemo)")
            #expect(flagged.output == "nemo")
            #expect(!flagged.errors.contains("left out"))

            let none = try await home.run("\(generate) --no-fallback")
            #expect(none.status == 69)
            #expect(none.output.isEmpty)
            #expect(!none.errors.contains("instead"))
            #expect(none.sentence.hasSuffix("\(Self.coder). Try \(Self.coder):free."))

            let unknown = try await home.run("\(generate) --fallback nobody/none")
            #expect(unknown.status == 65)
            #expect(unknown.sentence.contains("There is no model nobody/none"))
            #expect(try await home.run("\(generate) --fallback a/b --no-fallback").status == 64)

            try home.write(
                "config/muster/config.yaml",
                "fallbacks:\n  default: [\(Self.grok)]\n  \(Self.coder): [\(Self.nemo)]\n"
            )
            #expect(try await home.run(generate).output == "nemo")
            try home.write(
                "config/muster/config.yaml",
                "fallbacks:\n  default:\n  - \(Self.grok)\n  \(Self.coder): []\n"
            )
            #expect(try await home.run(generate).status == 69)
        }
    }

    @Test func aDisabledFallbackIsSkippedWithANote() async throws {
        try await MusterHome.withCatalog { home, server in
            server.setScript(
                ModelScript(accepts: .any, completion: .refused(.badGateway)),
                for: Self.grok
            )
            _ = try await home.run("disable \(Self.grok)")
            let line = "generate \(Self.coder) hi --fallback \(Self.grok) --fallback \(Self.nemo)"
            let outcome = try await home.run(line)
            #expect(outcome.status == 0)
            #expect(!outcome.output.isEmpty)
            #expect(outcome.errors.contains("muster: \(Self.grok) is skipped: disabled\n"))
            #expect(server.log.count(model: Self.grok) == 0)
        }
    }

    @Test func whenNoneAnswersAllAreNamed() async throws {
        try await MusterHome.withCatalog { home, server in
            server.setScript(.dead, for: Self.grok)
            let outcome = try await home.run("generate \(Self.coder) hi --fallback \(Self.grok)")
            #expect(outcome.status == 69)
            #expect(outcome.output.isEmpty)
            #expect(
                outcome.errors.contains("Neither \(Self.coder) nor its fallbacks answered: 404")
            )
        }
    }

    @Test(arguments: [
        "fallbacks: []", "fallbacks: {}", "fallbacks: [a/b:free, c/d]",
        "fallbacks:\n  deepseek/r1:free:\n    - a/b:free\n  c/d: []\n  default: [openrouter/auto]",
        "ascii: true\nfallbacks:\n- ~a/b-latest\n- meta-llama/Llama-3.1-405B\nroutes: cased-first",
    ])
    func everyFormOfTheEntryIsTaken(yaml: String) async throws {
        try await MusterHome.withHome { home in
            try home.write("config/muster/config.yaml", yaml + "\n")
            let outcome = try await home.run("list --json")
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }

    @Test(arguments: [
        ("fallbacks: a/b", "fallbacks, which has to be a list of models, or a list for each model"),
        ("fallbacks:", "fallbacks, which"), ("fallbacks: [[a/b]]", "fallbacks, which"),
        ("fallbacks: ['']", "fallbacks, which"), ("fallbacks: {a/b: c/d}", "fallbacks.a/b, which"),
        ("fallbacks: {default: {x: y}}", "fallbacks.default, which has to be a list of models"),
        ("fallback: [a/b]", "fallback, which is not one of"),
    ])
    func aWrongEntryIsNamed(yaml: String, words: String) async throws {
        try await MusterHome.withHome { home in
            try home.write("config/muster/config.yaml", yaml + "\n")
            let outcome = try await home.run("list")
            #expect(outcome.status == 78)
            #expect(outcome.output.isEmpty)
            #expect(outcome.sentence.contains(words), "\(outcome.errors)")
        }
    }

    @Test func parametersAreCheckedAndSent() async throws {
        try await MusterHome.withCatalog { home, server in
            for option in [
                "--temperature 2.1", "--temperature=-1", "--temperature nan", "--temperature hot",
                "--reasoning-effort much",
            ] {
                let outcome = try await home.run("generate \(Self.nemo) hi \(option)")
                #expect(outcome.status == 64, "\(option)")
            }
            server.log.removeAll()
            let options = "--temperature 0.2 --reasoning-effort none"
            _ = try await home.run("generate \(Self.nemo) hi \(options)")
            let body = try #require(server.log.entries.last?.bodyText)
            #expect(body.contains(#""reasoning":{"effort":"none"}"#))
            #expect(body.contains(#""temperature":0.2"#))
        }
    }
}
