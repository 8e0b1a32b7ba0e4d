import ArgumentParser
import Foundation
import MusterCore

/// Keeps the API key.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Set, locate or forget the API key.",
        subcommands: [SetKey.self, ShowKey.self, ForgetKey.self]
    )
}

/// Reads the key from standard input, so that no process list and no shell history shows it.
struct SetKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Read the key from standard input and keep it in a file only you can read."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Session.with(options) { session in
            guard let key = APIKey(Self.readSecret(session.console)) else {
                throw CommandFailure("No key came on standard input.", .badData)
            }
            do throws(KeyError) {
                try session.settings.keyStore.save(key)
            } catch {
                throw CommandFailure("\(error)", .ioError)
            }
            session.console.note("muster: the key is kept in \(session.settings.locations.key)")
            if case .environment = session.settings.keyStore.source {
                session.console.note("muster: OPENROUTER_API_KEY is set too, and goes first")
            }
        }
    }

    /// Reads one line, without echo when it is typed.
    private static func readSecret(_ console: Console) -> String {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() ?? "" }
        console.note("Paste the key and press Enter; it will not be shown.")
        var attributes = termios()
        tcgetattr(STDIN_FILENO, &attributes)
        let before = attributes
        attributes.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &attributes)
        defer { withUnsafePointer(to: before) { _ = tcsetattr(STDIN_FILENO, TCSAFLUSH, $0) } }
        return readLine() ?? ""
    }
}

/// Says where the key comes from, never the key.
struct ShowKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print where the key comes from, never the key."
    )

    private struct Document: Encodable {
        let source: String
    }

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() async throws {
        try await Session.with(options) { session in
            let source = session.settings.keyStore.source
            if json {
                try session.console.printData(JSONDocument.data(Document(source: "\(source)")))
                try session.console.print("")
            } else {
                try session.console.print("\(source)")
            }
            if source == .none {
                throw CommandFailure(
                    "There is no key. Set OPENROUTER_API_KEY, or run: muster key set",
                    .noKey
                )
            }
        }
    }
}

/// Removes the key file.
struct ForgetKey: AsyncParsableCommand {
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
                    wasThere ? "muster: the key is forgotten" : "muster: there was no key file"
                )
            } catch {
                throw CommandFailure("\(error)", .ioError)
            }
        }
    }
}
