import ArgumentParser
import Foundation
import MusterCore

/// The manual page `muster(1)` in mdoc(7): `manual-template.1`, filled in from the commands'
/// definitions and the program's own values.
enum ManualPage {
    static func text() throws -> String {
        let root = try CommandOutline.read()
        let common = root.commonArguments
        let parts = [
            "discussion": prose(root.discussion ?? ""),
            "options": list(common.map(item)),
            "commands": root.shownSubcommands.map { section($0, [], common) }
                .joined(separator: "\n"),
            "topics": list(HelpTopic.all.map { ($0.name, $0.abstract) }),
            "environment": list(
                EnvironmentVariable.all.map { ("Ev \(word($0.name))", $0.purpose) }
            ),
            "files": list(KeptFile.all.map { ("Pa \(word($0.path))", $0.purpose) }),
            "exit codes": list(ExitStatus.allCases.map { ("\($0.rawValue)", $0.meaning) }),
        ]
        let template = String(decoding: PackageResources.manual_template_1, as: UTF8.self)
        return template.replacing(/(?m)^{([a-z ]+)}$/) { parts[String($0.output.1)] ?? "" }
    }

    /// A command and its subcommands, each with the arguments beyond the common options.
    private static func section(
        _ command: CommandOutline,
        _ path: [String],
        _ common: [CommandOutline.Argument]
    ) -> String {
        let names = path + [command.commandName]
        let known = Set(common.map(\.flags))
        let own = command.shownArguments.filter { !known.contains($0.flags) || $0.names == nil }
        // `Op` puts everything after it in brackets, so required arguments go first; the parser has
        // the same order.
        let values = own.filter { $0.kind == "positional" }.map { argument in
            let name = "Ar \(word(argument.valueName ?? ""))\(argument.isRepeating ? " ..." : "")"
            return argument.isOptional ? "Op \(name)" : name
        }
        var parts = [".Ss " + ([names.joined(separator: " ")] + values).joined(separator: " ")]
        parts += [command.abstract.map(prose), command.discussion.map { ".Pp\n" + prose($0) }]
            .compactMap(\.self)
        if command.shownSubcommands.isEmpty, !own.isEmpty { parts.append(list(own.map(item))) }
        parts += command.shownSubcommands.map { section($0, names, common) }
        return parts.joined(separator: "\n")
    }

    private static func item(_ argument: CommandOutline.Argument) -> (String, String) {
        let value = "Ar \(word(argument.valueName ?? ""))"
        let flags = argument.flags.map { "Fl \(word(String($0.dropFirst())))" }
        var parts = [argument.kind == "flag" ? nil : value]
        if !flags.isEmpty { parts.insert(flags.joined(separator: " , "), at: 0) }
        let text = [
            argument.abstract,
            argument.allValues.map { "One of \($0.joined(separator: ", "))." },
            argument.defaultValue.map { "The default is \($0)." },
        ]
        return (
            parts.compactMap(\.self).joined(separator: " "),
            text.compactMap(\.self).joined(separator: " ")
        )
    }

    private static func list(_ items: [(String, String)]) -> String {
        let lines = items.map { ".It \($0)\n\(prose($1))" }
        return ".Bl -tag -width Ds\n\(lines.joined(separator: "\n"))\n.El"
    }

    /// One sentence per line, as mdoc(7) asks; indented lines stay as they are.
    private static func prose(_ text: String) -> String {
        text.components(separatedBy: "\n\n").enumerated().map { index, paragraph in
            if paragraph.hasPrefix("  ") {
                let lines = paragraph.split(separator: "\n").map { $0.drop { $0 == " " } }
                return example(lines.joined(separator: "\n"))
            }
            let sentences = plain(paragraph).replacing("\n", with: " ")
                .replacing(/([.?!]) +/) { "\($0.output.1)\n" }
            return (index > 0 ? ".Pp\n" : "") + escaped(sentences)
        }
        .joined(separator: "\n")
    }

    /// The text without markup; a link that leads out of `docs/` is followed by its address.
    private static func plain(_ text: String) -> String {
        text.replacing(/\[([^\]\[]*)\]\(([^)\s]+)\)/) { link in
            let (words, address) = (link.output.1, link.output.2)
            return address.hasPrefix("http") && address != words ? "\(words) (\(address))" : words
        }
        .replacing("**", with: "").replacing("`", with: "").replacing("\\|", with: "|")
    }

    private static func example(_ lines: String) -> String {
        ".Bd -literal -offset indent\n\(escaped(lines))\n.Ed"
    }

    /// Escapes lines that mdoc would take for macros.
    private static func escaped(_ lines: String) -> String {
        lines.replacing("\\", with: "\\e").replacing(/(?m)^[.']/) { "\\&\($0.output)" }
    }

    /// Escapes a macro's argument that may itself be the name of a macro.
    private static func word(_ word: String) -> String {
        let text = word.replacing("\\", with: "\\e")
        let mayBeMacro = (2...3).contains(text.count) && text.first?.isUppercase == true
        return mayBeMacro ? "\\&" + text : text
    }
}

/// A command's definition, the source of the parser's help.
///
/// The parser exports it only as JSON; the names are those of its `ToolInfoV0`.
struct CommandOutline: Decodable {
    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        /// `positional`, `option` or `flag`.
        let kind: String
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let allValues: [String]?
        let abstract: String?

        /// The names as users type them; empty for a positional argument.
        var flags: [String] {
            (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }
        }
    }

    let commandName: String
    let shouldDisplay: Bool
    let abstract: String?
    let discussion: String?
    let subcommands: [CommandOutline]?
    let arguments: [Argument]?

    static func read(
        _ command: any ParsableCommand.Type = Muster.self
    ) throws -> CommandOutline {
        struct Dump: Decodable {
            let command: CommandOutline
        }
        return try JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8)).command
    }

    /// The visible subcommands, without the parser's own `help`.
    var shownSubcommands: [CommandOutline] {
        (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    /// The options of it and its subcommands, as users type them.
    var allFlags: [String] {
        (arguments ?? []).flatMap(\.flags) + (subcommands ?? []).flatMap(\.allFlags)
    }

    var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

    /// The options common to all commands: the first command has no others.
    var commonArguments: [Argument] { shownSubcommands.first?.shownArguments ?? [] }
}
