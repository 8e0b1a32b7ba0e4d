import ArgumentParser
import Foundation
import MusterCore

/// `muster help`, alone or with words: a topic, or what to search for.
///
/// `muster help COMMAND` is the parser's own.
struct HelpRequest {
    private let words: [String]
    private let console: Console

    /// Takes the request out of a command line; `nil` when it is none, or is for a command.
    init?(_ arguments: [String]) {
        guard arguments.first == "help" else { return nil }
        // Options that every command understands mean little here, but are no mistake.
        words = arguments.dropFirst().drop { $0.hasPrefix("-") }.map { $0 }
        if let first = words.first, HelpTopic(rawValue: first) == nil,
            Muster.commandNames.contains(first)
        {
            return nil
        }
        console = Console(
            environment: ProcessInfo.processInfo.environment,
            allowsColor: !arguments.contains("--no-color")
        )
    }

    /// Prints what was asked for.
    ///
    /// - Throws: `CommandFailure` with code 64 for a topic that there is not.
    func answer() throws {
        guard let first = words.first else { return try console.printStyled(overview) }
        guard let topic = HelpTopic(rawValue: first) else { throw unknown(first) }
        let search = words.dropFirst().joined(separator: " ")
        guard !search.isEmpty else { return try show(topic.markdown) }
        guard topic == .troubleshooting else {
            throw CommandFailure(
                "Only troubleshooting can be searched. To read the topic: muster help \(topic.rawValue)",
                .usage
            )
        }
        let entries = TroubleshootingIndex(topic.markdown).entries(for: search)
        guard !entries.isEmpty else {
            throw CommandFailure(
                "Nothing is said of these words. To read all: muster help troubleshooting",
                .badData
            )
        }
        try show(entries.joined(separator: "\n\n"))
    }

    private var width: Int { console.width ?? 80 }

    private func show(_ markdown: String) throws {
        let text = MarkdownText(markdown, width: min(width, 100), isStyled: console.isColored)
        try console.printStyled(text.lines.joined(separator: "\n"))
    }

    /// The commands, as the parser tells them, and the topics in the same form.
    private var overview: String {
        let topics = HelpTopic.allCases.map { topic in
            "  " + topic.rawValue.padding(toLength: 24, withPad: " ", startingAt: 0)
                + topic.abstract
        }
        let lines =
            ["", "", "TOPICS:"] + topics
            + [
                "",
                "  See 'muster help <topic>', and 'muster help troubleshooting <words>' for an error.",
            ]
        return Muster.helpMessage(columns: width) + lines.joined(separator: "\n")
    }

    private func unknown(_ word: String) -> CommandFailure {
        let names = Muster.shownCommandNames + HelpTopic.allCases.map(\.rawValue)
        let nearest = Spelling.nearest(to: word.lowercased(), in: names)
        let hint = nearest.map { " Did you mean \($0)?" } ?? ""
        return CommandFailure(
            "There is no command or topic \(word); muster help lists them.\(hint)",
            .usage
        )
    }
}
