import Foundation
import MusterTestSupport
import Testing

/// Themes as a person uses them: chosen, remembered, and written while one looks.
@Suite(
    .enabled(if: TmuxSession.isInstalled, "tmux is not installed: apt-get install tmux"),
    .serialized,
    .timeLimit(.minutes(30))
)
struct ThemeTourTests {
    /// A theme of the user's own: `day` by another name.
    private static let day = try? String(
        contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "themes/day.yaml"),
        encoding: .utf8
    )

    @Test func aChoiceIsRememberedAndAFileIsReadAsItIsWritten() async throws {
        let day = try #require(Self.day)
        try await MusterHome.withHome { home in
            try home.write("config/muster/themes/mine.yaml", day)
            try home.write("config/muster/config.yaml", "# my comment\nascii: true\n")
            try await TmuxSession.withSession(home) { terminal in
                try await terminal.start("$MUSTER")
                try await terminal.wait(for: "No models yet")
                try await terminal.type("t")
                try await terminal.wait(for: "yours, light")
                try await terminal.wait(for: "* night")
                try await terminal.type("k")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Theme set to mine (saved)")
                try home.write(
                    "config/muster/themes/mine.yaml",
                    day.replacing("base: \"#fbfcfe\"", with: "base: \"#ffffff\"")
                )
                try await terminal.wait(for: "The theme mine was read again")
                try home.write("config/muster/themes/mine.yaml", "name: mine\nroles: 1\n")
                try await terminal.wait(for: "The theme mine.yaml, line 2: roles has to have")
                try home.write("config/muster/themes/mine.yaml", day)
                try await terminal.wait(for: "The theme mine was read again")
                try await terminal.type("q")
                try await terminal.wait(for: "exit=0")

                try await terminal.start("$MUSTER")
                try await terminal.wait(for: "No models yet")
                try await terminal.type("t")
                try await terminal.wait(for: "* mine")
                try await terminal.type("qqq")
                try await terminal.wait(for: "exit=0")

                // The flag goes before what is remembered, and a lost choice is no reason to stop.
                try await terminal.start("$MUSTER --theme nord")
                try await terminal.wait(for: "No models yet")
                try await terminal.type("t")
                try await terminal.wait(for: "* nord")
                try await terminal.type("qqq")
                try await terminal.wait(for: "exit=0")
                try FileManager.default.removeItem(
                    atPath: home.folder.file("config/muster/themes/mine.yaml")
                )
                try await terminal.start("$MUSTER")
                try await terminal.wait(for: "There is no theme mine.")
                try await terminal.type("q")
                try await terminal.wait(for: "exit=0")
            }
            let kept = try String(
                contentsOfFile: home.folder.file("config/muster/config.yaml"),
                encoding: .utf8
            )
            #expect(kept == "# my comment\nascii: true\n")
        }
    }
}
