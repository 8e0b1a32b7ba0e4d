import ArgumentParser
import Foundation
import MusterCore
import MusterUI

/// Shows what the service's Batch API has.
struct BatchStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the batches at the service.",
        discussion: """
            With a results file, those that were submitted for it; without one, all that the service \
            has of your workspace, for 30 days. It collects nothing: the command that submitted them \
            does.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The results file.", completion: .file(extensions: ["jsonl"]))
    var file: String?

    @Flag(help: "Print the batches as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            let batches = try await Self.batches(of: file, workspace)
            guard !json else {
                return try session.console.print(
                    json: batches.map { JSONObject($0) },
                    isIndented: true
                )
            }
            guard !batches.isEmpty else {
                let words = file.map { "Nothing was submitted for \($0)." }
                return session.console.note(words ?? "The service has no batches of yours.")
            }
            let table = Self.table(batches, isASCII: session.settings.isASCII)
            try session.console.print(table.lines(width: session.console.width))
        }
    }

    static func batches(of file: String?, _ workspace: Workspace) async throws -> [SubmittedBatch] {
        do throws(BatchError) {
            guard let file else { return try await workspace.submittedBatches() }
            return try await workspace.submittedBatches(of: file)
        } catch {
            throw CommandFailure(error)
        }
    }

    private static func table(_ batches: [SubmittedBatch], isASCII: Bool) -> TextTable {
        var table = TextTable(
            [
                TextTable.Column("model", fit: .modelID(least: 24)),
                .number("requests"), TextTable.Column("state"), .number("answered", rank: 1),
                .number("failed", rank: 2), .number("cost", rank: 2),
                TextTable.Column("submitted", rank: 3), TextTable.Column("batch", rank: 4),
            ],
            isASCII: isASCII
        )
        for batch in batches {
            let job = batch.job
            table.add([
                [Span("\(batch.modelID.rawValue)")], [Span("\(batch.count)")],
                [Span("\(batch.words)", batch.isGoing ? .accent : .text)],
                [Span("\(job.map { "\($0.completed)" } ?? "-")")],
                [Span("\(job.map { "\($0.failed)" } ?? "-")")],
                [Span("\(job?.cost.map(Quantity.dollars) ?? "-")")],
                [Span("\(JSONDocument.time(batch.sentAt) ?? "-")", .dim)],
                [Span("\(job?.id ?? batch.chunk?.jobID ?? "-")", .dim)],
            ])
        }
        return table
    }
}
