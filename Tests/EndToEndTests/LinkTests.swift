import Foundation
import MusterTestSupport
import Testing

/// Links, as a terminal gets them.
@Suite(
    .enabled(if: TmuxSession.isInstalled, "tmux is not installed: apt-get install tmux"),
    .timeLimit(.minutes(30))
)
struct LinkTests {
    private static let model = "mistralai/mistral-nemo"
    private static let repository = "mistralai/Mistral-Nemo-Instruct-2407"

    /// The texts that a terminal shows as links to the address, without their styles.
    private static func texts(linkedTo address: String, in output: String) -> [String] {
        output.components(separatedBy: "\u{1B}]8;;\(address)\u{1B}\\").dropFirst().map { rest in
            let text = rest.components(separatedBy: "\u{1B}]8;;\u{1B}\\")[0]
            return text.replacing(/\x1B(\[[0-9;?]*[A-Za-z]|\(B)/, with: "")
        }
    }

    @Test(arguments: ["$MUSTER show mistralai/mistral-nemo", "$MUSTER browse"])
    func bothIDsLeadToTheirPages(command: String) async throws {
        try await MusterHome.withCatalog { home, _ in
            try await TmuxSession.withSession(home, columns: 90) { terminal in
                let recording = home.folder.file("recording")
                try await terminal.record(to: recording)
                try await terminal.start(command)
                if command.hasSuffix("browse") {
                    try await terminal.wait(for: "340 models")
                    try await terminal.type("/\(Self.model)")
                    try await terminal.press("Enter")
                    try await terminal.press("Enter")
                    try await terminal.wait(for: "1-6 fold")
                    try await terminal.press("C-c")
                    try await terminal.press("C-c")
                }
                try await terminal.wait(for: "exit=0")
                let output = try String(contentsOfFile: recording, encoding: .utf8)
                let pages = [
                    "https://openrouter.ai/\(Self.model)",
                    "https://huggingface.co/\(Self.repository)",
                ]
                for (page, id) in zip(pages, [Self.model, Self.repository]) {
                    #expect(Self.texts(linkedTo: page, in: output).contains { $0.contains(id) })
                }
            }
        }
    }
}
