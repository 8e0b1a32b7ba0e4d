import ArgumentParser
import MusterCore

/// Fetches the catalog.
struct RefreshCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh",
        abstract: "Fetch the catalog."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Take the catalog even if it has shrunk to less than half.")
    var force = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            let report: RefreshReport
            do {
                report = try await ProgressLine.with("refreshing the catalog", session) { _ in
                    try await Interruption.run { () async throws(OperationError) in
                        try await workspace.refresh(isForced: force)
                    }
                }
            } catch let error as OperationError {
                throw CommandFailure(error, doing: "The catalog could not be refreshed")
            }
            let rejected = RejectedRowReport(report.rejected, stored: report.total)
            for line in rejected.lines { session.console.note(line) }
            if let words = report.repeated.words { session.console.note(words) }
            if let words = report.accountWords { session.console.note(words) }
            if json {
                try session.console.print(json: JSONObject(report))
            } else {
                try session.console.print(report.summary)
            }
            if let words = rejected.refusal { throw CommandFailure(words, .ioError) }
        }
    }
}

extension RefreshReport {
    fileprivate var summary: String {
        let rejected = rejected.isEmpty ? "" : ", \(self.rejected.count) rejected"
        let models = total - batchOnly
        let batch = batchOnly > 0 ? " and \(batchOnly.counted("row")) of the Batch API" : ""
        return
            "\(models) \(models == 1 ? "model" : "models")\(batch): \(added) added, \(updated) updated, "
            + "\(removed) removed\(rejected). \(withHuggingFaceID) with a Hugging Face ID, "
            + "\(withoutHuggingFaceID) without."
    }
}
