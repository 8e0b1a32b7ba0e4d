import ArgumentParser
import MusterCore

/// Runs prompts on models, and works with their results.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Run prompts on every model of a slate, and work with the results.",
        discussion:
            "`muster batch SLATE PROMPTS -o FILE` is `muster batch run SLATE PROMPTS -o FILE`.",
        subcommands: [
            BatchRunCommand.self, BatchMergeCommand.self, BatchSummaryCommand.self,
            BatchImportCommand.self, BatchStatusCommand.self, BatchCancelCommand.self,
        ],
        defaultSubcommand: BatchRunCommand.self
    )
}

extension PromptFormat: ExpressibleByArgument {}
