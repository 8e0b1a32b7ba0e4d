import ArgumentParser

/// Keeps the models picked for a batch.
struct SlateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slate",
        abstract: "Save the models picked for a batch, and verify them.",
        subcommands: [SlateSaveCommand.self, SlateVerifyCommand.self]
    )
}
