import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// Services by name, as the configuration has them.
@Suite(.timeLimit(.minutes(30)))
struct ServiceCommandTests {
    private func withServices(
        _ body: (MusterHome, SimulatorServer) async throws -> Void
    ) async throws {
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                var home = home
                home.environment["MY_KEY"] = "hf_mine"
                try home.write(
                    "config/muster/config.yaml",
                    """
                    services:
                      router:
                        base_url: \(server.routerURL)
                        kind: huggingface
                        key_env: MY_KEY
                    """
                )
                #expect(try await home.run("refresh").status == 0)
                let there = try await home.run("refresh --service router")
                #expect(there.status == 0, "\(there.errors)")
                try await body(home, server)
            }
        }
    }

    @Test func oneRefreshChecksTheRouterAndEachHasItsOwnDatabase() async throws {
        try await withServices { home, server in
            let there = try await home.run("list --service router --json is:reachable")
            #expect(try JSONObject.list(there.output).count > 10)
            let here = try await home.run("list --json is:reachable")
            #expect(try JSONObject.list(here.output).isEmpty)
            let ids = try await home.run("list --service router --format ids")
            let id = try #require(ids.output.split(separator: "\n").first.map(String.init))
            server.log.removeAll()
            let answer = try await home.run(["generate", "--service", "router", id, "Hello"])
            #expect(answer.status == 0, "\(answer.errors)")
            let keys = server.log.entries.filter { $0.path == "/v1/chat/completions" }
            #expect(keys.map(\.bearerKey) == ["hf_mine"])
            #expect(keys.first?.bodyText.contains(#""model":"\#(id)""#) == true)
        }
    }

    @Test func theDoctorAsksEveryServiceOfTheConfiguration() async throws {
        try await withServices { home, server in
            let doctor = try await home.run("doctor")
            let line = "\(server.routerURL), huggingface, key MY_KEY: reachable; it does not say"
            #expect(doctor.output.contains(line), "\(doctor.output)")
        }
    }

    @Test func aJobBringsTheServicesOfItsSlate() async throws {
        try await withServices { home, server in
            let ids = try await home.run("list --service router --format ids")
            let id = try #require(ids.output.split(separator: "\n").first)
            try home.write(
                "mine.yaml",
                "version: 1\nmodels: [{model_id: mistralai/mistral-nemo}, {model_id: \(id), service: router}]"
            )
            try home.write("prompts.jsonl", #"{"id":1,"prompt":"Hi"}"#)
            let command =
                ["export", "--format", "k8s", "--slate", home.folder.file("mine.yaml")]
                + ["--prompts", home.folder.file("prompts.jsonl")]
            let job = try await home.run(command)
            #expect(job.status == 0, "\(job.errors)")
            for words in [
                "kind: ConfigMap", "base_url: \(server.routerURL)", "key_env: MY_KEY",
                "--from-literal=OPENROUTER_API_KEY=... --from-literal=MY_KEY=...",
                "muster refresh || exit $(($? == 69 ? 75 : $?)); muster refresh --service router ||",
                "; exec muster batch run ",
                "mountPath: /config/muster", "value: /config\n",
            ] {
                #expect(job.output.contains(words), "\(words)")
            }
            // Without a service of its own, a slate's models are of the service that is asked.
            let whole = try await home.run(command + ["--service", "huggingface"])
            #expect(whole.output.contains("exec muster batch run --service huggingface "))
            #expect(whole.output.contains("--from-literal=HF_TOKEN=..."))
        }
    }

    @Test func theSameWeightsAreNamed() async throws {
        try await withServices { home, _ in
            let ids = try await home.run("list --service router --format ids is:reachable")
            let id = try #require(ids.output.split(separator: "\n").first.map(String.init))
            let same = try await home.run(["list", "--json", id])
            let model = try #require(try JSONObject.list(same.output).first?.string("model_id"))
            let shown = try await home.run(["show", model])
            #expect(shown.output.contains("Also at"), "\(shown.output)")
            #expect(shown.output.contains("router, "))
            let json = try JSONObject(try await home.run(["show", model, "--json"]).output)
            #expect(json.list("elsewhere").first?.string("service") == "router")
            let all = try await home.run("list --format ids has:elsewhere")
            #expect(all.output.split(separator: "\n").map(String.init).contains(model))
        }
    }

    @Test(arguments: ["router", "hub"])
    func aFallbackCanBeAnotherServices(name: String) async throws {
        try await withServices { home, server in
            let ids = try await home.run("list --service router --format ids is:reachable")
            let id = try #require(ids.output.split(separator: "\n").first.map(String.init))
            let dead = "agentica-org/deepcoder-14b-preview"
            let line = ["generate", dead, "Hello", "--fallback", "\(name):\(id)", "--json"]
            server.log.removeAll()
            let answer = try await home.run(line)
            #expect(answer.status == 0, "\(answer.errors)")
            #expect(answer.errors.contains("; asking \(id) at router instead"))
            let json = try JSONObject(answer.output)
            #expect(json.string("service") == "router")
            #expect(json.string("model_id") == id)
            let kinds = json.list("attempts").map { $0.string("kind") }
            #expect(kinds.first == "no_endpoints" && kinds.last == "answered")
            #expect(server.log.entries.last?.bearerKey == "hf_mine")
            // A refusal is an answer.
            let grok = "x-ai/grok-code-fast-1"
            let refusal =
                #"data: {"choices":[{"delta":{"refusal":"No."},"finish_reason":"stop"}]}"#
                + "\n\ndata: [DONE]\n\n"
            server.setRoute(
                ScriptedAnswer(
                    status: 200,
                    headers: ["Content-Type": "text/event-stream"],
                    body: Data(refusal.utf8)
                ),
                for: "/api/v1/chat/completions"
            )
            let refused = try await home.run(
                ["generate", grok, "Hello", "--fallback", "\(name):\(id)", "--json"]
            )
            #expect(refused.status == 69 && !refused.errors.contains(" at router"))
            let unknown = try await home.run(["generate", dead, "Hi", "--fallback", "\(name):no/x"])
            #expect(unknown.status == 65 && unknown.errors.contains("no model no/x"))
        }
    }

    @Test func noServiceIsAskedWhileAnotherHasAnUnusableModel() async throws {
        try await withServices { home, server in
            let ids = try await home.run("list --service router --format ids is:reachable")
            let id = try #require(ids.output.split(separator: "\n").first.map(String.init))
            let (ours, theirs) = (home.folder.file("a.yaml"), home.folder.file("b.yaml"))
            let dead = "agentica-org/deepcoder-14b-preview"
            #expect(try await home.run(["slate", "save", ours, dead]).status == 0)
            let saved = try await home.run(["slate", "save", "--service", "router", theirs, id])
            #expect(saved.status == 0, "\(saved.errors)")
            let more = try String(contentsOfFile: ours, encoding: .utf8)
            let models = more[(more.firstRange(of: "models:\n")?.upperBound ?? more.endIndex)...]
            try Data((try String(contentsOfFile: theirs, encoding: .utf8) + models).utf8)
                .write(to: URL(filePath: theirs))
            try home.write("p.jsonl", #"{"id":"1","prompt":"Hi"}"# + "\n")
            server.log.removeAll()
            let batch = try await home.run(
                ["batch", theirs, home.folder.file("p.jsonl"), "-o", home.folder.file("r.jsonl")]
                    + ["--yes"]
            )
            #expect(batch.status == 69, "\(batch.errors)")
            #expect(batch.errors.contains(dead), "\(batch.errors)")
            let asked = server.log.entries.filter { $0.path.hasSuffix("/chat/completions") }
            #expect(asked.isEmpty)
        }
    }

    /// A slate with a model of either service, that of the other one, and its model.
    private func mixedSlate(_ home: MusterHome) async throws -> (String, String, String) {
        let ids = try await home.run("list --service router --format ids is:reachable")
        let id = try #require(ids.output.split(separator: "\n").first.map(String.init))
        let (ours, theirs) = (home.folder.file("a.yaml"), home.folder.file("b.yaml"))
        #expect(try await home.run(["slate", "save", ours, "mistralai/mistral-nemo"]).status == 0)
        let saved = try await home.run(["slate", "save", "--service", "router", theirs, id])
        #expect(saved.status == 0, "\(saved.errors)")
        // Both slates in one: the models of the second below those of the first.
        let more = try String(contentsOfFile: theirs, encoding: .utf8)
        let models = more[(more.firstRange(of: "models:\n")?.upperBound ?? more.endIndex)...]
        #expect(models.contains("service: router"))
        try Data((try String(contentsOfFile: ours, encoding: .utf8) + models).utf8)
            .write(to: URL(filePath: ours))
        try home.write("p.jsonl", #"{"id":"1","prompt":"Hi"}"# + "\n")
        return (ours, theirs, id)
    }

    @Test func answersAreImportedForTheServiceOfEachModel() async throws {
        try await withServices { home, _ in
            let (ours, _, id) = try await mixedSlate(home)
            let files = ["--slate", ours, "--prompts", home.folder.file("p.jsonl")]
            let output = home.folder.file("r.jsonl")
            let body = #"{"choices":[{"message":{"content":"Yes."},"finish_reason":"stop"}]}"#
            for (service, model) in [
                ([], "mistralai/mistral-nemo"), (["--service", "router"], id),
            ] {
                let export = try await home.run(
                    ["export", "--format", "openai-batch"] + files + service
                )
                let requests = try export.output.split(separator: "\n")
                    .map { try JSONObject(String($0)) }
                #expect(requests.count == 1 && export.output.contains(model), "\(export.output)")
                let name = try #require(requests.first?.string("custom_id"))
                try home.write(
                    "answers.jsonl",
                    #"{"custom_id":"\#(name)","response":{"status_code":200,"body":\#(body)}}"#
                )
                let taken = try await home.run(
                    ["batch", "import", home.folder.file("answers.jsonl")] + files
                        + ["-o", output]
                )
                #expect(taken.errors.contains("1 imported"), "\(taken.errors)")
            }
            let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
                .map { try JSONObject(String($0)) }
            #expect(lines.last?.string("service") == "router")
            let batch = try await home.run(
                ["batch", ours, home.folder.file("p.jsonl"), "-o", output, "--yes"]
            )
            #expect(batch.status == 0, "\(batch.errors)")
            #expect(
                try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").count
                    == 2
            )
            // What was made for no request of the batch is no success.
            try home.write("answers.jsonl", #"{"custom_id":"x","response":null}"#)
            let strange = try await home.run(
                ["batch", "import", home.folder.file("answers.jsonl")] + files + ["-o", output]
            )
            #expect(strange.status == 65, "\(strange.errors)")
        }
    }

    /// Trying again is in vain if one service definitely has a model no more.
    @Test func theGravestEndOfAllServicesCounts() async throws {
        try await withServices { home, server in
            let (ours, _, id) = try await mixedSlate(home)
            var busy = ScriptedAnswer()
            busy.status = 503
            server.setRoute(busy, for: "/api/v1/models/mistralai/mistral-nemo/endpoints")
            let text = try String(contentsOfFile: ours, encoding: .utf8)
            try home.write("a.yaml", text.replacing(id, with: "no/such-model"))
            let verified = try await home.run(["slate", "verify", ours])
            #expect(verified.status == 69, "\(verified.output)\(verified.errors)")
            let one = try await home.run(["slate", "verify", ours, "--service", "router"])
            #expect(!one.output.contains("mistral-nemo"), "\(one.output)")
        }
    }

    @Test func aBatchAsksEachModelAtItsService() async throws {
        try await withServices { home, server in
            let (ours, theirs, id) = try await mixedSlate(home)
            #expect(try await home.run(["slate", "verify", ours]).status == 0)
            server.log.removeAll()
            let output = home.folder.file("r.jsonl")
            let batch = try await home.run(
                ["batch", ours, home.folder.file("p.jsonl"), "-o", output, "--yes"]
            )
            #expect(batch.status == 0, "\(batch.errors)")
            #expect(!batch.errors.contains("of other prompts"), "\(batch.errors)")
            let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
                .map { try JSONObject(String($0)) }
            #expect(lines.map { $0.string("service") }.contains("router"))
            #expect(Set(lines.map { $0.string("model_id") }) == ["mistralai/mistral-nemo", id])
            let asked = server.log.entries.filter { $0.path.hasSuffix("/chat/completions") }
            #expect(asked.last?.path == "/v1/chat/completions")
            #expect(asked.last?.bearerKey == "hf_mine")
            #expect(asked.first?.bearerKey != "hf_mine")
            // A signal ends the second service's part as it does the first's.
            var never = ScriptedAnswer()
            never.delay = .seconds(3600)
            server.setRoute(never, for: "/v1/chat/completions")
            server.log.removeAll()
            let stopped = try await home.run(
                ["batch", ours, home.folder.file("p.jsonl"), "-o", output + "2", "--yes"],
                signal: SIGINT
            ) { server.log.entries.contains { $0.path == "/v1/chat/completions" } }
            #expect(stopped.status == 130, "\(stopped.errors)")
            let export = try await home.run(["export", "--format", "litellm", "--slate", ours])
            #expect(export.status == 0, "\(export.errors)")
            #expect(export.output.contains("model: openai/\(id)\n"), "\(export.output)")
            #expect(export.output.contains("api_base: \(server.routerURL)"))
            #expect(export.output.contains("MY_KEY=... OPENROUTER_API_KEY=... litellm"))
            let both = try await home.run(["export", "--format", "ids", "--slate", ours])
            #expect(both.output == "mistralai/mistral-nemo\n\(id)\n")
            // A script asks one service.
            let one = try await home.run(["export", "--format", "ray", "--slate", ours])
            #expect(one.status == 0 && !one.output.contains(id), "\(one.output)")
            #expect(one.errors.contains("1 of the slate's models are of other services (router)"))
            let script = try await home.run(["export", "--format", "ray", "--service", "router"])
            #expect(script.output.contains("MY_KEY") && !script.output.contains("OPENROUTER"))
            let none = try await home.run(["export", "--format", "ray", "--slate", theirs])
            #expect(none.status == 65 && none.errors.contains("--service router"))
        }
    }

    @Test(
        arguments: [
            ("list --service nowhere", 78, "There is no service nowhere; there are openrouter"),
            ("list --service router --base-url http://127.0.0.1:1/v1", 64, "exclude each other"),
        ] as [(String, Int32, String)]
    )
    func aWrongServiceIsTold(command: String, status: Int32, words: String) async throws {
        try await withServices { home, _ in
            let outcome = try await home.run(command)
            #expect(outcome.status == status)
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
    }

    @Test func openRoutersKeyIsNotForHuggingFace() async throws {
        try await withServices { home, _ in
            let address = "https://router.huggingface.co/v1"
            let outcome = try await home.run("key show --base-url \(address)")
            #expect(outcome.output == "none\n")
            #expect(outcome.errors.contains("set HF_TOKEN"))
        }
    }

    @Test func theVariableOfAKeyIsAName() async throws {
        try await withServices { home, _ in
            let path = home.folder.file("bad.yaml")
            let text = "services: {x: {base_url: 'http://127.0.0.1:1/v1', key_env: 'A; rm'}}"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            let outcome = try await home.run("list --service x --config \(path)")
            #expect(outcome.status == 78)
            #expect(outcome.errors.contains("key_env, which has to be the name of an environment"))
        }
    }

    @Test func aKeyIsKeptForItsService() async throws {
        try await withServices { home, server in
            var home = home
            home.environment["MY_KEY"] = nil
            let set = try await home.shell(
                "printf 'hf_filed\\n' | \"$0\" key set --service router"
            )
            #expect(set.status == 0, "\(set.errors)")
            let ids = try await home.run("list --service router --format ids")
            let id = try #require(ids.output.split(separator: "\n").first.map(String.init))
            server.log.removeAll()
            _ = try await home.run(["generate", "--service", "router", id, "Hello"])
            #expect(server.log.entries.last?.bearerKey == "hf_filed")
        }
    }
}
