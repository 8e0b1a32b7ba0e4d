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
    private static let modelPage = "https://openrouter.ai/\(model)"
    private static let hubPage = "https://huggingface.co/\(repository)"

    /// The texts that a terminal shows as links to the address, without their styles.
    private static func texts(linkedTo address: String, in output: String) -> [String] {
        output.components(separatedBy: "\u{1B}]8;;\(address)\u{1B}\\").dropFirst().map { rest in
            let text = rest.components(separatedBy: "\u{1B}]8;;\u{1B}\\")[0]
            return text.replacing(/\x1B(\[[0-9;?]*[A-Za-z]|\(B)/, with: "")
        }
    }

    @Test(arguments: ["$MUSTER show mistralai/mistral-nemo", "$MUSTER browse"])
    func onlyIDsAndAddressesLeadToTheirPages(command: String) async throws {
        try await MusterHome.withCatalog { home, _ in
            try await TmuxSession.withSession(home, columns: 90, rows: 24) { terminal in
                let recording = home.folder.file("recording")
                try await terminal.record(to: recording)
                try await terminal.start(command)
                if command.hasSuffix("browse") { try await Self.readDetails(terminal) }
                try await terminal.wait(for: "exit=0")
                let output = try await terminal.recorded(in: recording, until: "exit=0")
                for (page, id) in [(Self.modelPage, Self.model), (Self.hubPage, Self.repository)] {
                    let texts = Set(Self.texts(linkedTo: page, in: output))
                    #expect(texts.contains(id))
                    #expect(texts.isSubset(of: [id, page]), "\(texts)")
                }
            }
        }
    }

    /// The lines that the details show, such as `1-19 of 40`.
    private static func position(on screen: String) -> Substring? {
        screen.firstMatch(of: /\d+-\d+ of \d+/)?.output
    }

    /// Opens the details, scrolls to and from their end, where the addresses are, and leaves.
    private static func readDetails(_ terminal: TmuxSession) async throws {
        try await terminal.wait(for: "340 models")
        try await terminal.type("/\(model)")
        try await terminal.press("Enter")
        try await terminal.press("Enter")
        try await terminal.wait(for: "1-6 fold")
        for key in ["G", "k", "k", "k", "g", "j", "j"] {
            let before = position(on: try await terminal.screen())
            try await terminal.type(key)
            try await terminal.wait("other lines") { position(on: $0) != before }
        }
        try await terminal.press("C-c")
        try await terminal.press("C-c")
    }
}
