import Foundation
import MusterTestSupport
import Testing

/// A cat on the keyboard: whatever is pressed at whatever size, nothing crashes, and the terminal
/// is given back.
@Suite(
    .enabled(if: TmuxSession.isInstalled, "tmux is not installed: apt-get install tmux"),
    .serialized,
    .timeLimit(.minutes(30))
)
struct RandomKeyTests {
    /// Keys by their names in tmux.
    ///
    /// What leaves muster is not among them, nor what hands the terminal to another program.
    private static let keys =
        Array("jkgGhlszSoavpPcCdDfiRBwyYHbtm=!123456?:/nrMxe-+<>@'|,.")
        .map { $0 == "'" ? "\"'\"" : "'\($0)'" } + [
            "Up", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End", "Enter", "Tab", "BTab",
            "Escape", "Escape", "Space", "BSpace", "DC", "C-d", "C-u", "C-p", "C-l", "C-w",
            "M-Enter",
            "F1", "é", "作",
        ]

    private static let sizes = [
        (120, 40), (80, 24), (60, 15), (40, 10), (200, 50), (20, 5), (7, 3), (1, 1),
    ]

    @Test(arguments: 1...20)
    func fourHundredKeys(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("$MUSTER demo")
                try await terminal.wait(for: "340 models")
                for _ in 0..<20 {
                    let keys = (0..<20).map { _ in Self.keys.randomElement(using: &random) ?? "j" }
                    try await terminal.press(keys.joined(separator: " "))
                    guard Int.random(in: 0..<3, using: &random) == 0 else { continue }
                    let size = Self.sizes.randomElement(using: &random) ?? (80, 24)
                    try await terminal.resize(columns: size.0, rows: size.1)
                }
                #expect(try await terminal.property("alternate_on") == "1")
                try await terminal.resize(columns: 120, rows: 40)
                try await terminal.wait(for: " models")
                try await leave(terminal)
                try await terminal.expectRestored()
            }
        }
    }

    /// A terminal that grew small and large again has forgotten what was drawn, at the same size.
    @Test func twoResizesThatArriveAsOneAreDrawnAnew() async throws {
        try await MusterHome.withHome { home in
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("sh -c 'echo $$ > \"$HOME/pid\"; exec \"$MUSTER\" demo'")
                try await terminal.wait(for: "340 models")
                let tty = try await terminal.property("pane_tty")
                _ = try await home.shell("printf '\\033[2J' > \(tty)")
                try await terminal.wait("an empty screen") { !$0.contains("models") }
                _ = try await home.shell("kill -WINCH $(cat \"$HOME/pid\")")
                try await terminal.wait(for: "340 models")
                try await leave(terminal)
            }
        }
    }

    /// Closes whatever is open, one thing at a time, as a user would.
    private func leave(_ terminal: TmuxSession) async throws {
        // Escape and a letter that come together are Alt and the letter.
        var isEscape = false
        try await terminal.wait("exit=0") { screen in
            screen.contains("exit=0")
        } meanwhile: {
            isEscape.toggle()
            try await terminal.press(isEscape ? "Escape" : "q")
        }
    }
}
