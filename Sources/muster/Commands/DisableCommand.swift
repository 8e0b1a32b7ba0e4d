import ArgumentParser
import MusterCore

/// Marks models as never to be used.
struct DisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Mark models as never to be used."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Model IDs, slugs or Hugging Face IDs.", completion: ValueCompletion.models)
    var models: [String]

    @Option(help: "The reason, shown with the model.")
    var reason: String?

    @Flag(help: "Print the changed models as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            try await session.setDisabled(true, reason: reason, names: models, isJSON: json)
        }
    }
}
