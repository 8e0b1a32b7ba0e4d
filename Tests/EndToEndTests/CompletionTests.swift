import Foundation
import GRDB
import OpenRouterSimulator
import Testing

/// The completions of `docs/completions`, in the shells that they are for.
@Suite struct CompletionTests {
    /// A shell that has the completions and reads no file of its user's.
    enum Shell: String, CaseIterable {
        case bash
        case zsh
        case fish

        /// What it reads at its start; `$folder` is that of the completions.
        var startFile: (name: String, text: String) {
            switch self {
            case .bash:
                ("bashrc", "PS1='% '\nbind 'set bell-style none'\n. $folder/muster.bash\n")
            case .zsh:
                (
                    ".zshrc",
                    "PS1='%% '\nfpath=($folder $fpath)\nautoload -U compinit\ncompinit -u -D\n"
                )
            case .fish:
                (
                    "start.fish",
                    "function fish_prompt; echo -n '% '; end\nset fish_greeting\n"
                        + "source $folder/muster.fish\n"
                )
            }
        }

        /// The line that starts it.
        var command: String {
            switch self {
            case .bash: "bash --noprofile --rcfile $HOME/bashrc -i"
            case .zsh: "ZDOTDIR=$HOME zsh -i"
            case .fish: "fish --no-config -C \"source $HOME/start.fish\""
            }
        }
    }

    /// What is typed before Tab, and what it becomes.
    static let cases = [
        ("muster che", "muster check"),
        ("muster check --stru", "muster check --structured"),
        ("muster help trou", "muster help troubleshooting"),
        ("muster slate ver", "muster slate verify"),
        ("muster list --sort exp", "muster list --sort expires"),
        ("muster list --theme rose-pine-d", "muster list --theme rose-pine-dawn"),
        ("muster show mistralai/mistral-nem", "muster show mistralai/mistral-nemo"),
        (
            "muster why agentica-org/deepcoder-14b-preview:f",
            "muster why agentica-org/deepcoder-14b-preview:free"
        ),
        ("muster list is:verif", "muster list is:verified"),
        ("muster list is:free author:x-a", "muster list is:free author:x-ai"),
        ("muster list llama @chea", "muster list llama @cheap"),
    ]

    @Test(
        .enabled("tmux is not installed") { TmuxSession.isInstalled },
        arguments: Shell.allCases
    )
    func tabCompletes(shell: Shell) async throws {
        // Only bash is there wherever muster is built.
        guard HelpDocumentTests.isInstalled(shell.rawValue) else { return }
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome(baseURL: server.baseURL, hubURL: server.hubURL) { home in
                var home = home
                let programs = URL(filePath: MusterHome.program).deletingLastPathComponent().path
                home.environment["PATH"] = programs + ":" + (home.environment["PATH"] ?? "")
                home.environment["folder"] =
                    HelpDocumentTests.root.appending(path: "docs/completions").path
                try home.write(shell.startFile.name, shell.startFile.text)
                #expect(try await home.run("refresh").status == 0)
                try await DatabaseQueue(path: home.database).write { db in
                    try db.execute(
                        sql: "INSERT INTO saved_filter (name, source) VALUES ('cheap', 'price<1')"
                    )
                }
                try await complete(shell, home)
            }
        }
    }

    /// Whoever presses Tab without a database has asked for no error and no file.
    @Test func nothingIsOfferedOrMadeWithoutADatabase() async throws {
        try await MusterHome.withHome { home in
            let outcome = try await home.run("---completion show -- positional@0 2 1 muster show m")
            #expect(outcome.status == 0)
            #expect(outcome.output.trimmingCharacters(in: .whitespacesAndNewlines) == "")
            #expect(outcome.errors == "")
            #expect(!FileManager.default.fileExists(atPath: home.database))
        }
    }

    private func complete(_ shell: Shell, _ home: MusterHome) async throws {
        try await TmuxSession.withSession(home, columns: 110, rows: 30) { terminal in
            try await terminal.type(shell.command)
            try await terminal.press("Enter")
            try await terminal.wait("a prompt") { $0.split(separator: "\n").last == "%" }
            for (typed, result) in Self.cases {
                try await terminal.type(typed)
                try await terminal.press("Tab")
                try await terminal.wait("'\(result)'") { screen in
                    screen.split(separator: "\n").contains { line in
                        line.trimmingCharacters(in: .whitespaces) == "% " + result
                    }
                }
                try await terminal.press("C-u")
                try await terminal.press("C-l")
                try await terminal.wait("an empty line") { screen in
                    screen.trimmingCharacters(in: .whitespacesAndNewlines) == "%"
                }
            }
        }
    }
}
