import ArgumentParser
import Foundation
import MusterCore

/// Ends what the service's Batch API works on.
struct BatchCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel the batches at the service that were submitted for a results file.",
        discussion: """
            You pay for what is answered by then. The command that submitted them collects it.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The results file.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @Flag(help: "Cancel without asking.")
    var yes = false

    func run() async throws {
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            let all = try await BatchStatusCommand.batches(of: file, workspace)
            let batches = all.filter(\.isGoing)
            let unknown = all.count(where: \.mayBeGoing)
            guard !batches.isEmpty else {
                if unknown > 0 { throw Self.unknown(unknown) }
                return session.console.note("Nothing runs at the service for \(file).")
            }
            let requests = batches.reduce(0) { $0 + $1.count }
            let noun = batches.count == 1 ? "batch" : "batches"
            let question =
                "Cancel \(batches.count) \(noun) with \(requests) requests? Answers so far are paid."
            guard yes || isatty(STDIN_FILENO) == 1 else {
                throw CommandFailure(
                    "There is no terminal to confirm on. Use --yes.",
                    .usage
                )
            }
            guard yes || session.console.confirms(question) else {
                throw CommandFailure("Nothing was cancelled.", .interrupted)
            }
            var first: CommandFailure?
            for batch in batches {
                guard let id = batch.job?.id else { continue }
                do throws(ServiceFailure) {
                    let job = try await workspace.cancel(id)
                    session.console.note("\(id) of \(batch.modelID): \(job.status.words)")
                } catch {
                    let failure = Self.failure(error, id)
                    if first == nil {
                        first = failure
                    } else {
                        session.console.note(failure.message)
                    }
                }
            }
            if let first { throw first }
            if unknown > 0 { throw Self.unknown(unknown) }
        }
    }

    private static func unknown(_ count: Int) -> CommandFailure {
        CommandFailure(
            "The service does not say whether \(count) of the batches run; they were not cancelled.",
            .tryAgain
        )
    }

    private static func failure(_ failure: ServiceFailure, _ id: BatchJob.ID) -> CommandFailure {
        guard let status = failure.httpStatus, [404, 405, 501].contains(status) else {
            return CommandFailure(failure, doing: "\(id) was not cancelled")
        }
        return CommandFailure(
            "The service has no way to cancel \(id) (\(failure)), so it goes on.",
            .unavailable
        )
    }
}
