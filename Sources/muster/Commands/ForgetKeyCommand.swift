import ArgumentParser
import MusterCore

/// Removes the key file.
struct ForgetKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Remove the key file."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Session.with(options) { session in
            do throws(KeyError) {
                let wasThere = try session.settings.keyStore.forget()
                session.console.note(
                    wasThere ? "The key is forgotten" : "There was no key file"
                )
            } catch {
                throw CommandFailure("\(error)", .ioError)
            }
        }
    }
}
