/// A topic that `muster help` explains besides commands: an embedded document of `docs/`, or one
/// generated from the program's own values.
struct HelpTopic: Sendable {
    let name: String
    /// A few words for the overview.
    let abstract: String
    let markdown: @Sendable () -> String

    static let all = [
        HelpTopic("filters", "The language of filters.", PackageResources.FILTERS_md),
        HelpTopic(
            "keys",
            "Every key of the interface, and how to change them.",
            PackageResources.KEYS_md
        ),
        HelpTopic(
            "availability",
            "What the badges mean, and how long they are valid.",
            PackageResources.AVAILABILITY_md
        ),
        HelpTopic(
            "batch",
            "From picking models to the results of a batch.",
            PackageResources.BATCH_md
        ),
        HelpTopic(
            "services",
            "Hugging Face's router, gateways, servers of your own.",
            PackageResources.SERVICES_md
        ),
        HelpTopic("words", "What the words of muster mean.", PackageResources.WORDS_md),
        HelpTopic(name: "configuration", abstract: "Every entry of the configuration file.") {
            ConfigurationReference.configuration
        },
        HelpTopic(name: "environment", abstract: "Every variable of the environment.") {
            ConfigurationReference.environment
        },
        HelpTopic(name: "files", abstract: "Where muster keeps what.") {
            ConfigurationReference.files
        },
        HelpTopic(name: "exit-codes", abstract: "What the exit codes mean.") {
            ConfigurationReference.exitCodes
        },
        HelpTopic("themes", "Choosing and writing themes.", PackageResources.THEMES_md),
        troubleshooting,
        HelpTopic("security", "What is trusted, kept and sent.", PackageResources.SECURITY_md),
    ]

    static let troubleshooting = HelpTopic(
        "troubleshooting",
        "Error messages, and what to do about them.",
        PackageResources.TROUBLESHOOTING_md
    )

    /// The commands and topics valid after `help`.
    static var namesAfterHelp: [String] { Muster.shownCommandNames + all.map(\.name) }

    /// The entries of the troubleshooting guide whose messages share most words with this one: at
    /// most three, none if no word matches.
    ///
    /// An entry is a third-level heading and the text below it; its messages are the heading and
    /// the code in its list. Pasted messages contain names and numbers that no entry has.
    static func troubleshooting(_ message: String) -> [String] {
        let asked = words(message)
        let entries = troubleshooting.markdown().split(separator: "\n## ").flatMap {
            $0.split(separator: "\n### ").dropFirst().map { "### " + $0 }
        }
        let scored = entries.map { entry -> (entry: String, score: Double) in
            let quoted = entry.matches(of: /(?m)^### (.+)|^(?:-| ) .*/).flatMap { line in
                line.output.1.map { [words($0)] }
                    ?? line.output.0.matches(of: /`([^`]+)`/).map { words($0.output.1) }
            }
            let scores = quoted.map { message in
                // If two messages share the same words, the shorter one is the closer match.
                let shared = asked.intersection(message).count
                // One common word, such as "model", says nothing about a long message.
                guard shared > 1 || asked.count < 3 || message.count == 1 else { return 0.0 }
                return Double(shared) / (2 + Double(message.count)).squareRoot()
            }
            return (entry, scores.max() ?? 0)
        }
        let best = scored.map(\.score).max() ?? 0
        return scored.filter { $0.score > 0 && $0.score >= best * 0.8 }
            .sorted { $0.score > $1.score }.prefix(3).map(\.entry)
    }

    private static func words(_ text: some StringProtocol) -> Set<Substring> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" })
            .subtracting(commonWords)
    }

    /// Words that say nothing of what went wrong.
    private static let commonWords: Set<Substring> = [
        "muster", "a", "an", "and", "are", "as", "at", "be", "by", "for", "in", "is", "it", "no",
        "not", "of", "on", "or", "the", "to", "was", "with",
    ]
}

extension HelpTopic {
    private init(
        _ name: String,
        _ abstract: String,
        _ document: @autoclosure @escaping @Sendable () -> [UInt8]
    ) {
        self.init(name: name, abstract: abstract) { String(decoding: document(), as: UTF8.self) }
    }
}
