import Foundation
import MusterTestSupport
import Testing

/// `muster help`, for topics and for the words of an error.
@Suite struct HelpTopicTests {
    static let topics = [
        "filters", "keys", "availability", "batch", "words", "configuration", "environment",
        "files",
        "exit-codes", "themes", "troubleshooting", "security",
    ]

    @Test func aloneItListsCommandsAndTopics() async throws {
        try await MusterHome.withHome { home in
            let outcome = try await home.run("help")
            #expect(outcome.status == 0)
            for name in Self.topics + ["browse", "check", "doctor"] {
                #expect(outcome.output.contains("\n  \(name) "))
            }
            #expect(!outcome.output.contains("document"))
        }
    }

    @Test(arguments: ["check", "slate save", "key"])
    func ofACommandItIsThatOfTheCommand(command: String) async throws {
        try await MusterHome.withHome { home in
            let help = try await home.run("help \(command)")
            let flag = try await home.run("\(command) --help")
            #expect(help.output == flag.output)
            #expect(help.output.contains("USAGE: muster \(command)"))
        }
    }

    @Test(arguments: topics)
    func aTopicIsPlainAndFitsEightyColumns(topic: String) async throws {
        try await MusterHome.withHome { home in
            let outcome = try await home.run("help \(topic)")
            #expect(outcome.status == 0)
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count > 3)
            #expect(!outcome.output.contains("\u{1B}"))
            // Code stands as it is, four columns in; everything else is wrapped.
            let wide = lines.filter { $0.count > 80 && !$0.hasPrefix("    ") }
            #expect(wide.isEmpty)
            let marks = lines.filter { $0.contains("](") || $0.contains("**") || $0.hasPrefix("#") }
            #expect(marks.isEmpty)
        }
    }

    @Test(arguments: [
        (
            "help filtres",
            "There is no command or topic filtres; muster help lists them. Did you mean filters?"
        ),
        ("help Themes", "Did you mean themes?"),
        ("help chekc", "Did you mean check?"),
        ("help qqqqqq", "There is no command or topic qqqqqq; muster help lists them."),
        ("help filters is:free", "To read the topic: muster help filters"),
    ])
    func whatThereIsNotIsAMistakeOfUsage(line: String, sentence: String) async throws {
        try await MusterHome.withHome { home in
            let outcome = try await home.run(line)
            #expect(outcome.status == 64)
            #expect(outcome.output == "")
            #expect(outcome.sentence.contains(sentence))
            #expect(outcome.sentence.split(separator: "\n").count == 1)
        }
    }

    @Test func optionsForAllMayStandBeforeIt() async throws {
        try await MusterHome.withHome { home in
            let outcome = try await home.run("--no-color help exit-codes")
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("78"))
        }
    }

    @Test func onATerminalHeadingsAreBoldAndLinesAsWideAsIt() async throws {
        guard TmuxSession.isInstalled else { return }
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home, columns: 50, rows: 20) { terminal in
                try await terminal.start("$MUSTER help exit-codes | head -3; $MUSTER help security")
                try await terminal.wait(for: "exit=0")
                let lines = try await terminal.screen().split(separator: "\n")
                #expect(lines.allSatisfy { $0.count <= 50 })
            }
        }
    }

    /// Headings, and the first message of each cause, with what a user would paste around them.
    @Test func aMessageFindsItsCause() async throws {
        let file = HelpDocumentTests.root.appending(path: "docs/TROUBLESHOOTING.md")
        let causes = try String(contentsOf: file, encoding: .utf8)
            .components(separatedBy: "\n### ").dropFirst()
        try #require(!causes.isEmpty)
        try await MusterHome.withHome { home in
            for cause in causes {
                let heading = cause.prefix { $0 != "\n" }
                let first = try #require(cause.firstMatch(of: /(?m)^- `([^`]+)`/)).output.1
                for message in [heading, first] {
                    let pasted = "muster: " + message.replacing("…", with: "mistral/some-7b")
                    let outcome = try await home.run(["help", "troubleshooting", pasted])
                    let words = outcome.output.split { $0.isWhitespace }.joined(separator: " ")
                    #expect(words.contains(heading), "\(message)")
                }
            }
            let none = try await home.run("help troubleshooting qqqqqq")
            #expect(none.status == 65)
        }
    }
}
