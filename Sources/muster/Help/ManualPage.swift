import MusterCore

/// The manual page `muster(1)`, in the language of mdoc(7).
///
/// It is made of the definitions of the commands and of the values that the program itself goes by.
/// Its date is that of the version, since a manual page must have one.
struct ManualPage {
    private static let date = "November 23, 2026"

    private static let examples = [
        ("Look around without a key or a network:", "muster demo"),
        (
            "Fetch the catalog, and list what is free and reads much:",
            "muster refresh\nmuster list is:free 'ctx>=128k'"
        ),
        (
            "Find out which models answer, for a tenth of a cent at most:",
            "muster check --deep --max-cost 0.001 x-ai/grok-code-fast-1"
        ),
        ("Choose a model for a script:", "MODEL=$(muster pick is:verified)"),
        (
            "Run prompts on picked models, and go on after a stop:",
            "muster slate save mine.yaml openai/gpt-5 x-ai/grok-code-fast-1\n"
                + "muster batch mine.yaml prompts.jsonl -o results.jsonl --max-cost 2"
        ),
        ("Learn what an error message means:", "muster help troubleshooting no endpoints"),
    ]

    /// The page.
    static func text() throws -> String {
        let root = try CommandOutline.read()
        // Every command has the options that are common to all; they are explained once.
        let common =
            root.shownSubcommands.first { $0.commandName == "browse" }?.shownArguments ?? []
        var page = ManualText()
        page.add(macro: "Dd \(date)")
        page.add(macro: "Dt MUSTER 1")
        page.add(macro: "Os")
        page.add(section: "NAME")
        page.add(macro: "Nm muster")
        page.add(macro: "Nd see which of OpenRouter's models answer, before your batch does")
        page.add(section: "SYNOPSIS")
        page.add(macro: "Nm muster")
        page.add(macro: "Op Ar options")
        page.add(macro: "Op Ar command Op Ar argument ...")
        page.add(section: "DESCRIPTION")
        page.add(
            prose: """
                muster is a roll-call for the models of OpenRouter: it lists the catalog with filters, \
                finds out which models answer, and why the others do not, streams generations, and \
                runs batches over picked models. What it learns is kept in a SQLite database.
                """
        )
        page.add(macro: "Pp")
        page.add(prose: root.discussion ?? "")
        page.add(macro: "Ss Options for every command")
        page.add(arguments: common)
        for command in root.shownSubcommands {
            page.add(command: command, path: [], common: common)
        }
        page.add(macro: "Ss help Op Ar command | topic Op Ar word ...")
        page.add(
            prose:
                "Explain a command or a topic; with words, search the topic troubleshooting for them. The topics are:"
        )
        page.add(list: HelpTopic.allCases.map { ($0.rawValue, $0.abstract) })
        page.add(section: "ENVIRONMENT")
        page.add(list: EnvironmentVariable.all.map { ($0.name, $0.purpose) }, macro: "Ev")
        page.add(section: "FILES")
        page.add(list: KeptFile.all.map { ($0.path, $0.purpose) }, macro: "Pa")
        page.add(prose: "The entries of the configuration file are told by:", isParagraph: true)
        page.add(example: "muster help configuration")
        page.add(section: "EXIT STATUS")
        page.add(list: ExitStatus.allCases.map { ("\($0.rawValue)", $0.meaning) })
        page.add(section: "EXAMPLES")
        for (index, (words, lines)) in examples.enumerated() {
            page.add(prose: words, isParagraph: index > 0)
            page.add(example: lines)
        }
        page.add(section: "SEE ALSO")
        page.add(macro: "Xr curl 1 ,")
        page.add(macro: "Xr jq 1 ,")
        page.add(macro: "Xr sqlite3 1 ,")
        page.add(macro: "Xr terminfo 5")
        return page.text
    }
}
