import ArgumentParser
import Foundation
import MusterCore
import MusterUI

/// Runs the command line, and turns any error into a sentence and an exit code.
@main
enum Main {
    static func main() async {
        // A file opened in place of a closed standard stream would receive that stream's output.
        // To write to a closed standard output has to fail as it would have.
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_RDWR)
        }
        // Without a locale, libc's character widths cover ASCII only.
        setlocale(LC_CTYPE, "C.UTF-8")
        do {
            guard CommandLine.arguments.count > 1 || asksForCompletions else {
                return try await BrowseCommand.browse()
            }
            let arguments = try Muster.withWordsLast(
                Muster.withOptionsLast(Array(CommandLine.arguments.dropFirst()))
            )
            if let request = HelpRequest(arguments) { return try request.answer() }
            try Muster.expectCommand(in: arguments)
            var command = try await Muster.asyncParseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            let environment = ProcessInfo.processInfo.environment
            let console = Console(environment: environment, allowsColor: true)
            if !failure.message.isEmpty { console.note(failure.message, .error) }
            if let details = failure.details, CommandLine.arguments.contains("--verbose") {
                console.noteLines([[Span("\(details)")]])
            }
            exit(failure.status.rawValue)
        } catch let ended as EndedBySignal {
            exit(128 + ended.number)
        } catch is Console.ClosedPipe {
            exit(ExitStatus.closedPipe.rawValue)
        } catch  where Muster.exitCode(for: error) == .success {
            exit(status(afterPrinting: Muster.fullMessage(for: error)).rawValue)
        } catch {
            Muster.exit(withError: error)
        }
    }

    /// Prints help or the version, which a full disk may refuse.
    private static func status(afterPrinting text: String) -> ExitStatus {
        do {
            if !text.isEmpty { try Console.write(Data((text + "\n").utf8), to: STDOUT_FILENO) }
            return .done
        } catch let failure as CommandFailure {
            Console(environment: [:], allowsColor: false).note(failure.message)
            return failure.status
        } catch {
            return .closedPipe
        }
    }

    /// Whether a shell asks the parser for completions (ArgumentParser's `SAP_SHELL`).
    private static var asksForCompletions: Bool {
        getenv("SAP_SHELL") != nil
    }
}
