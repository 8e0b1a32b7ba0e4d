import ArgumentParser

/// The root command.
struct Muster: AsyncParsableCommand {
    /// The version of this build.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "muster",
        abstract: "See which of OpenRouter's models answer, before your batch does.",
        discussion: """
            Without a command, muster opens the interface. To look around without a key or a \
            network, run: muster demo
            """,
        version: version,
        subcommands: [
            BrowseCommand.self,
            DemoCommand.self,
            RefreshCommand.self,
            BackfillCommand.self,
            ListCommand.self,
            ShowCommand.self,
            CheckCommand.self,
            WhyCommand.self,
            GenerateCommand.self,
            EnableCommand.self,
            DisableCommand.self,
            IdentifyCommand.self,
            KeyCommand.self,
            DoctorCommand.self,
        ],
        defaultSubcommand: BrowseCommand.self
    )
}
