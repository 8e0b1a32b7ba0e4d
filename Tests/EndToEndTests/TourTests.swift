import MusterTestSupport
import Testing

/// What a person does in the first minutes.
@Suite(
    .enabled(if: TmuxSession.isInstalled, "tmux is not installed: apt-get install tmux"),
    .serialized,
    .timeLimit(.minutes(30))
)
struct TourTests {
    @Test func theDemoFromAColdStart() async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("$MUSTER demo")
                try await terminal.wait(for: "340 models")

                try await terminal.type("/llama 405b")
                try await terminal.wait(for: " shown")
                try await terminal.press("Enter")
                try await terminal.wait("both IDs") {
                    $0.contains("meta-llama/llama-3.1-405b ")
                        && $0.contains("meta-llama/llama-3.1-405B ")
                }

                try await terminal.type("d")
                try await terminal.wait(for: "meta-llama/llama-3.1-405b is disabled")
                try await terminal.wait(for: "⊘ disabled")
                try await terminal.type("d")
                try await terminal.wait(for: "meta-llama/llama-3.1-405b is enabled")
                try await terminal.wait("no disabled row") { !$0.contains("⊘ disabled") }

                try await terminal.press("Escape")
                try await terminal.wait("all rows") { !$0.contains(" shown") }
                try await terminal.type("R")
                try await terminal.wait(for: "Refreshed: 340 models")
                try await terminal.type("B")
                try await terminal.wait(for: "Backfilled: ")

                try await terminal.type("/grok-code-fast")
                try await terminal.wait(for: " shown")
                try await terminal.press("Enter")
                try await terminal.type("p")
                try await terminal.wait(for: "Prompt for x-ai/grok-code-fast-1")
                try await terminal.type("Say hi")
                try await terminal.press("Enter")
                // Between two looks of a busy machine, it may have begun and ended.
                try await terminal.wait("an answer") {
                    $0.contains("x-ai/grok-code-fast-1 → streaming")
                        || $0.contains("x-ai/grok-code-fast-1 → completed")
                }
                try await terminal.wait(for: "x-ai/grok-code-fast-1 → completed")

                try await terminal.type("p")
                try await terminal.wait(for: "Prompt for")
                try await terminal.type("Say it again")
                // Both at once, so that the answer cannot end between them.
                try await terminal.press("Enter Escape")
                try await terminal.wait(for: "x-ai/grok-code-fast-1 → cancelled")

