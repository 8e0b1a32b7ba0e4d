import ArgumentParser
import Foundation
import MusterCore
import MusterUI

/// `muster help`, alone, with a topic, or with words to search for.
///
/// The parser handles `muster help COMMAND`.
struct HelpRequest {
    private let words: [String]
    private let topic: HelpTopic?
    private let console: Console

    /// Parses a command line; `nil` if it is no such request, or is for a command.
    init?(_ arguments: [String]) {
        guard arguments.first == "help" else { return nil }
        // Global options have no effect here, but are no error.
        words = arguments.dropFirst().drop { $0.hasPrefix("-") }.map { $0 }
        topic = HelpTopic.all.first { [words] in $0.name == words.first }
        if let first = words.first, topic == nil, Muster.commandNames.contains(first) { return nil }
        console = Console(
            environment: ProcessInfo.processInfo.environment,
            allowsColor: !arguments.contains("--no-color")
        )
    }

    /// Prints the topic or the search result.
    ///
    /// - Throws: `CommandFailure` with code 64 for an unknown topic, 65 for words without a match.
    func answer() throws {
        guard let first = words.first else { return try console.printStyled(overview) }
        guard let topic else {
            let nearest = Spelling.nearest(to: first.lowercased(), in: HelpTopic.namesAfterHelp)
            let hint = nearest.map { " Did you mean \($0)?" } ?? ""
            throw CommandFailure(
                "There is no command or topic \(first); muster help lists them.\(hint)",
                .usage
            )
        }
        let search = words.dropFirst().joined(separator: " ")
        guard !search.isEmpty else { return try show(topic.markdown()) }
        guard topic.name == HelpTopic.troubleshooting.name else {
            throw CommandFailure(
                "Only troubleshooting can be searched. To read the topic: muster help \(first)",
                .usage
            )
        }
        let entries = HelpTopic.troubleshooting(search)
        guard !entries.isEmpty else {
            throw CommandFailure(
                "No cause matches these words. To read all: muster help troubleshooting",
                .badData
            )
        }
        try show(entries.joined(separator: "\n\n"))
    }

    private var width: Int { console.width ?? 80 }

    private func show(_ markdown: String) throws {
        let layout = MarkdownLayout(columns: min(width, 100), isASCII: false)
        try console.print(layout.lines(ofDocument: markdown))
    }

    /// The parser's list of commands, and the topics in the same form.
    private var overview: String {
        let topics = HelpTopic.all.map { topic in
            "  " + topic.name.padding(toLength: 24, withPad: " ", startingAt: 0) + topic.abstract
        }
        return """
            \(Muster.helpMessage(columns: width))

            TOPICS:
            \(topics.joined(separator: "\n"))

              See 'muster help <topic>', and 'muster help troubleshooting <words>' for an error.
            """
    }
}
