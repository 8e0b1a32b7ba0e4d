import ArgumentParser
import Foundation

/// A command as its definition has it: what the parser's help is made of.
///
/// The parser tells it as JSON only; the names are those of its `ToolInfoV0`.
struct CommandOutline: Decodable {
    /// An argument or an option.
    struct Argument: Decodable {
        /// One of its names.
        struct Name: Decodable {
            let kind: String
            let name: String

            /// The name as it is typed.
            var text: String { (kind == "long" ? "--" : "-") + name }
        }

        let kind: String
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let allValues: [String]?
        let abstract: String?
    }

    let commandName: String
    let shouldDisplay: Bool
    let abstract: String?
    let discussion: String?
    let subcommands: [CommandOutline]?
    let arguments: [Argument]?

    /// The root command, with all that are shown below it.
    static func read() throws -> CommandOutline {
        struct Dump: Decodable {
            let command: CommandOutline
        }
        return try JSONDecoder().decode(Dump.self, from: Data(Muster._dumpHelp().utf8)).command
    }

    /// The commands below it that help shows, without the parser's own help.
    var shownSubcommands: [CommandOutline] {
        (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    /// The arguments that help shows.
    var shownArguments: [Argument] {
        (arguments ?? []).filter(\.shouldDisplay)
    }
}
