import ArgumentParser
import Foundation

/// Writes the documents that the program generates, for whoever checks them in.
struct DocumentCommand: ParsableCommand {
    enum Document: String, CaseIterable, ExpressibleByArgument {
        case configuration
        case manual
        case bash
        case zsh
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
        // The output is a file's content, byte for byte, even on a terminal.
        try Console.write(Data(text.utf8), to: STDOUT_FILENO)
    }
}
