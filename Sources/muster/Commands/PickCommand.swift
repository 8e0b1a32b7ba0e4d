import ArgumentParser
import MusterCore
import MusterTerminal
import MusterUI

/// Lets a person choose a model for a script.
struct PickCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pick",
        abstract: "Choose models in the interface, and print their IDs.",
        discussion: """
            It draws on the terminal itself, so that its output can be a pipe:

              MODEL=$(muster pick is:verified)

            Enter chooses the model under the cursor; with --multi, the marked ones. Leaving without \
            a choice prints nothing and ends with 130.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("The filter to begin with.", valueName: "filter"),
        completion: ValueCompletion.filters
    )
    var filter: [String] = []

    @Flag(help: "Choose several models; space marks one.")
    var multi = false

    func validate() throws {
        // A filter condition may begin with one dash, so two dashes mark a mistyped option.
        if let option = filter.first(where: { $0.hasPrefix("--") && $0 != "--" }) {
            throw ValidationError("Unknown option '\(option)'.")
        }
    }

    func run() async throws {
        let source = filter.filter { $0 != "--" }.joined(separator: " ")
        try await Session.with(options) { session in
            let workspace = try session.openWorkspace()
            _ = try await session.filter([source], workspace)
            let chosen: [ModelID]
            do {
                chosen = try await ControllingTerminal.withStandardStreams {
                    try await Interface.run(
                        session,
                        workspace,
                        keyLabel: session.settings.keyStore.label,
                        choice: (multi ? .several : .one, source)
                    )
                }
            } catch let error as TerminalError {
                throw CommandFailure("\(error)", .usage)
            }
            guard !chosen.isEmpty else { throw CommandFailure("", .interrupted) }
            for id in chosen { try session.console.print(id.rawValue) }
        }
    }
}
