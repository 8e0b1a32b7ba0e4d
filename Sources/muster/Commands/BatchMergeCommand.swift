import ArgumentParser
import Foundation
import MusterCore

/// Joins the results of shards.
struct BatchMergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Join the results of shards into one file.",
        discussion: """
            Of several results for one prompt and model, an answer wins, else the last. Results of \
            different prompts with one id are refused. The lines stay as they are.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Results files.", completion: .file(extensions: ["jsonl"]))
    var files: [String]

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The file for all results.", valueName: "file"),
        completion: .file(extensions: ["jsonl"])
    )
    var output: String

    @Flag(help: "Replace the file if there is one.")
    var force = false

    func run() async throws {
        if !force, FileManager.default.fileExists(atPath: output) {
            throw CommandFailure("\(output) already exists. To replace it: --force", .badData)
        }
        try await Session.with(options) { session in
            do throws(BatchError) {
                let merge = try ResultMerge(of: files)
                try await merge.write(to: output)
                let replaced = merge.repeated > 0 ? ", \(merge.repeated) replaced" : ""
                session.console.note("\(merge.count) results\(replaced): \(output)")
            } catch {
                throw CommandFailure(error)
            }
        }
    }
}

/// Prints the totals of a results file.
struct BatchSummaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "Print the totals of a results file, by model.",
        discussion: "Durations are of answers: half and 95 of 100 took at most p50 and p95."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The results file.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            let results: [BatchResult]
            do throws(BatchError) {
                results = try await ResultFile.results(at: file)
            } catch {
                throw CommandFailure(error)
            }
            let summary = BatchSummary(results: results)
            guard !json else {
                let document = JSONObject(summary, .complete)
                return try session.console.print(json: document, isIndented: true)
            }
            let table = BatchSummaryTable(summary: summary, isASCII: session.settings.isASCII)
            try session.console.print(table.lines(width: session.console.width))
        }
    }
}
