import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// Past generations, for people, for programs and for other documents.
@Suite(.timeLimit(.minutes(30)))
struct HistoryCommandTests {
    private static let nemo = "mistralai/mistral-nemo"

    @Test func anEmptyHistorySaysWhatToDo() async throws {
        try await MusterHome.withHome { home in
            let list = try await home.run("history")
            #expect(list.status == 0)
            #expect(list.output.isEmpty)
            #expect(list.sentence.contains("muster generate MODEL PROMPT"))
            let json = try await home.run("history --json")
            #expect(json.status == 0)
            #expect(try JSONObject.list(json.output).isEmpty)
            let one = try await home.run("history 1")
            #expect(one.status == 65)
            #expect(one.output.isEmpty)
            #expect(one.sentence.hasPrefix("muster: There is no generation 1."))
        }
    }

    @Test(arguments: [
        "history one", "history --limit 0", "history 1 --limit 2", "history 1 --search x",
        "history --format markdown", "history 1 --json --format markdown", "history 1 --format csv",
    ])
    func whatCannotBeMeantIsRefused(line: String) async throws {
        try await MusterHome.withHome { home in
            let outcome = try await home.run(line)
            #expect(outcome.status == 64)
            #expect(outcome.output.isEmpty)
        }
    }

    @Test func whatWasGeneratedIsListedSearchedAndShown() async throws {
        try await MusterHome.withCatalog { home, server in
            let hostile = "\u{1B}]0;owned\u{07}Two, 100%"
            server.setScript(
                ModelScript(accepts: .any, completion: .text(hostile)),
                for: Self.nemo
            )
            var reports: [JSONObject] = []
            for prompt in ["Primes?", "Größe?", "Many\nlines"] {
                let outcome = try await home.run(
                    ["generate", Self.nemo, prompt, "--system", "Be brief.", "--json"]
                )
                reports.append(try JSONObject(outcome.output))
            }
            let table = try await home.run("history")
            #expect(table.status == 0)
            #expect(table.errors.isEmpty)
            let lines = table.output.split(separator: "\n")
            #expect(lines.count == 4)
            #expect(lines[0].hasPrefix("ID"))
            #expect(lines[1].hasSuffix("Many lines"))
            #expect(lines[3].contains("completed"))
            #expect(!table.output.contains("\u{1B}"))

            let list = try JSONObject.list(try await home.run("history --json --limit 2").output)
            #expect(list.map { $0.number("id") } == [3, 2])
            for entry in list {
                #expect(
                    entry.keys == [
                        "id", "created_at", "model_id", "answering_model_id", "served_model",
                        "provider", "status", "prompt_beginning", "text_beginning", "cost",
                        "cost_number", "duration_ms",
                    ]
                )
            }
            for (words, ids) in [("GRÖẞE", [2]), ("PRIME", [1]), ("0%", [3, 2, 1]), ("_", [])] {
                let found = try await home.run(["history", "--json", "--search", words])
                #expect(try JSONObject.list(found.output).map { $0.number("id") } == ids)
            }
            #expect(try await home.run("history --search _").sentence.contains("No generations"))

            let one = try JSONObject(try await home.run("history 1 --json").output)
            let more: Set<String> = ["created_at", "prompt", "system_prompt", "failure"]
            #expect(one.keys == reports[0].keys.union(more))
            #expect(one.string("prompt") == "Primes?")
            #expect(one.string("system_prompt") == "Be brief.")
            #expect(one.string("text") == hostile)
            #expect(one.string("status") == "completed")
            #expect(one.number("duration_ms") == reports[0].number("duration_ms"))
            #expect(one.string("cost") == reports[0].string("cost"))
            #expect(one.list("attempts").count == reports[0].list("attempts").count)
            #expect(one.isNull("failure"))
            let format = try await home.run("history 1 --format json")
            #expect(try JSONObject(format.output).keys == one.keys)

            let whole = try await home.run("history 1")
            #expect(whole.output.hasSuffix("Prompt\nPrimes?\n\nAnswer\n\(hostile)\n"))
            let markdown = try await home.run("history 1 --format markdown")
            #expect(markdown.output.contains("## Answer\n\n\(hostile)\n\n## Facts\n"))
        }
    }

    @Test(.enabled(if: TmuxSession.isInstalled, "tmux is not installed: apt-get install tmux"))
    func aTerminalGetsWhatFitsAndIsHarmless() async throws {
        try await MusterHome.withCatalog { home, server in
            server.setScript(
                ModelScript(accepts: .any, completion: .text("\u{1B}[31mred\u{1B}]0;owned\u{07}")),
                for: Self.nemo
            )
            let prompt = String(repeating: "素数 ", count: 60)
            _ = try await home.run(["generate", Self.nemo, prompt])
            let script = "$MUSTER history --no-color > /dev/null; $MUSTER history --no-color"
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start(script)
                try await terminal.wait("one line") { screen in
                    let lines = screen.split(separator: "\n").filter { $0.contains("素数") }
                    return lines.count == 1 && lines[0].contains("…")
                }
                try await terminal.wait(for: "exit=0")
            }
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("$MUSTER history 1")
                try await terminal.wait(for: "exit=0")
                try await terminal.wait("the answer") { $0.contains("\nred\n") }
            }
        }
    }

    @Test func whatWasKilledIsMarkedAndItsTextIsThere() async throws {
        try await MusterHome.withCatalog { home, server in
            let script = StreamScript(
                text: "perennial ",
                isOneChunk: true,
                repetitions: 1_000_000,
                tokensPerSecond: 50
            )
            server.setScript(
                ModelScript(accepts: .any, completion: .stream(script)),
                for: Self.nemo
            )
            let database = home.database
            let wasKilled = try await home.kill(["generate", Self.nemo, "Go on"]) {
                let data = FileManager.default.contents(atPath: database) ?? Data()
                return data.firstRange(of: Data("perennial perennial".utf8)) != nil
            }
            #expect(wasKilled)
            let list = try JSONObject.list(try await home.run("history --json").output)
            #expect(list.map { $0.string("status") } == ["interrupted"])
            #expect(list[0].string("text_beginning")?.hasPrefix("perennial perennial") == true)
            let one = try JSONObject(try await home.run("history 1 --json").output)
            #expect(one.string("status") == "interrupted")
            #expect(one.string("text")?.hasPrefix("perennial perennial") == true)
            #expect(one.list("attempts").isEmpty)
        }
    }

    @Test func twoProcessesAtOnceKeepBothHistoriesWhole() async throws {
        try await MusterHome.withCatalog { home, server in
            let llama = "meta-llama/llama-3.1-405b"
            let texts = [(Self.nemo, "north"), (llama, "south")].map { model, word in
                (model: model, text: (0..<20).map { "\(word) \($0) " }.joined())
            }
            for (model, text) in texts {
                // Slow enough for both to stream while a third starts, on a machine with much to do.
                let script = StreamScript(text: text, tokensPerSecond: 0.5)
                server.setScript(
                    ModelScript(accepts: .any, completion: .stream(script)),
                    for: model
                )
            }
            async let first = home.run(["generate", Self.nemo, "Where?"])
            async let second = home.run(["generate", llama, "Where?"])
            // A third one looks on meanwhile, and marks nobody who is alive.
            let isSeen = try await poll {
                let list = try JSONObject.list(try await home.run("history --json").output)
                return list.filter { $0.string("status") == "streaming" }.count == 2
            }
            #expect(isSeen)
            for outcome in try await [first, second] {
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
            let list = try JSONObject.list(try await home.run("history --json").output)
            #expect(list.count == 2)
            for (model, text) in texts {
                let entry = try #require(list.first { $0.string("model_id") == model })
                let id = try #require(entry.number("id"))
                let one = try JSONObject(try await home.run("history \(id) --json").output)
                #expect(one.string("status") == "completed")
                #expect(one.string("text") == text)
                #expect(one.list("attempts").last?.string("kind") == "answered")
            }
        }
    }
}
