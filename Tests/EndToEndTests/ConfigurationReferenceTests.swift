import Foundation
import MusterTestSupport
import Testing

/// What the reference says of the configuration is what the reader takes.
@Suite struct ConfigurationReferenceTests {
    /// The examples of `docs/CONFIGURATION.md`, one for each entry.
    static let examples: [String] = {
        let file = HelpDocumentTests.root.appending(path: "docs/CONFIGURATION.md")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.matches(of: /```yaml\n([\s\S]*?)```/).map { String($0.output.1) }
    }()

    @Test func everyEntryHasAnExample() async throws {
        try await MusterHome.withHome { home in
            try home.write("config/muster/config.yaml", "nonsense: 1\n")
            let complaint = try await home.run("key show").sentence
            let list = try #require(complaint.firstMatch(of: /is not one of (.*)\./)).output.1
            let names = list.split(separator: ", ").map(String.init)
            let told = Self.examples.map { String($0.prefix { $0 != ":" }) }
            #expect(names == told.sorted())
        }
    }

    @Test(arguments: examples)
    func anExampleIsTaken(example: String) async throws {
        try await MusterHome.withHome { home in
            try home.write("config/muster/config.yaml", example)
            let outcome = try await home.run("key show")
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }

    /// The manual tells lifetimes too; those of the reference are the program's own.
    @Test func lifetimesAreThoseOfTheManual() throws {
        func rows(_ path: String) throws -> [String: Substring] {
            let file = HelpDocumentTests.root.appending(path: path)
            let text = try String(contentsOf: file, encoding: .utf8)
            let found = text.matches(of: /(?m)^\|[^|]*`(\w+)` \|.* `?(\d+[hm])`? \|/)
            return Dictionary(found.map { (String($0.output.1), $0.output.2) }) { first, _ in first
            }
        }
        let manual = try rows("docs/AVAILABILITY.md")
        #expect(manual.count == 6)
        let reference = try rows("docs/CONFIGURATION.md")
        for (verdict, lifetime) in manual { #expect(reference[verdict] == lifetime) }
    }

    @Test func allExamplesAreOneFile() async throws {
        try await MusterHome.withHome { home in
            try home.write("config/muster/config.yaml", Self.examples.joined())
            let outcome = try await home.run("key show")
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }
}
