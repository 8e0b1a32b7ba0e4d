import ArgumentParser
import Foundation

/// Writes the documents that are made of the program, for whoever records them.
struct DocumentCommand: ParsableCommand {
    /// What can be written.
    enum Document: String, CaseIterable, ExpressibleByArgument {
        /// `docs/CONFIGURATION.md`.
        case configuration
        /// `docs/muster.1`.
        case manual
        /// `docs/completions/muster.bash`.
        case bash
        /// `docs/completions/_muster`.
        case zsh
        /// `docs/completions/muster.fish`.
        case fish
    }

    static let configuration = CommandConfiguration(
        commandName: "document",
        abstract: "Write a document that is made of the program.",
        shouldDisplay: false
    )

    @Argument(help: "The document.")
    var document: Document

    func run() throws {
        let text =
            switch document {
            case .configuration: ConfigurationReference.document
            case .manual: try ManualPage.text()
            case .bash: ShellCompletionScript.text(for: .bash)
            case .zsh: ShellCompletionScript.text(for: .zsh)
            case .fish: ShellCompletionScript.text(for: .fish)
            }
        // The output is a file's content, byte for byte, whoever reads it.
        try Console.write(Data(text.utf8), to: STDOUT_FILENO)
    }
}
