import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// What scripts rely on: JSON keys, exit codes, and which stream says what.
@Suite(.timeLimit(.minutes(30)))
struct CommandTests {
    static let modelKeys: Set<String> = [
        "model_id", "canonical_slug", "openrouter_slug", "hugging_face_id",
        "hugging_face_id_source", "name", "created", "context_length", "max_completion_tokens",
        "prompt_price", "prompt_price_number", "completion_price", "completion_price_number",
        "batch_prompt_price", "batch_prompt_price_number", "batch_completion_price",
        "batch_completion_price_number", "intelligence_index", "coding_index", "agentic_index",
        "reasoning_mandatory", "reasoning_efforts", "knowledge_cutoff", "zero_data_retention",
        "uptime",
        "input_modalities", "output_modalities",
        "supported_parameters", "is_free", "is_router", "expiration_date", "listed", "disabled",
        "disabled_reason", "favorite", "availability", "availability_reason", "checked_at", "stale",
    ]

    @Test func theCatalogIsRefreshedListedAndShown() async throws {
        try await withService { home, _ in
            let empty = try await home.run("list --json")
            #expect(empty.status == 0)
            #expect(try JSONObject.list(empty.output).isEmpty)
            #expect(empty.sentence.contains("muster refresh"))

            let refresh = try await home.run("refresh --json")
            #expect(refresh.status == 0)
            let report = try JSONObject(refresh.output)
            #expect(
                report.keys == [
                    "total", "added", "updated", "removed", "rejected", "with_hugging_face_id",
                    "without_hugging_face_id", "source",
                ]
            )
            #expect(report.number("total") == 340)
            #expect(report.number("added") == 340)

            let list = try JSONObject.list(try await home.run("list --format json").output)
            #expect(list.count == 340)
            for model in list { #expect(model.keys == Self.modelKeys) }
            let llama = try #require(
                list.first { $0.string("model_id") == "meta-llama/llama-3.1-405b" }
            )
            #expect(llama.string("canonical_slug") == "meta-llama_llama-3.1-405b")
            #expect(llama.string("hugging_face_id") == "meta-llama/llama-3.1-405B")
            #expect(llama.string("hugging_face_id_source") == "catalog")
            #expect(llama.string("prompt_price") == "2")
            #expect(llama.string("created")?.hasPrefix("2024-08-02T") == true)
            #expect(llama.isNull("disabled_reason"))

            let show = try await home.run("show meta-llama_llama-3.1-405b --json --live")
            let model = try JSONObject(show.output)
            #expect(show.status == 0)
            #expect(model.keys.isSuperset(of: Self.modelKeys))
            #expect(
                model.list("routes").compactMap { $0.string("sent_model") } == [
                    "meta-llama/llama-3.1-405B", "meta-llama/llama-3.1-405b",
                ]
            )
            let other = try await home.run("show Meta-Llama/LLAMA-3.1-405b")
            #expect(other.status == 0)
            #expect(other.sentence.contains("differs"))
        }
    }

    @Test(arguments: ["table", "json", "jsonl", "csv", "ids"])
    func everyFormatHasEveryModel(format: String) async throws {
        try await withService { home, _ in
            _ = try await home.run("refresh")
            let list = try await home.run("list --format \(format)")
            let lines = list.output.split(whereSeparator: \.isNewline).count
            #expect(list.status == 0)
            #expect(list.errors.isEmpty)
            switch format {
            case "table", "csv": #expect(lines == 341)
            case "json": #expect(try JSONObject.list(list.output).count == 340)
            default: #expect(lines == 340)
            }
            // A pipe gets the bytes as they are; the table and JSON have none that a terminal obeys.
            if format != "csv" { #expect(!list.output.contains("\u{1B}")) }
            let filtered = try await home.run("list llama 405b -is:free --format ids")
            #expect(filtered.output.contains("meta-llama/llama-3.1-405b\n"))
            #expect(!filtered.output.contains(":free"))
        }
    }

    /// The parser takes `-h` out of any word that begins with one dash.
    @Test func wordsMayBeginWithADash() async throws {
        try await withService { home, server in
            _ = try await home.run("refresh")
            for prompt in ["- what is this?", "-hello"] {
                let answer = try await home.run(
                    ["generate", "x-ai/grok-code-fast-1", prompt, "--json"]
                )
                #expect(answer.status == 0 && !answer.output.contains("USAGE"))
                #expect(server.log.entries.last?.bodyText.contains(#""\#(prompt)""#) == true)
            }
            let count = server.log.count
            for line in ["generate x-ai/grok-code-fast-1 -json", "list -sort=id", "show -live a/b"]
            {
                let mistyped = try await home.run(line)
                #expect(mistyped.status == 64 && mistyped.errors.contains("Did you mean '--"))
            }
            #expect(server.log.count == count)
            let exported = try await home.run("export --format ids -author:openai -hermes")
            #expect(exported.output.contains("x-ai/grok-code-fast-1\n"))
            #expect(!exported.output.contains("openai/") && !exported.output.contains("hermes"))
            #expect(try await home.run("show -hello").status == 65)
            #expect(try await home.run("generate -h").output.contains("USAGE"))
        }
    }

    @Test func missingIDsAreFilledInOnce() async throws {
        try await withService { home, _ in
            _ = try await home.run("refresh")
            let first = try JSONObject(try await home.run("backfill --json").output)
            #expect(
                first.keys == [
                    "total", "with_hugging_face_id", "without_hugging_face_id", "updated",
                    "corrected", "conflicts", "unresolved",
                ]
            )
            #expect(first.number("total") == 340)
            #expect(try #require(first.number("updated")) > 0)
            #expect(first.number("unresolved") == 0)
            let again = try await home.run("backfill --json --verify")
            let second = try JSONObject(again.output)
            #expect(second.number("updated") == 0)
            #expect(try #require(second.number("corrected")) > 0)
            #expect(again.errors.contains("conflict: "))
            let third = try JSONObject(try await home.run("backfill --json --verify").output)
            #expect(third.number("corrected") == 0)
        }
    }

    @Test func answersAreStreamedAndReported() async throws {
        try await withService { home, server in
            _ = try await home.run("refresh")
            let script = ModelScript(accepts: .casedID, completion: .text("Two, three, five."))
            server.setScript(script, for: "meta-llama/llama-3.1-405b")
            let plain = try await home.run(["generate", "meta-llama/llama-3.1-405b", "Primes?"])
            #expect(plain.status == 0)
            #expect(plain.output == "Two, three, five.")
            #expect(plain.errors.isEmpty)
            let piped = try await home.run(
                ["generate", "meta-llama/llama-3.1-405b", "--json"],
                input: "Primes?\n"
            )
            #expect(piped.status == 0)
            let report = try JSONObject(piped.output)
            #expect(
                report.keys == [
                    "id", "model_id", "sent_model", "served_model", "provider", "status", "text",
                    "reasoning", "finish_reason", "usage", "cost", "cost_number",
                    "time_to_first_token_ms", "duration_ms", "attempts",
                ]
            )
            #expect(report.string("status") == "completed")
            #expect(report.string("text") == "Two, three, five.")
            #expect(report.string("sent_model") == "meta-llama/llama-3.1-405B")
            #expect(
                report.list("attempts").first?.keys == [
                    "sent_model", "http_status", "kind", "message", "waited_ms",
                ]
            )
            let badge = try JSONObject(
                try await home.run("show meta-llama/llama-3.1-405b --json").output
            )
            #expect(badge.string("availability") == "verified")
        }
    }

    @Test func theUsersMarksOutliveARefresh() async throws {
        try await withService { home, _ in
            _ = try await home.run("refresh")
            let grok = "x-ai/grok-code-fast-1"
            let disable = try await home.run(["disable", grok, "--reason", "not now", "--json"])
            let disabled = try #require(try JSONObject.list(disable.output).first)
            #expect(disabled.keys == Self.modelKeys)
            #expect(disabled.flag("disabled") == true)
            #expect(disabled.string("disabled_reason") == "not now")
            let why = try await home.run("why \(grok)")
            #expect(why.output.contains("disabled: not now"), "\(why.output)")
            #expect(try await home.run("show \(grok)").output.contains("disabled (not now)"))
            let set = try await home.run("identify \(grok) xai-org/Grok-Code --json")
            #expect(try JSONObject(set.output).string("hugging_face_id_source") == "manual")
            _ = try await home.run("refresh")
            _ = try await home.run("backfill")
            let ids = try await home.run("list grok-code --format ids")
            #expect(ids.output.isEmpty)
            let generate = try await home.run(["generate", grok, "Hi"])
            #expect(generate.status == 69)
            #expect(generate.sentence.contains("is disabled (not now)"))
            #expect(generate.output.isEmpty)
            let enable = try await home.run("enable \(grok) --json")
            let enabled = try #require(try JSONObject.list(enable.output).first)
            #expect(enabled.flag("disabled") == false)
            #expect(enabled.isNull("disabled_reason"))
            #expect(enabled.string("hugging_face_id") == "xai-org/Grok-Code")
        }
    }

    @Test(arguments: [["list", "--all"], ["slate", "verify", "none.yaml"], ["key", "show"]])
    func optionsMayStandBeforeTheCommand(command: [String]) async throws {
        try await MusterHome.withHome { home in
            let options = ["--ascii", "--database", home.folder.file("other.sqlite")]
            let before = try await home.run(options + command)
            let after = try await home.run(command + options)
            #expect(before.status == after.status)
            #expect(before.errors == after.errors)
            #expect(!before.errors.contains("option"))
        }
    }

    @Test func aClosedPipeIsNoError() async throws {
        try await withService { home, _ in
            _ = try await home.run("refresh")
            let head = try await home.shell(
                "{ \"$0\" list --format json; echo $? >&2; } | head -c 9"
            )
            #expect(head.output.count == 9)
            #expect(head.sentence == "141")
        }
    }

    @Test(arguments: ["list --format json >/dev/full", "list >&-", "--help >/dev/full"])
    func lostOutputIsToldOf(command: String) async throws {
        try await withService { home, _ in
            _ = try await home.run("refresh")
            let outcome = try await home.shell("\"$0\" \(command)")
            #expect(outcome.status == 74)
            #expect(outcome.sentence.hasPrefix("muster: The output could not be written"))
        }
    }

    @Test func aTildeIsTheHomeOfTheEnvironment() async throws {
        try await withService { home, _ in
            let command = "cd / && HOME=\"$1\" \"$0\" refresh --database '~/own.sqlite'"
            let outcome = try await home.shell(command, [home.folder.path])
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(FileManager.default.fileExists(atPath: home.folder.file("own.sqlite")))
        }
    }

    @Test func theSimulatorCanBeServedAlone() async throws {
        try await withService { home, _ in
            let outcome = try await home.shell(
                """
                "$0" demo --serve >out & server=$!
                until [ -s out ]; do sleep 0.02; done
                "$0" refresh --base-url "$(head -n 1 out)" --json
                kill -INT $server; wait $server; echo $? >&2
                """.replacing("out", with: home.folder.file("served"))
            )
            // The models, and the rows of the Batch API.
            #expect(try JSONObject(outcome.output).number("total") ?? 0 > 340)
            #expect(outcome.sentence == "130")
            let url = try String(contentsOfFile: home.folder.file("served"), encoding: .utf8)
            #expect(url.wholeMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+\/api\/v1\n/) != nil)
        }
    }

    @Test func aRecordedCatalogIsListedWhole() async throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "shared/data/catalogs/openrouter-models-2026-06-16.json")
        // The recordings are not part of the repository.
        guard let body = try? Data(contentsOf: path) else { return }
        let configuration = SimulatorConfiguration(catalog: .recorded(body))
        try await withService(configuration) { home, _ in
            let outcome = try await home.shell("\"$0\" refresh >&2 && \"$0\" list --format json")
            let list = try JSONObject.list(outcome.output)
            #expect(list.count == 337)
            #expect(list.count { !$0.isNull("hugging_face_id") } == 161)
        }
    }

    private func withService(
        _ configuration: SimulatorConfiguration = .init(acceptedKeys: [MusterHome.key]),
        _ body: (MusterHome, SimulatorServer) async throws -> Void
    ) async throws {
        try await SimulatorServer.withServer(configuration) { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                try await body(home, server)
            }
        }
    }
}
