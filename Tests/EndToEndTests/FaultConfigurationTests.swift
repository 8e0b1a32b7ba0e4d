import Foundation
import MusterTestSupport
import Testing

/// Configurations of any kind, through the program itself.
@Suite(.timeLimit(.minutes(60)))
struct FaultConfigurationTests {
    private static let words = [
        "theme: ", "keys:\n", "lifetimes:\n", "  ", "\n", ": ", "- ", "refresh: F5", "quit: ",
        "true", "&a ", "*a",
        "fallbacks:\n", "a/b", "{", "}", "[", "]", "\"", "'", "!!int ", "|\n", "\t", "\u{1B}[2J",
        "\0", "---\n", "<<: ",
    ]

    @Test func itIsReadOrSaidWhatIsWrong() async throws {
        try await MusterHome.withHome { home in
            let path = home.folder.file("config/muster/config.yaml")
            await Fuzz("configuration", dictionary: Self.words, rounds: 60).run {
                Self.configuration(&$0)
            } property: { yaml, _ in
                try home.write("config/muster/config.yaml", yaml)
                // Named by a flag, the database is never where the configuration says.
                let outcome = try await home.run(["list", "--database", home.database])
                guard [0, 78].contains(outcome.status) else {
                    throw Fuzz.Broken("\(outcome.status): \(outcome.errors)")
                }
                guard outcome.status == 78 else { return }
                guard outcome.errors.contains(path), outcome.output.isEmpty else {
                    throw Fuzz.Broken(outcome.errors.debugDescription)
                }
            }
        }
    }

    @Test(arguments: ["x: *a9", "? *a9\n: 1", "keys: *a9", "theme: *a9"])
    func aliasesStandForNoMoreThanTheFileCouldSay(entry: String) async throws {
        try await MusterHome.withHome { home in
            let yaml = Mutator.manyLaughs(9, named: "a") + entry + "\n"
            try home.write("config/muster/config.yaml", yaml)
            let outcome = try await home.run("list")
            #expect(outcome.status == 78, "\(outcome.errors)")
            #expect(outcome.sentence.contains("line 2: *a0 "))
        }
    }

    private static func configuration(_ mutator: inout Mutator) -> String {
        var yaml = mutator.yamlEntries([
            ("theme", ["night"]), ("base_url", ["https://openrouter.ai/api/v1"]),
            ("ascii", ["true"]),
            ("monitor_budget", ["60", mutator.hostileNumber()]), ("routes", ["catalog_first"]),
            ("key_command", ["pass show openrouter"]), ("screen_reader", ["false"]),
            ("retention", ["{evidence: 180d}", "{history: \(mutator.hostileNumber())d}"]),
            ("lifetimes", ["{verified: 24h}", "{verified: \(mutator.hostileNumber())h}"]),
            ("fallbacks", ["[a/b, c/d]", "{a/b: [c/d], default: []}"]),
        ])
        if mutator.chance(of: 2) {
            yaml += "keys:\n"
            yaml += mutator.yamlEntries(
                [("refresh", ["F5"]), ("quit", ["[q, F10]", "[]"]), ("check", ["Ctrl-T", "é"])],
                indentation: "  "
            )
        }
        return mutator.chance(of: 3) ? mutator.damaged(yaml) : yaml
    }
}
