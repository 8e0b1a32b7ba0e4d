import Foundation
import Testing

/// The repository around the sources.
@Suite struct RepositoryTests {
    @Test func topLevelIsTheAgreedList() throws {
        let visible = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
            .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
        let agreed: Set = ["Package.swift", "README.md", "Sources", "Tests", "docs", "themes"]
        #expect(Set(visible).subtracting(agreed).isEmpty)
    }

    @Test(.enabled("there is no README yet") { Repository.text("README.md") != nil })
    func continuousIntegrationRunsTheTestsAsTheReadMeDoes() throws {
        let readMe = try #require(Repository.text("README.md"))
        let script = try #require(Repository.text(".ci/run"))
        let blocks = readMe.matches(of: /```sh\n([\s\S]*?)```/).map { $0.output.1 }
            .filter { $0.contains("swift test") }
        #expect(!blocks.isEmpty)
        for block in blocks { #expect(script.contains(block)) }
    }

    @Test(.enabled("there is no change log yet") { Repository.text("docs/CHANGELOG.md") != nil })
    func theVersionIsThatOfTheChangeLog() throws {
        let log = try #require(Repository.text("docs/CHANGELOG.md"))
        let root = try #require(Repository.text("Sources/muster/Muster.swift"))
        let newest = try #require(log.firstMatch(of: /(?m)^##\s+\[?(\d+\.\d+\.\d+)/)).output.1
        let built = try #require(root.firstMatch(of: /version = "([^"]+)"/)).output.1
        #expect(newest == built)
    }

    @Test(arguments: Repository.files)
    func filesEndWithOneLineFeed(file: SourceFile) {
        #expect(file.lines.last == "")
        #expect(file.lines.dropLast().last != "")
    }
}
