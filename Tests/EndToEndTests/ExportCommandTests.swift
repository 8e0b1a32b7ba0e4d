import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// Files for other tools.
@Suite(.timeLimit(.minutes(30)))
struct ExportCommandTests {
    private static let cased = "meta-llama/llama-3.1-405b"
    private static let plain = "x-ai/grok-code-fast-1"

    @Test func theRouteThatWorkedIsExported() async throws {
        try await withSlate { home, server, slate in
            server.setScript(ModelScript(accepts: .casedID), for: Self.cased)
            #expect(try await home.run(["generate", Self.cased, "Hello"]).status == 0)
            let litellm = try await home.run("export --format litellm --slate \(slate)")
            #expect(litellm.status == 0)
            let list = litellm.output
            #expect(list.contains("- model_name: \(Self.cased)\n"))
            #expect(list.contains("    model: openrouter/meta-llama/llama-3.1-405B\n"))
            #expect(list.contains("    model: openrouter/\(Self.plain)\n"))
            #expect(list.contains("    api_key: os.environ/OPENROUTER_API_KEY\n"))
            #expect(list.contains("    api_base: \(server.baseURL)\n"))
            #expect(!list.contains(MusterHome.key))
            let promptfoo = try await home.run("export --format promptfoo --slate \(slate)")
            #expect(promptfoo.output.contains("- id: openrouter:meta-llama/llama-3.1-405B\n"))
            #expect(promptfoo.output.contains("  label: \(Self.cased)\n"))
            let llm = try await home.run("export --format llm --slate \(slate)")
            let aliases = try JSONObject(llm.output)
            #expect(aliases.string(Self.cased) == "openrouter/\(Self.cased)")
        }
    }

    @Test func fallbacksAreThereToFallBackOn() async throws {
        try await withSlate { home, _, slate in
            try home.write(
                "config/muster/config.yaml",
                "fallbacks:\n  \(Self.plain): [openai/gpt-5, \(Self.cased)]\n"
            )
            let export = try await home.run("export --format litellm --slate \(slate)")
            #expect(export.output.contains("- model_name: openai/gpt-5\n"))
            let wanted = "  - \(Self.plain):\n    - openai/gpt-5\n    - \(Self.cased)\n"
            #expect(export.output.contains("router_settings:\n  fallbacks:\n" + wanted))
        }
    }

    @Test func otherFormatsAreThoseOfTheList() async throws {
        try await withSlate { home, _, slate in
            let ids = try await home.run("export --format ids --slate \(slate)")
            #expect(ids.output == "\(Self.cased)\n\(Self.plain)\n")
            for format in ["csv", "json"] {
                let export = try await home.run("export --format \(format) author:mistralai")
                let list = try await home.run("list --format \(format) author:mistralai")
                #expect(export.output == list.output)
            }
            let none = try await home.run("export --format ids author:nobody")
            #expect(none.status == 65)
        }
    }

    @Test func aFileIsNotReplacedUnasked() async throws {
        try await withSlate { home, _, slate in
            let path = home.folder.file("out.txt")
            let arguments = ["export", "--format", "ids", "--slate", slate, "-o", path]
            #expect(try await home.run(arguments).status == 0)
            let again = try await home.run(arguments)
            #expect(again.status == 65)
            #expect(again.sentence.contains("--force"))
            #expect(try await home.run(arguments + ["--force"]).status == 0)
        }
    }

    @Test func requestsAreOfTheModelsThatAreNotLeftOut() async throws {
        try await withSlate { home, _, slate in
            #expect(try await home.run("disable \(Self.plain)").status == 0)
            try home.write("p.jsonl", #"{"id":"1","prompt":"Hi"}"# + "\n")
            let text = try String(contentsOfFile: slate, encoding: .utf8)
            try home.write("slate.yaml", text + "- model_id: \(Self.cased):batch\n")
            let export = try await home.run(
                ["export", "--format", "openai-batch", "--slate", slate]
                    + ["--prompts", home.folder.file("p.jsonl")]
            )
            #expect(export.status == 0, "\(export.errors)")
            #expect(export.errors.contains("\(Self.plain) is disabled, and left out"))
            #expect(export.errors.contains("\(Self.cased):batch answers only the Batch API"))
            #expect(export.output.split(separator: "\n").count == 1, "\(export.output)")
        }
    }

    @Test func aSlateThatIsSavedAgainKeepsTheUsersKeys() async throws {
        try await withSlate { home, _, slate in
            let text = try String(contentsOfFile: slate, encoding: .utf8)
            let entry = "- model_id: \(Self.cased)\n"
            let own = text.replacing(entry, with: entry + "  note: keep me\n")
            try home.write("slate.yaml", own + "project: mine\n")
            let saved = try await home.run(["slate", "save", slate, Self.cased])
            #expect(saved.errors.contains("no longer has \(Self.plain)"), "\(saved.errors)")
            let again = try String(contentsOfFile: slate, encoding: .utf8)
            #expect(again.contains("note: keep me") && again.contains("project: mine"), "\(again)")
            #expect(!again.contains(Self.plain))
        }
    }

    @Test func aSlateIsPrintedInPlaceOfAFile() async throws {
        try await withSlate { home, _, slate in
            let printed = try await home.run(["slate", "save", "-", Self.cased, Self.plain])
            #expect(printed.status == 0)
            // Only the times differ.
            let saved = try String(contentsOfFile: slate, encoding: .utf8)
            let same = saved.split(separator: "\n").filter { !$0.contains("_at:") }
            #expect(printed.output.split(separator: "\n").filter { !$0.contains("_at:") } == same)
        }
    }

    private func withSlate(
        _ body: (MusterHome, SimulatorServer, String) async throws -> Void
    ) async throws {
        try await MusterHome.withCatalog { home, server in
            let slate = home.folder.file("slate.yaml")
            let save = try await home.run(["slate", "save", slate, Self.cased, Self.plain])
            #expect(save.status == 0)
            try await body(home, server, slate)
        }
    }
}
