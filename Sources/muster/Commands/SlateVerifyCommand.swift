import ArgumentParser
import Foundation
import MusterCore

/// Asks the service whether a slate is still valid.
struct SlateVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Find out whether the models of a slate still answer, and what changed.",
        discussion: """
            Asks for the catalog and for the endpoints of each model, which costs nothing; with \
            --deep also for a small completion. Ends with 0 when every model is usable, 69 when \
            some are definitely not, else 75 when some gave no clear answer.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The slate.", completion: ValueCompletion.slate)
    var file: String

    @Flag(help: "Ask for a small completion, which may cost.")
    var deep = false

    @Flag(help: "Print each model as a line of JSON.")
    var json = false

    func run() async throws {
        let slate = try Slate.read(file)
        try await Session.with(options) { session in
            try await session.forEachService(of: slate) { try await verify($1, $0) }
        }
    }

    private func verify(_ slate: Slate, _ session: Session) async throws {
        let workspace = try session.openWorkspace()
        let verification: SlateVerification
        do {
            verification = try await Interruption.run { [deep] () async throws(StoreError) in
                try await workspace.verify(
                    slate,
                    kind: deep ? .deep : .shallow,
                    onPause: session.onPause
                )
            }
        } catch let error as StoreError {
            throw CommandFailure(error)
        }
        guard !verification.isCancelled else {
            throw CommandFailure("Interrupted; the results so far are kept.", .interrupted)
        }
        if case .key(let stop) = verification.stop {
            throw CommandFailure(stop, doing: "The check was stopped")
        }
        if let failure = verification.catalogFailure {
            session.console.note("\(SlateVerification.words(withoutCatalog: failure))")
        }
        try SlateReporter(
            console: session.console,
            isJSON: json,
            isASCII: session.settings.isASCII
        ).report(verification)
    }
}
