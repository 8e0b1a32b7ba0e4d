import ArgumentParser
import MusterCore

/// Reports the key's source, never the key.
struct ShowKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print where the key comes from, never the key."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            let source = session.settings.keyStore.source
            if case .file = source {
                // A file that no command would use is no source.
                do throws(KeyError) {
                    _ = try await session.settings.keyStore.key()
                } catch {
                    throw CommandFailure(error)
                }
            }
            if json {
                try session.console.print(json: ["source": "\(source)"])
            } else {
                try session.console.print("\(source)")
            }
            if source == .none {
                throw CommandFailure(
                    "There is no key: \(session.settings.service.keyHint).",
                    .noKey
                )
            }
        }
    }
}
