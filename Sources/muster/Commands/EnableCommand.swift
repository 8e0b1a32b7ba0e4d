import ArgumentParser
import MusterCore

/// Takes the user's mark off models.
struct EnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Allow models to be used again."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Model IDs, slugs or Hugging Face IDs.", completion: ValueCompletion.models)
    var models: [String]

    @Flag(help: "Print the changed models as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            try await session.setDisabled(false, reason: nil, names: models, isJSON: json)
        }
    }
}
