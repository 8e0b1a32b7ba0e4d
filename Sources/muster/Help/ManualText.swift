/// The lines of a manual page, as they are gathered: macros and escaped prose.
struct ManualText {
    /// The page so far.
    private(set) var text = ""

    /// Adds a line that calls a macro.
    mutating func add(macro line: String) {
        text += "." + line + "\n"
    }

    /// Begins a section.
    mutating func add(section title: String) {
        add(macro: "Sh \(title)")
    }

    /// Adds sentences, each beginning a line as mdoc(7) asks for, and lines that are indented as they
    /// are.
    mutating func add(prose: String, isParagraph: Bool = false) {
        if isParagraph { add(macro: "Pp") }
        for (index, paragraph) in prose.paragraphs.enumerated() {
            if paragraph.hasPrefix("  ") {
                let lines = paragraph.split(separator: "\n").map { $0.drop { $0 == " " } }
                add(example: lines.joined(separator: "\n"))
                continue
            }
            if index > 0 { add(macro: "Pp") }
            for sentence in MarkdownText.plain(paragraph).sentences { add(sentence) }
        }
    }

    /// Adds lines to be typed as they are.
    mutating func add(example lines: String) {
        add(macro: "Bd -literal -offset indent")
        for line in lines.split(separator: "\n") { text += Self.escaped(line) + "\n" }
        add(macro: "Ed")
    }

    /// Adds names, each with what it is.
    mutating func add(list: [(String, String)], macro: String? = nil) {
        add(macro: "Bl -tag -width Ds")
        for (name, purpose) in list {
            add(
                macro: (["It", macro].compactMap(\.self) + [Self.argument(name)]).joined(
                    separator: " "
                )
            )
            add(prose: purpose)
        }
        add(macro: "El")
    }

    /// Adds a command and those below it, each with what it takes beyond the options for all.
    mutating func add(command: CommandOutline, path: [String], common: [CommandOutline.Argument]) {
        let names = path + [command.commandName]
        let known = Set(common.compactMap(\.longName))
        let own = command.shownArguments.filter { argument in
            argument.longName.map { !known.contains($0) } ?? true
        }
        let isGroup = !command.shownSubcommands.isEmpty
        let values = own.filter { $0.kind == "positional" }.map { argument in
            let name =
                "Ar \(Self.argument(argument.valueName ?? ""))"
                + (argument.isRepeating ? " ..." : "")
            return argument.isOptional ? "Op \(name)" : name
        }
        // `Op` takes all that follows it into its brackets, so an argument that has to be there
        // goes before; the parser has the same order.
        add(macro: (["Ss \(names.joined(separator: " "))"] + values).joined(separator: " "))
        add(prose: command.abstract ?? "")
        if let discussion = command.discussion { add(prose: discussion, isParagraph: true) }
        if !isGroup { add(arguments: own) }
        for subcommand in command.shownSubcommands {
            add(command: subcommand, path: names, common: common)
        }
    }

    /// Adds arguments and options, each with its names and what it is for.
    mutating func add(arguments: [CommandOutline.Argument]) {
        guard !arguments.isEmpty else { return }
        add(macro: "Bl -tag -width Ds")
        for argument in arguments {
            add(macro: "It " + Self.heading(argument))
            add(prose: argument.abstract ?? "")
            if let values = argument.allValues {
                add("One of \(values.joined(separator: ", ")).")
            }
            if let value = argument.defaultValue { add("The default is \(value).") }
        }
        add(macro: "El")
    }

    private mutating func add(_ sentence: String) {
        var line = ""
        for word in sentence.split(separator: " ") {
            if !line.isEmpty, line.count + word.count >= 78 {
                text += Self.escaped(line) + "\n"
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        text += Self.escaped(line) + "\n"
    }

    private static func heading(_ argument: CommandOutline.Argument) -> String {
        guard let names = argument.names else {
            return "Ar \(Self.argument(argument.valueName ?? ""))"
        }
        let flags = names.map { "Fl \(Self.argument(String($0.text.dropFirst())))" }
        let value =
            argument.kind == "option" ? " Ar \(Self.argument(argument.valueName ?? ""))" : ""
        return flags.joined(separator: " , ") + value
    }

    /// A line that is text whatever it begins with.
    private static func escaped(_ line: some StringProtocol) -> String {
        let text = String(line).replacing("\\", with: "\\e")
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }

    /// A word as the argument of a macro, which may be the name of one.
    private static func argument(_ word: String) -> String {
        let text = word.replacing("\\", with: "\\e")
        let mayBeMacro = (2...3).contains(text.count) && text.first?.isUppercase == true
        return mayBeMacro ? "\\&" + text : text
    }
}

extension CommandOutline.Argument {
    /// Its long name; `nil` for what has none.
    fileprivate var longName: String? {
        names?.first { $0.kind == "long" }?.name
    }
}

extension String {
    /// What is between empty lines.
    fileprivate var paragraphs: [String] {
        var paragraphs: [String] = []
        var isOpen = false
        for line in split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                isOpen = false
            } else if isOpen {
                paragraphs[paragraphs.count - 1] += "\n\(line)"
            } else {
                paragraphs.append(String(line))
                isOpen = true
            }
        }
        return paragraphs
    }

    /// The text taken apart where a sentence ends and another begins.
    fileprivate var sentences: [String] {
        var sentences: [String] = []
        var sentence: [Substring] = []
        let words = split { $0 == " " || $0 == "\n" }
        for (index, word) in words.enumerated() {
            sentence.append(word)
            let isEnd = word.last.map { ".?!".contains($0) } ?? false
            if isEnd || index == words.count - 1 {
                sentences.append(sentence.joined(separator: " "))
                sentence = []
            }
        }
        return sentences
    }
}
