import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// Batches that run in parts, or elsewhere.
@Suite(.timeLimit(.minutes(30)))
struct BatchFileCommandTests {
    private static let models = ["mistralai/mistral-nemo", "x-ai/grok-code-fast-1"]

    private func withFiles(
        _ body: (MusterHome, _ slate: String, _ prompts: String) async throws -> Void
    ) async throws {
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                let slate = home.folder.file("slate.yaml")
                let prompts = home.folder.file("prompts.csv")
                try Data("id,word\n1,house\n2,\"dog, cat\"\n3,tree\n".utf8).write(
                    to: URL(filePath: prompts)
                )
                try Data("Translate {{word}}.\n".utf8).write(
                    to: URL(filePath: home.folder.file("template.txt"))
                )
                #expect(try await home.run("refresh").status == 0)
                let saved = try await home.run(["slate", "save", slate] + Self.models)
                #expect(saved.status == 0, "\(saved.errors)")
                try await body(home, slate, prompts)
            }
        }
    }

    @Test func shardsOfATableAreMergedToTheWhole() async throws {
        try await withFiles { home, slate, prompts in
            let template = home.folder.file("template.txt")
            let parts = (0..<3).map { home.folder.file("part-\($0).jsonl") }
            for (index, part) in parts.enumerated() {
                let run = try await home.run(
                    ["batch", slate, prompts, "-o", part, "--template", template, "--yes"]
                        + ["--shard", "\(index)/3"]
                )
                #expect(run.status == 0, "\(run.errors)")
            }
            let all = home.folder.file("all.jsonl")
            let made = parts.filter { FileManager.default.fileExists(atPath: $0) }
            let merge = try await home.run(["batch", "merge"] + made.reversed() + ["-o", all])
            #expect(merge.status == 0, "\(merge.errors)")
            #expect(try await home.run(["batch", "merge"] + made + ["-o", all]).status == 65)
            let again = try await home.run(
                ["batch", slate, prompts, "-o", all, "--template", template, "--dry-run"]
            )
            #expect(again.output.contains("all 6 have a result"))
            let summary = try await home.run(["batch", "summary", all, "--json"])
            #expect(try JSONObject(summary.output).number("answered") == 6)
        }
    }

    @Test func requestsForOthersComeBackAsResults() async throws {
        try await withFiles { home, slate, _ in
            let prompts = home.folder.file("prompts.jsonl")
            try Data(#"{"id":1,"prompt":"Hi","temperature":0.5,"metadata":"m"}"#.utf8).write(
                to: URL(filePath: prompts)
            )
            let files = ["--slate", slate, "--prompts", prompts]
            let export = try await home.run(["export", "--format", "openai-batch"] + files)
            #expect(export.status == 0, "\(export.errors)")
            let requests = try export.output.split(separator: "\n").map {
                try JSONObject(String($0))
            }
            #expect(requests.count == 2)
            let names = requests.compactMap { $0.string("custom_id") }
            #expect(Set(names).count == 2)
            let body = #"{"choices":[{"message":{"content":"Yes."},"finish_reason":"stop"}]}"#
            let answers = [
                #"{"custom_id":"\#(names[0])","response":{"status_code":200,"body":\#(body)}}"#,
                #"{"custom_id":"\#(names[1])","response":null,"error":{"message":"expired"}}"#,
            ]
            let path = home.folder.file("answers.jsonl")
            try Data(answers.joined(separator: "\n").utf8).write(to: URL(filePath: path))
            let output = home.folder.file("results.jsonl")
            let taken = try await home.run(["batch", "import", path] + files + ["-o", output])
            #expect(taken.status == 0, "\(taken.errors)")
            let results = try String(contentsOfFile: output, encoding: .utf8)
                .split(separator: "\n").map { try JSONObject(String($0)) }
            #expect(results.map { $0.string("status") } == ["completed", "failed"])
            #expect(results.allSatisfy { $0.string("engine") == "import" })
            #expect(results[0].string("metadata") == "m" && results[0].string("text") == "Yes.")
            // An answer replaces a failure; a request whose time was over changes nothing.
            let late = [
                #"{"custom_id":"\#(names[0])","response":null,"error":{"code":"batch_expired"}}"#,
                #"{"custom_id":"\#(names[1])","response":{"status_code":200,"body":\#(body)}}"#,
            ]
            let latePath = home.folder.file("late.jsonl")
            try Data(late.joined(separator: "\n").utf8).write(to: URL(filePath: latePath))
            let second = home.folder.file("second.jsonl")
            try FileManager.default.copyItem(atPath: output, toPath: second)
            let again = try await home.run(["batch", "import", latePath] + files + ["-o", second])
            #expect(again.errors.contains("1 imported, 1 was never asked and stays open"))
            let summary = try await home.run(["batch", "summary", second, "--json"])
            #expect(try JSONObject(summary.output).number("answered") == 2)
            // So it does in one file.
            let failed = #"{"custom_id":"\#(names[0])","response":{"status_code":500,"body":{}}}"#
            try Data((failed + "\n" + answers[0]).utf8).write(to: URL(filePath: latePath))
            let third = home.folder.file("third.jsonl")
            _ = try await home.run(["batch", "import", latePath] + files + ["-o", third])
            let whole = try await home.run(["batch", "summary", third, "--json"])
            #expect(try JSONObject(whole.output).number("answered") == 1)
            let table = try await home.run(["export", "--format", "csv", "--results", output])
            let rows = table.output.components(separatedBy: "\r\n")
            #expect(rows.count == 4 && rows[0].hasPrefix("id,model_id,answering_model_id,status,"))
            #expect(rows[1].hasPrefix("1,") && rows[1].contains(",Yes.,stop,"))
            let wrong = ["export", "--format", "json", "--results", output]
            #expect(try await home.run(wrong).status == 64)
            let bad = try await home.run(["batch", "import", prompts] + files + ["-o", output])
            #expect(bad.status == 65)
        }
    }

    @Test func aKubernetesJobRunsShards() async throws {
        try await withFiles { home, slate, prompts in
            let job = try await home.run(
                ["export", "--format", "k8s", "--slate", slate, "--prompts", prompts]
                    + ["--shards", "8"]
            )
            #expect(job.status == 0, "\(job.errors)")
            for words in [
                "completionMode: Indexed", "completions: 8", "--shard /8", "restartPolicy: Never",
                "name: OPENROUTER_API_KEY", "name: OPENROUTER_BASE_URL",
                "value: http://127.0.0.1:",
            ] {
                #expect(job.output.contains(words), "\(words)")
            }
            #expect(try await home.run("export --format k8s").status == 64)
            // No batch takes more at once, so that each shard has a smaller share.
            let many = try await home.run(
                ["export", "--format", "k8s", "--slate", slate, "--prompts", prompts]
                    + ["--shards", "100"]
            )
            #expect(many.output.split(whereSeparator: \.isWhitespace).contains("1024"))
        }
    }
}
