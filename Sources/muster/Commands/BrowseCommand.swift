import ArgumentParser
import MusterCore

/// Opens the interface.
struct BrowseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse",
        abstract: "Open the interface, as muster does without a command."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Self.browse(options.overrides)
    }

    static func browse(_ overrides: SettingsOverrides = SettingsOverrides()) async throws {
        try await Session.with(overrides) { session in
            let workspace = try session.openWorkspace()
            let label = session.settings.keyStore.label
            try await Interface.run(session, workspace, keyLabel: label)
        }
    }
}
