import ArgumentParser

/// Keeps the API key.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Set, locate or forget the API key.",
        subcommands: [SetKeyCommand.self, ShowKeyCommand.self, ForgetKeyCommand.self]
    )
}
