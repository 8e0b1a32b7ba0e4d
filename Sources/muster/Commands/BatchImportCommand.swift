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
            do throws(BatchError) {
                let report = try await workspace.importAnswers(at: answers, of: request)
                let known = report.known > 0 ? ", \(report.known) had results already" : ""
                let strange =
                    report.strange > 0 ? ", \(report.strange) are of no request of this batch" : ""
                let unasked =
                    report.unasked > 0 ? ", \(report.unasked) were never asked and stay open" : ""
                session.console.note(
                    "\(report.added) imported\(known)\(strange)\(unasked): \(output)"
                )
            } catch {
                throw CommandFailure(error)
            }
        }
    }
}