                try await terminal.type("qqq")
                try await terminal.wait(for: "exit=0")
                try await terminal.expectRestored()
            }
            // The demo leaves nothing behind.
            #expect(home.files.filter { $0.hasSuffix(".sqlite") }.isEmpty)
        }
    }

    /// The exit code is that of a program which the signal killed.
    @Test(arguments: [("TERM", 143), ("HUP", 129), ("INT", 130)])
    func aSignalGivesTheTerminalBack(signal: String, code: Int) async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                let pid = home.folder.file("pid")
                try await terminal.start("sh -c 'echo $$ >\(pid); exec $MUSTER demo'")
                try await terminal.wait(for: "340 models")
                // An answer to a key shows that it listens, to signals too.
                try await terminal.type("?")
                try await terminal.wait(for: " Help ")
                _ = try await home.shell("kill -\(signal) $(cat \(pid))")
                try await terminal.wait(for: "exit=\(code)")
                try await terminal.expectRestored()
            }
        }
    }

    @Test func itCanBeStoppedFromOutsideAgainAndAgain() async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                let pid = home.folder.file("pid")
                try await terminal.type("sh -c 'echo $$ >\(pid); exec $MUSTER demo'")
                try await terminal.press("Enter")
                for _ in 0..<3 {
                    try await terminal.wait(for: "340 models")
                    try await terminal.type("?")
                    try await terminal.wait(for: " Help ")
                    // A q so soon after one that closed something would ask.
                    try await terminal.press("Escape")
                    try await terminal.wait("the table") { !$0.contains(" Help ") }
                    _ = try await home.shell("kill -TSTP $(cat \(pid))")
                    try await terminal.wait(for: "Stopped")
                    try await terminal.type("clear; fg")
                    try await terminal.press("Enter")
                }
                try await terminal.wait(for: "340 models")
                try await terminal.type("q")
                try await terminal.wait("the shell") { !$0.contains("340 models") }
                try await terminal.expectRestored()
            }
        }
    }

    @Test func aStormOfSizesLeavesAWholeScreen() async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("$MUSTER demo")
                try await terminal.wait(for: "340 models")
                var random = SplitMix64(seed: 7)
                for _ in 0..<25 {
                    try await terminal.resize(
                        columns: Int.random(in: 1...200, using: &random),
                        rows: Int.random(in: 1...60, using: &random)
                    )
                }
                try await terminal.resize(columns: 100, rows: 30)
                try await terminal.wait("a whole screen") { screen in
                    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
                    return lines.count >= 30 && lines[0].contains("340 models")
                        && lines[2].hasPrefix("┌") && lines[2].count == 100
                        && lines[28].hasSuffix("┘") && lines[29].contains("q quit")
                }
                try await terminal.type("q")
                try await terminal.wait(for: "exit=0")
                try await terminal.expectRestored()
            }
        }
    }

    @Test func pastesAreNeverKeysAndLeaveTheKeysWorking() async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("$MUSTER demo")
                try await terminal.wait(for: "340 models")
                // With nothing to take it, and far beyond what a prompt takes.
                let long = String(repeating: "q is no key here\n", count: 60_000)
                try await terminal.paste(long)
                try await terminal.wait(for: "before pasting a prompt")
                try await terminal.press("p")
                try await terminal.wait(for: "Prompt for")
                try await terminal.paste(long)
                try await terminal.wait(for: "q is no key here")
                try await terminal.press("BSpace BSpace X Y")
                try await terminal.wait(for: "XY")
                try await leave(terminal)
            }
        }
    }

    @Test func aPasteWithoutAnEndLeavesTheKeysWorking() async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("$MUSTER demo")
                try await terminal.wait(for: "340 models")
                try await terminal.press("p")
                try await terminal.wait(for: "Prompt for")
                try await terminal.send("\u{1B}[200~one\r\u{1B}[20")
                try await terminal.wait(for: "one")
                // The rest of the mark is late; without it this would be five keys more.
                try await terminal.send("1~")
                try await terminal.send("\u{1B}[200~two")
                try await terminal.wait(for: "two")
                try await terminal.press("X")
                try await terminal.wait(for: "twoX")
                try await terminal.type("YZ")
                try await terminal.wait(for: "twoXYZ")
                try await leave(terminal)
            }
        }
    }

    private func leave(_ terminal: TmuxSession) async throws {
        try await terminal.press("Escape")
        try await terminal.wait("closed prompt") { !$0.contains("Prompt for") }
        try await terminal.wait("exit=0") { screen in
            screen.contains("exit=0")
        } meanwhile: {
            try await terminal.press("q")
        }
        try await terminal.expectRestored()
    }

    @Test func controlCQuitsWhenNothingRuns() async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("$MUSTER demo")
                try await terminal.wait(for: "340 models")
                try await terminal.press("C-c")
                try await terminal.wait(for: "exit=0")
                try await terminal.expectRestored()
            }
        }
    }

    @Test(arguments: [
        ("xterm-nowhere", "xterm-256color"), ("no-such-terminal", "xterm-256color"),
        ("tmux-of-mine", "screen-256color"),
    ])
    func anUnknownTerminalIsTakenForTheNearest(kind: String, used: String) async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home, columns: 160) { terminal in
                try await terminal.start("TERM=\(kind) $MUSTER demo")
                try await terminal.wait(for: "type \(kind) is unknown here; muster uses \(used).")
                try await terminal.press("C-c")
                try await terminal.wait(for: "exit=0")
                try await terminal.expectRestored()
            }
        }
    }

    /// All colours of a theme, whether or not the system has an entry with direct colour.
    @Test(arguments: ["xterm-256color", "tmux-256color"])
    func aTerminalWithAllColoursShowsThem(kind: String) async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start(
                    "TERM=\(kind) COLORTERM=truecolor $MUSTER demo"
                )
                try await terminal.wait(for: "340 models")
                #expect(try await terminal.coloredScreen().contains("38;2;"))
                try await terminal.press("Down End")
                try await terminal.wait(for: "of 340")
                try await terminal.press("C-c")
                try await terminal.wait(for: "exit=0")
                try await terminal.expectRestored()
            }
        }
    }

    @Test(arguments: ["dumb", "unknown", "''"])
    func aTerminalThatCannotIsToldInASentence(kind: String) async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("TERM=\(kind) $MUSTER demo")
                try await terminal.wait(for: "exit=64")
                let screen = try await terminal.screen()
                #expect(screen.contains("terminal of kind '"))
                try await terminal.expectRestored()
            }
        }
    }
}
