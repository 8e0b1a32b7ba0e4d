import ArgumentParser
import Foundation
import MusterCore
import MusterUI

/// Reads the key from standard input, so that no process list and no shell history shows it.
struct SetKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Read the key from standard input and keep it in a file only you can read."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Session.with(options) { session in
            let text = try Self.readSecret(session.console)
            guard let key = APIKey(text) else {
                let isBlank = text.allSatisfy(\.isWhitespace)
                throw CommandFailure(
                    isBlank
                        ? "No key came on standard input."
                        : "\(KeyError.notAKey(source: "Standard input"))",
                    .badData
                )
            }
            do throws(KeyError) {
                try session.settings.keyStore.save(key)
            } catch {
                throw CommandFailure("\(error)", .ioError)
            }
            session.console.note("the key is kept in \(session.settings.keyStore.file)")
            if case .environment(let variable) = session.settings.keyStore.source {
                session.console.note("\(variable) is set too, and goes first")
            }
        }
    }

    /// Reads one line, without echo from a terminal.
    ///
    /// The terminal sends no signals meanwhile, so that the command can restore it before it obeys
    /// an interruption.
    private static func readSecret(_ console: Console) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() ?? "" }
        console.noteLines([[Span("Paste the key and press Enter; it will not be shown.")]])
        var attributes = termios()
        tcgetattr(STDIN_FILENO, &attributes)
        let before = attributes
        attributes.c_lflag &= ~tcflag_t(ECHO | ISIG | ICANON)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &attributes)
        defer { withUnsafePointer(to: before) { _ = tcsetattr(STDIN_FILENO, TCSAFLUSH, $0) } }
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(STDIN_FILENO, &byte, 1) == 1 {
            switch byte {
            case 0x03, 0x1C: throw CommandFailure("No key was set.", .interrupted)
            case 0x0A, 0x0D, 0x04: return String(decoding: line, as: UTF8.self)
            case 0x08, 0x7F: _ = line.popLast()
            default: if line.count < 4096 { line.append(byte) }
            }
        }
        return String(decoding: line, as: UTF8.self)
    }
}
