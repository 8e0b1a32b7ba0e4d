import Foundation
import GRDB
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// Slates as scripts see them.
@Suite(.timeLimit(.minutes(30)))
struct SlateCommandTests {
    private static let five = [
        "mistralai/mistral-nemo", "x-ai/grok-code-fast-1", "meta-llama/llama-3.1-405b",
        "openai/gpt-5", "ai21/jamba-large-1.7",
    ]

    @Test func namedModelsKeepTheirOrderAndFilteredOnesAreSorted() async throws {
        try await MusterHome.withCatalog { home, _ in
            let file = home.folder.file("slate.yaml")
            let save = try await home.run(["slate", "save", file] + Self.five + [Self.five[0]])
            #expect(save.status == 0)
            #expect(save.output.isEmpty)
            #expect(save.errors.contains("\(Self.five[0]) is unknown: never checked"))
            #expect(try ids(file) == Self.five)
            _ = try await home.run(["slate", "save", file, "--filter", "author:mistralai"])
            let filtered = try ids(file)
            #expect(filtered.count > 1)
            #expect(filtered == filtered.sorted())
        }
    }

    @Test func withoutNamesTheMarkedModelsAreSaved() async throws {
        try await MusterHome.withCatalog { home, _ in
            let file = home.folder.file("slate.yaml")
            let marked = [Self.five[1], Self.five[0]].sorted()
            try await DatabaseQueue(path: home.database).write { db in
                for id in marked {
                    try db.execute(
                        sql: "UPDATE model_capabilities SET marked = 1 WHERE model_id = ?",
                        arguments: [id]
                    )
                }
            }
            #expect(try await home.run(["slate", "save", file]).status == 0)
            #expect(try ids(file) == marked)
            let filtered = ["slate", "save", file, "--filter", "is:marked author:x-ai"]
            #expect(try await home.run(filtered).status == 0)
            #expect(try ids(file) == [Self.five[1]])
        }
    }

    @Test func whatCannotBeSavedIsSaid() async throws {
        try await MusterHome.withCatalog { home, _ in
            let file = home.folder.file("slate.yaml")
            let nothing = try await home.run(["slate", "save", file])
            #expect(nothing.status == 64)
            #expect(nothing.sentence.contains("--filter"))
            _ = try await home.run("disable \(Self.five[0])")
            let disabled = try await home.run(["slate", "save", file] + Self.five)
            #expect(disabled.status == 69)
            #expect(disabled.sentence.contains("muster enable \(Self.five[0])"))
            #expect(!FileManager.default.fileExists(atPath: file))
            try home.write("slate.yaml", "theme: night\n")
            let foreign = try await home.run(["slate", "save", file, Self.five[1]])
            #expect(foreign.status == 65)
            #expect(foreign.sentence.contains("--force"))
            let forced = try await home.run(["slate", "save", file, Self.five[1], "--force"])
            #expect(forced.status == 0)
        }
    }

    /// The days are counted from the day of the run, as the program does.
    @Test(arguments: [(-2, 69, "expired on"), (3, 0, "in 3 days."), (30, 0, nil)])
    func whatExpiresIsTold(days: Int, status: Int, words: String?) async throws {
        try await MusterHome.withCatalog { home, _ in
            let file = home.folder.file("slate.yaml")
            let day = Date(timeIntervalSinceNow: Double(days) * 86_400)
            let text = day.formatted(.iso8601.year().month().day())
            try await DatabaseQueue(path: home.database).write { db in
                try db.execute(
                    sql: "UPDATE model_capabilities SET expiration_date = ? WHERE model_id = ?",
                    arguments: [text, Self.five[0]]
                )
            }
            let save = try await home.run(["slate", "save", file, Self.five[0]])
            #expect(save.status == status)
            if let words {
                #expect(save.errors.contains("\(Self.five[0]) expire"))
                #expect(save.errors.contains(words))
            } else {
                #expect(!save.errors.contains("expire"))
            }
        }
    }

    @Test func oneThatIsGoneIsNamed() async throws {
        try await MusterHome.withCatalog { home, server in
            let file = home.folder.file("slate.yaml")
            _ = try await home.run(["slate", "save", file] + Self.five)
            #expect(try await home.run(["slate", "verify", file]).status == 0)
            server.setScript(ModelScript(endpoints: .answer(.html(status: 503))), for: Self.five[1])
            let unclear = try await home.run(["slate", "verify", file])
            #expect(unclear.status == 75)
            #expect(unclear.sentence.contains(Self.five[1]))
            server.setScript(ModelScript(endpoints: .notFound), for: Self.five[3])
            let gone = try await home.run(["slate", "verify", file, "--json"])
            #expect(gone.status == 69)
            #expect(gone.sentence.hasSuffix("1 of 5 is definitely unusable: openai/gpt-5."))
            let lines = try gone.output.split(separator: "\n").map { try JSONObject(String($0)) }
            #expect(lines.compactMap { $0.string("model_id") } == Self.five)
            #expect(lines[3].flag("usable") == false)
            #expect(lines[1].isNull("usable"))
            #expect(lines[0].flag("usable") == true)
        }
    }

    @Test func aMalformedSlateNamesItsLine() async throws {
        try await MusterHome.withCatalog { home, server in
            try home.write("slate.yaml", "version: 1\nmodels:\n- model_id: a/b\n  route: []\n")
            server.log.removeAll()
            let verify = try await home.run(["slate", "verify", home.folder.file("slate.yaml")])
            #expect(verify.status == 65)
            #expect(verify.sentence.contains("line 4"))
            #expect(server.log.count == 0)
            let none = try await home.run(["slate", "verify", home.folder.file("none.yaml")])
            #expect(none.status == 74)
        }
    }

    private func ids(_ file: String) throws -> [String] {
        try String(contentsOfFile: file, encoding: .utf8)
            .matches(of: /model_id: (\S+)/).map { String($0.output.1) }
    }
}
