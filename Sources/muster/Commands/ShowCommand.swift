import ArgumentParser
import Foundation
import MusterCore
import MusterUI

/// Prints all that is known of one model.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print all that is known of one model."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A model ID, slug or Hugging Face ID.", completion: ValueCompletion.models)
    var model: String

    @Flag(help: "Ask the service now, and show what differs.")
    var live = false

    @Flag(help: "Plot what checks saw over time.")
    var plot = false

    @Flag(help: "Print it as JSON.")
    var json = false

    func validate() throws {
        if plot, json {
            throw ValidationError("--plot draws, and --json writes: name one of them.")
        }
    }

    func run() async throws {
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            let chosen = try session.model(model, in: try await session.models(workspace))
            let report: ModelReport
            do {
                report = ModelReport(
                    model: chosen,
                    details: try await workspace.details(of: chosen),
                    live: live ? await workspace.live(chosen) : nil,
                    now: session.time.now(),
                    kind: session.settings.service.kind
                )
            } catch let error as StoreError {
                throw CommandFailure(error)
            }
            if plot {
                try draw(report, session)
            } else if json {
                try session.console.print(json: JSONObject(report), isIndented: true)
            } else {
                let console = session.console
                let isASCII = session.settings.isASCII
                try console.print(report.lines(width: console.width, isASCII: isASCII))
            }
            if let failure = report.live?.failure {
                throw CommandFailure(failure, doing: "The service could not be asked")
            }
        }
    }

    private func draw(_ report: ModelReport, _ session: Session) throws {
        let plots = EvidencePlots(report.details.evidence, isASCII: session.settings.isASCII)
        guard !plots.isEmpty else {
            let id = report.model.id
            return session.console.note(
                "A plot needs three checks of \(id). To check it: muster check \(id)"
            )
        }
        try session.console.print([[Span("\(report.model.id.rawValue)", .title)], []])
        try session.console.print(plots.lines(columns: session.console.width ?? 80))
    }
}
