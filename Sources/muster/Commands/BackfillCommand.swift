import ArgumentParser
import MusterCore

/// Fills in missing Hugging Face IDs.
struct BackfillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill",
        abstract: "Fill in missing Hugging Face IDs.",
        discussion: """
            muster looks for missing IDs in the catalog, by a look-up of each model, and among the \
            variants of the same model. It guesses none by changing case. Many models have none: \
            OpenAI's, Anthropic's and Google's are not on the Hub.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Compare every ID with the Hub, and correct its case.")
    var verify = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            let report: BackfillReport
            do {
                let words = "looking for Hugging Face IDs"
                report = try await ProgressLine.with(words, session) { _ in
                    try await Interruption.run { () async throws(OperationError) in
                        try await workspace.backfill(verifies: verify)
                    }
                }
            } catch let error as OperationError {
                throw CommandFailure(error, doing: "The Hugging Face IDs could not be filled in")
            }
            for conflict in report.conflicts {
                session.console.note(
                    "conflict: \(conflict.modelID) has \(conflict.stored), "
                        + "the Hub calls it \(conflict.hub)"
                )
            }
            if let words = report.repeated.words { session.console.note(words) }
            if let failure = report.firstFailure {
                session.console.note(
                    "\(report.unresolved) look-ups gave no answer; the first failed with: \(failure)"
                )
            }
            if json {
                try session.console.print(json: JSONObject(report))
            } else {
                try session.console.print(report.summary)
            }
        }
    }
}

extension BackfillReport {
    /// A small table, one word and one number per line.
    fileprivate var summary: String {
        let rows: [(String, Int)] = [
            ("total", total), ("with", withHuggingFaceID), ("without", withoutHuggingFaceID),
            ("updated", updated), ("corrected", corrected), ("conflicts", conflicts.count),
            ("unresolved", unresolved),
        ]
        return rows.map { "\($0.0) \($0.1)" }.joined(separator: "\n")
    }
}
