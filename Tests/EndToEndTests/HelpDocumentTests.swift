import Foundation
import MusterTestSupport
import Testing

/// The documents that are made of the program are those that it makes now.
@Suite struct HelpDocumentTests {
    /// The checkout that holds these tests.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Record them with `RECORD_SNAPSHOTS=1`, and read the difference.
    @Test(arguments: [
        ("configuration", "docs/CONFIGURATION.md"),
        ("manual", "docs/muster.1"),
        ("bash", "docs/completions/muster.bash"),
        ("zsh", "docs/completions/_muster"),
        ("fish", "docs/completions/muster.fish"),
    ])
    func aDocumentIsWhatTheProgramWrites(name: String, path: String) async throws {
        let file = Self.root.appending(path: path)
        let made = try await MusterHome.withHome { try await $0.run("document \(name)").output }
        #expect(!made.isEmpty)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(made.utf8).write(to: file)
        } else {
            let kept = try? String(contentsOf: file, encoding: .utf8)
            #expect(kept == made, "record \(path) with RECORD_SNAPSHOTS=1")
        }
    }

    /// `man -l` and `mandoc` read it without a complaint.
    @Test(.enabled("mandoc is not installed") { HelpDocumentTests.isInstalled("mandoc") })
    func theManualPageHasNoMistakes() async throws {
        let page = Self.root.appending(path: "docs/muster.1").path
        try await MusterHome.withHome { home in
            let lint = try await home.shell("mandoc -T lint -W warning \"$1\"", [page])
            #expect(lint.output == "")
            #expect(lint.status == 0)
        }
    }

    /// Nothing of the machine on which it was made is in them, and no day but that of the version.
    @Test func theManualPageIsTheSameOnAnyMachine() async throws {
        let pages = try await MusterHome.withHome { home in
            let first = try await home.run("document manual").output
            var other = home
            other.environment["TZ"] = "Pacific/Auckland"
            other.environment["COLUMNS"] = "40"
            other.environment["MUSTER_THEME"] = "day"
            #expect(!first.contains(home.folder.path))
            return [first, try await other.run("document manual").output]
        }
        #expect(pages[0] == pages[1])
    }

    /// Whether a program is on this machine.
    static func isInstalled(_ program: String) -> Bool {
        ["/usr/local/bin", "/usr/bin", "/bin"].contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }
}
