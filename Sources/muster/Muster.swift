import ArgumentParser
import MusterCore

/// The root command.
struct Muster: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "muster",
        abstract: "See which of OpenRouter's models answer, before your batch does.",
        discussion: """
            Without a command, muster opens the interface. To look around without a key or a \
            network, run: muster demo

            muster help lists commands and topics; muster help troubleshooting WORDS explains an \
            error message.
            """,
        version: version,
        subcommands: [
            BrowseCommand.self,
            DemoCommand.self,
            RefreshCommand.self,
            BackfillCommand.self,
            ListCommand.self,
            ShowCommand.self,
            CheckCommand.self,
            WhyCommand.self,
            GenerateCommand.self,
            HistoryCommand.self,
            SlateCommand.self,
            BatchCommand.self,
            ExportCommand.self,
            EnableCommand.self,
            DisableCommand.self,
            IdentifyCommand.self,
            PickCommand.self,
            KeyCommand.self,
            DoctorCommand.self,
            DocumentCommand.self,
        ],
        defaultSubcommand: BrowseCommand.self
    )

    /// Moves options that precede the command after it.
    ///
    /// The parser gives `muster --config FILE list` to the default command, which knows no `list`;
    /// yet users may write global options in either place.
    static func withOptionsLast(_ arguments: [String]) throws -> [String] {
        func isCommand(_ word: String) -> Bool { commandNames.contains(word) || word == "help" }
        // The interface starts without them.
        guard arguments.first?.hasPrefix("-") == true, arguments.contains(where: isCommand) else {
            return arguments
        }
        // It has the options that all commands have, and no others.
        let options = try CommandOutline.read(BrowseCommand.self).shownArguments
        var index = 0
        while index < arguments.count {
            let name = arguments[index].prefix { $0 != "=" }
            guard let option = options.first(where: { $0.flags.contains(String(name)) }) else {
                break
            }
            let takesNext = option.kind == "option" && name == arguments[index]
            index += takesNext ? 2 : 1
        }
        guard index > 0, index < arguments.count, isCommand(arguments[index]) else {
            return arguments
        }
        var end = index + 1
        // `key set` and `slate verify` are two words of one command.
        let command = configuration.subcommands.first {
            $0.configuration.commandName == arguments[index]
        }
        if let command, end < arguments.count,
            command.configuration.subcommands.contains(where: {
                $0.configuration.commandName == arguments[end]
            })
        {
            end += 1
        }
        return Array(arguments[index..<end] + arguments[..<index] + arguments[end...])
    }

    /// Moves words that begin with one dash behind `--`, after the options.
    ///
    /// The parser would take their letters for options: a prompt `- what is this?` asked for the
    /// help, because there is an `h` in it.
    ///
    /// - Throws: `CommandFailure` for an option that lacks its second dash.
    static func withWordsLast(_ arguments: [String]) throws -> [String] {
        guard let command = arguments.first, commandNames.contains(command) else {
            return arguments
        }
        let options = arguments.prefix { $0 != "--" }
        var (kept, words): ([String], [String]) = ([], [])
        for argument in options {
            let isWord = argument.count > 2 && argument.first == "-" && !argument.hasPrefix("--")
            // Its value may begin with a dash.
            if isWord, kept.last != "--filter" {
                words.append(argument)
            } else {
                kept.append(argument)
            }
        }
        guard !words.isEmpty else { return arguments }
        let outline = try configuration.subcommands
            .first { $0.configuration.commandName == command }.map { try CommandOutline.read($0) }
        let known = outline.map { $0.allFlags } ?? []
        if let word = words.first(where: { known.contains("-" + $0.prefix { $0 != "=" }) }) {
            throw CommandFailure("Unknown option '\(word)'. Did you mean '-\(word)'?", .usage)
        }
        return kept + ["--"] + words + arguments.dropFirst(options.count + 1)
    }

    /// Rejects an unknown command; the parser would blame the default one.
    static func expectCommand(in arguments: [String]) throws {
        guard let first = arguments.first, !first.hasPrefix("-"), first != "help",
            !commandNames.contains(first)
        else { return }
        let meant = Spelling.nearest(to: first.lowercased(), in: shownCommandNames)
        let hint = meant.map { "Did you mean muster \($0)?" } ?? "muster --help lists them."
        throw CommandFailure("There is no command \(first). \(hint)", .usage)
    }

    static var shownCommandNames: [String] {
        configuration.subcommands.filter { $0.configuration.shouldDisplay }
            .compactMap { $0.configuration.commandName }
    }

    /// All words valid in place of a command, except `help`.
    static var commandNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName }
    }
}
