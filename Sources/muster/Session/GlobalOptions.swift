import ArgumentParser

/// The options that every command understands.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The database file.", valueName: "path"), completion: .file())
    var database: String?

    @Option(
        name: .customLong("base-url"),
        help: ArgumentHelp("The service, such as https://openrouter.ai/api/v1.", valueName: "url")
    )
    var baseURL: String?

    @Option(
        help: ArgumentHelp("A service of the configuration, or a built-in one.", valueName: "name"),
        completion: ValueCompletion.services
    )
    var service: String?

    @Option(help: ArgumentHelp("The configuration file.", valueName: "path"), completion: .file())
    var config: String?

    @Option(
        help: ArgumentHelp("The theme of the interface.", valueName: "name"),
        completion: ValueCompletion.themes
    )
    var theme: String?

    @Flag(help: "Draw with ASCII characters only.")
    var ascii = false

    @Flag(name: .customLong("screen-reader"), help: "Draw the interface for a screen reader.")
    var screenReader = false

    @Flag(name: .customLong("no-color"), help: "Use no colour.")
    var noColor = false

    @Flag(help: "Write more to the log.")
    var verbose = false

    var overrides: SettingsOverrides {
        SettingsOverrides(
            database: database,
            baseURL: baseURL,
            service: service,
            config: config,
            theme: theme,
            isASCII: ascii,
            isForScreenReader: screenReader,
            hasNoColor: noColor,
            isVerbose: verbose
        )
    }
}
