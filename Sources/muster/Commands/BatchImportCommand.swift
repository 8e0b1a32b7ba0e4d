import ArgumentParser
import MusterCore

/// Makes results of another batch service's answers.
struct BatchImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make results of answers in the form of OpenAI's Batch API.",
        discussion: """
            The answers are those of requests that `export --format openai-batch` wrote from the same \
            slate and prompts. Answers to what has a result already are left out.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The answers.", completion: .file(extensions: ["jsonl"]))
    var answers: String

    @Option(
        help: ArgumentHelp("The slate of the requests.", valueName: "file"),
        completion: ValueCompletion.slate
    )
    var slate: String

    @Option(
        help: ArgumentHelp("The prompts of the requests.", valueName: "file"),
        completion: .file()
    )
    var prompts: String

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The file for the results.", valueName: "file"),
        completion: .file(extensions: ["jsonl"])
    )
    var output: String

    func run() async throws {
        let slate = try Slate.read(slate)
        var request = BatchRequest(
            modelIDs: slate.entries.map(\.modelID),
            promptsPath: prompts,
            resultsPath: output
        )
        request.slate = slate
        try await Session.with(options) { [request] session in
            let workspace = try session.openWorkspace()
            let report: BatchImport
            do throws(BatchError) {
                report = try await workspace.importAnswers(at: answers, of: request)
            } catch {
                throw CommandFailure(error)
            }
            let words = Self.words(report)
            guard report.strange == 0 || report.added + report.known + report.unasked > 0 else {
                throw CommandFailure("\(words).", .badData)
            }
            session.console.note("\(words): \(output)")
        }
    }

    private static func words(_ report: BatchImport) -> String {
        var parts = ["\(report.added) imported"]
        if report.known > 0 { parts.append("\(report.known) had results already") }
        if report.strange > 0 {
            let verb = report.strange == 1 ? "is" : "are"
            parts.append("\(report.strange) \(verb) of no request of this batch")
        }
        if report.unasked > 0 {
            let verbs = report.unasked == 1 ? ("was", "stays") : ("were", "stay")
            parts.append("\(report.unasked) \(verbs.0) never asked and \(verbs.1) open")
        }
        return parts.joined(separator: ", ")
    }
}
