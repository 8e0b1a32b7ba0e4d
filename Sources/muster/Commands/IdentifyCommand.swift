import ArgumentParser
import MusterCore

/// Sets a Hugging Face ID by hand.
struct IdentifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identify",
        abstract: "Set a model's Hugging Face ID by hand; nothing overwrites it."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A model ID, slug or Hugging Face ID.", completion: ValueCompletion.models)
    var model: String

    @Argument(help: "The repository's name in its exact case, such as meta-llama/llama-3.1-405B.")
    var huggingFaceID: String

    @Flag(help: "Print the changed model as JSON.")
    var json = false

    func run() async throws {
        guard let identifier = HuggingFaceID(validating: huggingFaceID) else {
            throw CommandFailure(
                "\(huggingFaceID) is not a Hugging Face ID: it has the form author/name, "
                    + "with letters, digits, '.', '_' and '-'.",
                .badData
            )
        }
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            let chosen = try session.model(model, in: try await session.models(workspace))
            do throws(StoreError) {
                try await workspace.store.setHuggingFaceID(identifier, id: chosen.id)
            } catch {
                throw CommandFailure(error)
            }
            if json {
                let changed = try await session.models(workspace).first { $0.id == chosen.id }
                try session.console.print(json: changed.map(JSONObject.init), isIndented: true)
            } else {
                try session.console.print("\(chosen.id) is \(identifier) on Hugging Face")
            }
        }
    }
}
