import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// The script for Ray Data on a real cluster of two nodes: `MUSTER_RAY=python3 swift test --filter
/// Ray`, with a Python that has `ray[data]` and `jsonschema`.
@Suite(.timeLimit(.minutes(30)))
struct RayTests {
    private static let python = ProcessInfo.processInfo.environment["MUSTER_RAY"]

    /// Starts a cluster, kills the script once it has that many results, and runs it again.
    private static let driver = """
        import glob, os, subprocess, sys, time
        from ray.cluster_utils import Cluster
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 2})
        cluster.add_node(num_cpus=2)
        environment = dict(os.environ, RAY_ADDRESS=cluster.address)
        command = [sys.executable, *sys.argv[2:]]
        def lines():
            return sum(open(f, "rb").read().count(b"\\n") for f in glob.glob(sys.argv[4] + "/*.jsonl"))
        first = subprocess.Popen(command, env=environment)
        while first.poll() is None and lines() < int(sys.argv[1]):
            time.sleep(0.02)
        first.kill()
        first.wait()
        before = lines()
        second = subprocess.run(command, env=environment)
        cluster.shutdown()
        print("before", before)
        sys.exit(second.returncode)
        """

    /// Merging and resuming compare the digests.
    @Test func itDigestsPromptsAsMusterDoes() async throws {
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                let members = [
                    #""temperature":1.0"#, #""temperature":0.0,"top_p":1e-7"#,
                    #""system":"Br\u00e9f""#,
                    #""messages":null,"system":null"#, #""seed":100,"stop":["b","a"]"#,
                    #""max_tokens":7,"response_format":{"z":-0.0,"a":[100.0,2.50,{}],"type":"text"}"#,
                ]
                let lines = members.enumerated().map {
                    #"{"id":\#($0),"prompt":"Say","\#($1.dropFirst())}"#
                }
                try home.write("p.jsonl", lines.joined(separator: "\n") + "\n")
                let (slate, prompts) = (home.folder.file("s.yaml"), home.folder.file("p.jsonl"))
                #expect(try await home.run("refresh").status == 0)
                let save = ["slate", "save", slate, "mistralai/mistral-nemo"]
                #expect(try await home.run(save).status == 0)
                let (job, results) = (home.folder.file("job.py"), home.folder.file("r.jsonl"))
                let export = ["export", "--format", "ray", "--slate", slate, "-o", job]
                #expect(try await home.run(export).status == 0)
                _ = try await home.run(["batch", slate, prompts, "-o", results, "--yes"])
                let program = """
                    import json, sys
                    names = {"__name__": "job"}
                    exec(open(sys.argv[1]).read(), names)
                    own = [(str(p["id"]), names["digest"](p)) for p in map(json.loads, open(sys.argv[2]))]
                    read = map(json.loads, open(sys.argv[3]))
                    print(sorted(own) == sorted((str(r["id"]), r["prompt_sha256"]) for r in read), len(own))
                    """
                try home.write("compare.py", program)
                let compared = try await home.shell(
                    "python3 \"$@\"",
                    [home.folder.file("compare.py"), job, prompts, results]
                )
                #expect(compared.output == "True 6\n", "\(compared.errors)")
            }
        }
    }

    /// What is no answer to a prompt, or not from the endpoint of the slate, is no result either.
    @Test func itJudgesAnswersAsMusterDoes() async throws {
        let program = """
            import json, sys
            names = {"__name__": "job"}
            exec(open(sys.argv[1]).read(), names)
            pin = {"provider": {"only": ["deepinfra/fp8"], "quantizations": ["fp8"]}}
            def kind(message, prompt={}, model=pin, served=None):
                offers = [{"tag": "x", "selected": False}, dict(served or {}, selected=True)]
                answer = {"choices": [{"message": message}],
                          "openrouter_metadata": {"endpoints": {"available": offers}}}
                error = names["failure"](200, answer, prompt, model)
                return error and error["kind"]
            asked = {"response_format": {"type": "json_object"}}
            call = {"tool_calls": [{"function": {"name": "f", "arguments": "{}"}}]}
            print(kind({"content": "Hi"}), kind({"content": "Hi"}, served={"tag": "DeepInfra/FP8"}),
                  kind({"content": "Hi"}, served={"tag": "deepinfra/fp4"}),
                  kind({"content": "Hi"}, served={"quantization": "bf16"}),
                  kind({"content": "Hi"}, asked), kind({"content": "[]"}, asked),
                  kind({"content": "{}"}, asked), kind(call), kind(call, {"tools": []}),
                  names["calls"](call))
            """
        try await MusterHome.withCatalog { home, _ in
            let job = home.folder.file("job.py")
            let export = ["export", "--format", "ray", "-o", job, "mistral-nemo"]
            #expect(try await home.run(export).status == 0)
            try home.write("judge.py", program)
            let judged = try await home.shell(
                "python3 \"$@\"",
                [home.folder.file("judge.py"), job]
            )
            let kinds =
                "None None drifted drifted not_as_asked not_as_asked None tool_call None "
                + #"[{"arguments":"{}","name":"f"}]"#
            #expect(judged.output == kinds + "\n", "\(judged.errors)")
        }
    }

    @Test(.enabled("MUSTER_RAY names no Python with ray[data]") { python != nil })
    func aKilledJobGoesOnAndEveryPairHasOneRow() async throws {
        let python = try #require(Self.python)
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                let (slate, prompts) = (home.folder.file("s.yaml"), home.folder.file("p.jsonl"))
                let lines = (1...60).map { number in
                    number % 2 == 0
                        ? #"{"id":\#(number),"prompt":"Say \#(number).","temperature":0.5}"#
                        : #"{"id":"\#(number)","prompt":"Say \#(number) é.","system":"Be brief."}"#
                }
                // A mark of UTF-8, and a line separator that ends no line of JSON.
                let text =
                    "\u{FEFF}" + lines.joined(separator: "\n").replacing("é", with: "\u{2028}")
                try home.write("p.jsonl", text + "\n")
                try home.write("driver.py", Self.driver)
                let models = ["mistralai/mistral-nemo", "x-ai/grok-code-fast-1"]
                #expect(try await home.run("refresh").status == 0)
                #expect(try await home.run(["slate", "save", slate] + models).status == 0)
                let job = home.folder.file("job.py")
                let export = try await home.run(
                    ["export", "--format", "ray", "--slate", slate, "-o", job]
                )
                #expect(export.status == 0, "\(export.errors)")
                let out = home.folder.file("out")
                let run = try await home.shell(
                    "\(python) \"$@\"",
                    [home.folder.file("driver.py"), "20", job, prompts, out, "--rate", "40"]
                )
                #expect(run.status == 0, "\(run.errors)")
                let all = home.folder.file("all.jsonl")
                let merge = try await home.shell(
                    "\"\(MusterHome.program)\" batch merge '\(out)'/*.jsonl -o '\(all)'",
                    []
                )
                #expect(merge.status == 0, "\(merge.errors)")
                #expect(merge.errors.contains("120 results: "), "\(merge.errors)")
                // The same pairs, and the same digests of what was asked.
                let again = try await home.run(["batch", slate, prompts, "-o", all, "--dry-run"])
                #expect(again.output.contains("all 120 have a result"), "\(again)")
            }
        }
    }
}
