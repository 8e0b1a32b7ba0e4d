import ArgumentParser
import Foundation
import MusterCore

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

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            let store = try session.openStore()
            let chosen = try session.model(model, in: try await session.models(store))
            let report: ModelReport
            do {
                let working = try await store.workingRoute(
                    for: chosen.id,
                    baseURL: session.settings.baseURL
                )
                report = ModelReport(
                    model: chosen,
                    description: try await store.catalogText(of: chosen.id).description,
                    evidence: try await store.evidence(of: chosen.id, limit: 20),
                    ladder: RouteLadder(
                        modelID: chosen.id,
                        huggingFaceID: chosen.huggingFaceID,
                        preference: session.settings.routes,
                        working: working
                    ),
                    workingRoute: working,
                    live: live ? await LiveModel.fetch(chosen, client: session.client) : nil,
                    now: session.time.now()
                )
            } catch let error as StoreError {
                throw CommandFailure(error)
            }
            if json {
                try session.console.printData(
                    JSONDocument.data(JSONObject(report), isIndented: true)
                )
                try session.console.print("")
            } else {
                try session.console.print(report.text(isASCII: session.settings.isASCII))
            }
            if let failure = report.live?.failure {
                throw CommandFailure(failure, doing: "The service could not be asked")
            }
        }
    }
}
